using System.Diagnostics;
using Quern.Running;

namespace Quern.Dedup;

/// <summary>How long each stage of the work took, in their order.</summary>
/// <param name="progress">Is told which stage is at work.</param>
internal sealed class StageTimes(RunProgress progress)
{
    private readonly List<(string Name, double Seconds)> _stages = [];

    /// <summary>The stages, and the seconds of each.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Stages => _stages;

    /// <summary>Does a stage and takes its time.</summary>
    public T Measure<T>(string name, long bytes, Func<T> work)
    {
        progress.Begin(name, bytes);
        var start = Stopwatch.GetTimestamp();
        var result = work();
        _stages.Add((name, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return result;
    }
}
