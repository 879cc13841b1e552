namespace Quern.Running;

/// <summary>How far a run is, read from its folder alone, while it runs or after.</summary>
/// <param name="State">absent, running, interrupted or finished.</param>
/// <param name="Name">The recipe's name.</param>
/// <param name="Now">The counters of the stage at work, while it runs.</param>
/// <param name="Segments">Every segment and how many of its tasks are done.</param>
/// <param name="Ledger">The ledger, once finished.</param>
internal sealed record RunStatus(
    string State, string Name, ProgressSnapshot? Now, IReadOnlyList<SegmentStatus> Segments, Ledger? Ledger)
{
    /// <summary>Reads a run folder.</summary>
    public static RunStatus Read(string folder)
    {
        var plan = RunJson.TryRead<SegmentPlan>(RunFolder.PlanOf(folder));
        if (plan is null)
        {
            return new RunStatus("absent", "", null, [], null);
        }

        var segments = plan.Segments.Select(s => Read(folder, s)).ToList();
        // In this order: a run that ends in between has left its ledger by then.
        var running = RunFolder.IsInUse(folder);
        var ledger = RunJson.TryRead<Ledger>(RunFolder.LedgerOf(folder));
        var finished = ledger is not null && segments.TrueForAll(static s => s.ShardsTotal is null || s.ShardsDone == s.ShardsTotal);
        return new RunStatus(
            running ? "running" : finished ? "finished" : "interrupted",
            plan.Name,
            running ? RunJson.TryRead<ProgressSnapshot>(RunFolder.ProgressOf(folder)) : null,
            segments,
            running ? null : ledger);
    }

    private static SegmentStatus Read(string folder, PlannedSegment segment)
    {
        var path = Path.Combine(folder, "segments", segment.Folder);
        var done = Directory.Exists(path) ? Directory.GetFiles(path, "*.done").Length : 0;
        return new SegmentStatus(segment.Title, done, segment.Tasks);
    }
}

/// <summary>How far one segment is.</summary>
/// <param name="Name">Its steps.</param>
/// <param name="ShardsDone">Tasks with a marker.</param>
/// <param name="ShardsTotal">All its tasks; null while unknown.</param>
internal sealed record SegmentStatus(string Name, int ShardsDone, int? ShardsTotal);
