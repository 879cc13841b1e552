namespace Quern.Running;

/// <summary>
/// What a run left, in a few numbers: the file <c>stats.json</c>. It holds no times, so that the same recipe over the
/// same inputs leaves the same bytes.
/// </summary>
internal sealed record RunStats(string Name, long Read, long Kept, long Dropped, long Quarantined, bool Complete, IReadOnlyList<WrittenFile> Outputs)
{
    /// <summary>The numbers of a run.</summary>
    public static RunStats Of(RunSpec spec, Ledger ledger, IReadOnlyList<WrittenFile> outputs) => new(
        spec.Name, ledger.Read, ledger.Kept, ledger.Dropped, ledger.Quarantined, RunExecutor.IsComplete(spec, ledger), outputs);
}
