namespace Quern.Running;

/// <summary>What a run is made of, for other processes to read.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Segments">The segments in order.</param>
internal sealed record SegmentPlan(string Name, IReadOnlyList<PlannedSegment> Segments);

/// <summary>One segment of a run.</summary>
/// <param name="Folder">Its folder below <c>segments</c>.</param>
/// <param name="Title">Its steps.</param>
/// <param name="Kind">row, call or set.</param>
/// <param name="Tasks">How many tasks it has; null while unknown.</param>
internal sealed record PlannedSegment(string Folder, string Title, string Kind, int? Tasks);
