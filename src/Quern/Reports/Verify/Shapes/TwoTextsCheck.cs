using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>Rows of a text that asks and a text that answers, under one of a few pairs of names.</summary>
/// <param name="plain">Reads the texts of rows.</param>
/// <param name="pairs">The names.</param>
internal abstract class TwoTextsCheck(PlainText plain, IReadOnlyList<(string Asks, string Answers)> pairs) : ShapeCheck(plain)
{
    public override IReadOnlyList<string> Telling { get; } = [.. pairs.SelectMany(static p => new[] { p.Asks, p.Answers }).Distinct(StringComparer.Ordinal)];

    /// <summary>Members that belong to what is asked.</summary>
    protected virtual string[] Beside => [];

    public override bool Is(JsonElement row) => pairs.Any(p => Gives(row, p.Asks) && Gives(row, p.Answers));

    public override string? Lacks(JsonElement row)
    {
        var answers = pairs.Where(p => Gives(row, p.Asks)).Select(static p => p.Answers).ToList();
        var missing = answers.Count > 0 ? answers : [.. pairs.Where(p => Gives(row, p.Answers)).Select(static p => p.Asks)];
        return missing.Count == 0 ? null : string.Join(" or ", missing.Distinct(StringComparer.Ordinal));
    }

    protected override void Check(JsonElement row, RowFaults faults)
    {
        var (asks, answers) = pairs.First(p => Gives(row, p.Asks) && Gives(row, p.Answers));
        var (asked, answered) = (row.GetProperty(asks), row.GetProperty(answers));
        if (asked.ValueKind == JsonValueKind.Array && answered.ValueKind == JsonValueKind.Array)
        {
            Messages.Check(asked, asks, endsWithAnswer: false, faults);
            Messages.Check(answered, answers, endsWithAnswer: true, faults, isContinuation: true);
        }
        else
        {
            _ = NeedsText(asked, asks, faults) & NeedsText(answered, answers, faults);
        }

        Prompt.Add(asked);
        foreach (var name in Beside)
        {
            if (row.TryGetProperty(name, out var more))
            {
                Prompt.Add(more);
            }
        }

        Response.Add(answered);
        if (Response.HasText && asked.ValueKind == JsonValueKind.String && answered.ValueKind == JsonValueKind.String && asked.ValueEquals(answered.GetString()))
        {
            faults.Add(FaultKinds.IdenticalFields, $"{asks} and {answers} are the same text");
        }
    }
}

/// <summary>An instruction, with what it is about, and the answer.</summary>
internal sealed class InstructionCheck(PlainText plain) : TwoTextsCheck(plain, [("instruction", "output"), ("instruction", "response"), ("instruction", "completion"), ("prompt", "completion"), ("prompt", "response")])
{
    public override string Name => "instruction";

    protected override string[] Beside => ["input", "system"];
}

/// <summary>A context and a response, or a question and its answer.</summary>
internal sealed class PairCheck(PlainText plain) : TwoTextsCheck(plain, [("context", "response"), ("question", "answer"), ("query", "response"), ("query", "answer")])
{
    public override string Name => "pair";

    // A question with choices has the number of one of them as its answer.
    public override bool Is(JsonElement row) => !Gives(row, "choices") && !Gives(row, "options") && base.Is(row);
}

/// <summary>A text by itself.</summary>
internal sealed class TextCheck(PlainText plain) : ShapeCheck(plain)
{
    public override string Name => "text";

    public override IReadOnlyList<string> Telling => ["text"];

    public override bool Is(JsonElement row) => Gives(row, "text");

    protected override void Check(JsonElement row, RowFaults faults)
    {
        var text = row.GetProperty("text"u8);
        if (NeedsText(text, "text", faults))
        {
            Response.Add(text);
        }
    }
}
