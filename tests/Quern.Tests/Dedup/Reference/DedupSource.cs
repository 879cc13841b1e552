namespace Quern.Tests.Dedup.Reference;

/// <summary>A source under the name that options and fates use for it, and its rows as JSON.</summary>
internal sealed record DedupSource(string Name, IReadOnlyList<string> Rows);

/// <summary>Where a row stands: its source's name, and its 0-based position there.</summary>
internal readonly record struct RowPlace(string Source, int Ordinal);
