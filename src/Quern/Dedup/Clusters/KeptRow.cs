using Quern.Rows.Json;

namespace Quern.Dedup.Clusters;

/// <summary>Which of several duplicates is kept.</summary>
/// <param name="Rule">By what.</param>
/// <param name="Field">The field of the number, for the best one.</param>
internal sealed record KeptRow(KeptRowRule Rule, FieldPath? Field)
{
    /// <summary>What stands before the field of the number.</summary>
    public const string Best = "best:";

    /// <summary>Reads a choice as a user writes it; otherwise says what is wrong with it.</summary>
    public static bool TryParse(string text, out KeptRow kept, out string fault)
    {
        kept = new KeptRow(text == "longest" ? KeptRowRule.Longest : KeptRowRule.First, null);
        fault = "";
        if (text.StartsWith(Best, StringComparison.Ordinal) && FieldPath.TryParse(text[Best.Length..], out var field, out fault))
        {
            kept = new KeptRow(KeptRowRule.Best, field);
        }
        else if (text is not ("first" or "longest") && fault.Length == 0)
        {
            fault = $"keep is first, longest or best:FIELD, such as best:quality_score; found '{text}'.";
        }

        fault = fault.Length > 0 && text.StartsWith(Best, StringComparison.Ordinal) ? $"keep: {fault}" : fault;
        return fault.Length == 0;
    }
}

/// <summary>By what the row is chosen that is kept.</summary>
internal enum KeptRowRule
{
    /// <summary>It stands before the others.</summary>
    First,

    /// <summary>It has the longest text.</summary>
    Longest,

    /// <summary>It has the highest number under a field.</summary>
    Best,
}
