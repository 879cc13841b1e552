using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>A conversation: who said what, in an order that ends with an answer.</summary>
internal sealed class ChatCheck(PlainText plain) : ShapeCheck(plain)
{
    private static readonly string[] Names = ["messages", "conversations", "conversation"];

    public override string Name => "chat";

    public override IReadOnlyList<string> Telling => Names;

    public override bool Is(JsonElement row) => Has(row, Names);

    protected override void Check(JsonElement row, RowFaults faults)
    {
        var name = Names.First(n => Gives(row, n));
        var list = row.GetProperty(name);
        Messages.Check(list, name, endsWithAnswer: true, faults);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (list.GetArrayLength() > 1 && Messages.ContentOf(list[list.GetArrayLength() - 1]) is { ValueKind: JsonValueKind.String } answer && Messages.ContentOf(list[list.GetArrayLength() - 2]) is { ValueKind: JsonValueKind.String } asked
            && Messages.IsAnswer(list[list.GetArrayLength() - 1]) && !IsBlank(answer) && JsonElement.DeepEquals(answer, asked))
        {
            faults.Add(FaultKinds.IdenticalFields, "the last answer is what was asked, word for word");
        }

        // What is asked is everything before the last answer.
        var last = list.GetArrayLength() - 1;
        var at = 0;
        foreach (var message in list.EnumerateArray())
        {
            var side = at++ == last && Messages.IsAnswer(message) ? Response : Prompt;
            side.Add(Messages.ContentOf(message));
        }
    }
}
