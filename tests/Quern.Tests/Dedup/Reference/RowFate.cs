namespace Quern.Tests.Dedup.Reference;

/// <summary>What becomes of a row: it is kept, or removed for a reason in favour of another row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reason">Why it was removed; null for a kept one.</param>
/// <param name="Kept">The row that is kept in its place; null for a kept one.</param>
/// <param name="Similarity">Jaccard index of the two; null for a kept one.</param>
internal sealed record RowFate(RowPlace Row, string? Reason = null, RowPlace? Kept = null, double? Similarity = null)
{
    private const double Allowance = 1e-9;

    /// <summary>Whether the row stays.</summary>
    public bool IsKept => Reason is null;

    /// <summary>Whether another judge says the same.</summary>
    public bool AgreesWith(RowFate other)
        => Row == other.Row && Reason == other.Reason && Kept == other.Kept && IsClose(Similarity, other.Similarity);

    public override string ToString()
        => IsKept ? $"{Name(Row)} kept" : $"{Name(Row)} {Reason} of {(Kept is { } kept ? Name(kept) : "nothing")} at {Similarity}";

    private static string Name(RowPlace place) => $"{place.Source}#{place.Ordinal}";

    private static bool IsClose(double? a, double? b) => a.HasValue == b.HasValue && !(Math.Abs((a ?? 0) - (b ?? 0)) > Allowance);
}
