using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>Two answers to one prompt, of which one is preferred.</summary>
internal sealed class PreferenceCheck(PlainText plain) : ShapeCheck(plain)
{
    public override string Name => "preference";

    public override IReadOnlyList<string> Telling => ["chosen", "rejected"];

    public override bool Is(JsonElement row) => Gives(row, "chosen") && Gives(row, "rejected");

    public override string? Lacks(JsonElement row)
        => Gives(row, "chosen") ? "rejected" : Gives(row, "rejected") ? "chosen" : null;

    protected override void Check(JsonElement row, RowFaults faults)
    {
        var (chosen, rejected) = (row.GetProperty("chosen"u8), row.GetProperty("rejected"u8));
        var prompt = Any(row, "prompt", "instruction", "question", "messages", "conversations");
        var isContinuation = prompt.ValueKind != JsonValueKind.Undefined;
        CheckPrompt(prompt, faults);
        CheckAnswer(chosen, "chosen", isContinuation, faults);
        CheckAnswer(rejected, "rejected", isContinuation, faults);
        if (chosen.ValueKind == rejected.ValueKind && JsonElement.DeepEquals(chosen, rejected))
        {
            faults.Add(FaultKinds.IdenticalFields, "chosen and rejected are the same");
        }
        else if (chosen.ValueKind == JsonValueKind.Array && rejected.ValueKind == JsonValueKind.Array && !SamePrompt(chosen, rejected))
        {
            faults.Add(FaultKinds.PromptMismatch, "chosen and rejected differ before their last message");
        }

        if (IsScore(Any(row, "score_chosen", "chosen_score"), out var high) && IsScore(Any(row, "score_rejected", "rejected_score"), out var low) && low > high)
        {
            faults.Add(FaultKinds.ScoreOrder, FormattableString.Invariant($"chosen has {high}, rejected {low}"));
        }

        Prompt.Add(prompt);
        Response.Add(chosen);
    }

    private static void CheckPrompt(JsonElement prompt, RowFaults faults)
    {
        if (prompt.ValueKind == JsonValueKind.Array)
        {
            Messages.Check(prompt, "prompt", endsWithAnswer: false, faults);
        }
        else if (prompt.ValueKind != JsonValueKind.Undefined)
        {
            NeedsText(prompt, "prompt", faults);
        }
    }

    private static void CheckAnswer(JsonElement answer, string name, bool isContinuation, RowFaults faults)
    {
        if (answer.ValueKind == JsonValueKind.Array)
        {
            Messages.Check(answer, name, endsWithAnswer: true, faults, isContinuation && answer.GetArrayLength() == 1);
        }
        else if (answer.ValueKind == JsonValueKind.Object)
        {
            NeedsText(Messages.ContentOf(answer), name, faults);
        }
        else
        {
            NeedsText(answer, name, faults);
        }
    }

    // Lists that begin with an answer hold no prompt: it stands beside them.
    private static bool SamePrompt(JsonElement chosen, JsonElement rejected)
    {
        if (Messages.BeginsWithAnswer(chosen) && Messages.BeginsWithAnswer(rejected))
        {
            return true;
        }

        var (a, b) = (chosen.GetArrayLength(), rejected.GetArrayLength());
        return a == b && Enumerable.Range(0, Math.Max(a - 1, 0)).All(i => JsonElement.DeepEquals(chosen[i], rejected[i]));
    }

    private static bool IsScore(JsonElement value, out double score)
    {
        score = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out score);
    }
}
