using Quern.Rows;

namespace Quern.Running;

/// <summary>Carries out a run on this machine.</summary>
internal static class RunExecutor
{
    /// <summary>Runs everything, or the part that an earlier run of the same folder left undone.</summary>
    public static RunResult Execute(RunSpec spec, RunSettings settings, RunProgress progress, CancellationToken cancel)
        => throw new RunFault($"The run {spec.Name} cannot start.");
}
