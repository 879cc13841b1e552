namespace Quern.Running;

/// <summary>
/// What a run left, in a few numbers: the file <c>stats.json</c>. It holds no times, so that the same recipe over the
/// same inputs leaves the same bytes.
/// </summary>
internal sealed record RunStats(string Name, long Read, long Kept, long Dropped, long Quarantined, bool Complete, IReadOnlyList<WrittenFile> Outputs, IReadOnlyList<RejectedRows> Rejects)
{
    /// <summary>The numbers of a run.</summary>
    public static RunStats Of(RunSpec spec, Ledger ledger, IReadOnlyList<WrittenFile> outputs, IReadOnlyList<string> rejects) => new(
        spec.Name,
        ledger.Read,
        ledger.Kept,
        ledger.Dropped,
        ledger.Quarantined,
        RunExecutor.IsComplete(spec, ledger),
        outputs,
        [.. rejects.Select(static path => new RejectedRows(Path.GetFileNameWithoutExtension(path), new FileInfo(path).Length))]);
}

/// <summary>The file of a step's rejected rows.</summary>
/// <param name="Step">The step.</param>
/// <param name="Bytes">The file's length.</param>
internal sealed record RejectedRows(string Step, long Bytes);
