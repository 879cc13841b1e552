using System.Diagnostics;
using Quern.Running;

namespace Quern.Dedup;

/// <summary>How long each stage of the work took, in their order.</summary>
/// <param name="progress">Is told which stage is at work.</param>
internal sealed class StageTimes(RunProgress progress)
{
    private readonly Dictionary<string, double> _seconds = [];

    /// <summary>The seconds of each stage.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Does a stage and takes its time.</summary>
    public void Measure(string name, long bytes, Action work)
        => Measure(name, bytes, () =>
        {
            work();
            return true;
        });

    /// <summary>Does a stage and takes its time.</summary>
    public T Measure<T>(string name, long bytes, Func<T> work)
    {
        progress.Begin(name, bytes);
        var start = Stopwatch.GetTimestamp();
        var result = work();
        _seconds[name] = Math.Round(_seconds.GetValueOrDefault(name) + Stopwatch.GetElapsedTime(start).TotalSeconds, 4);
        return result;
    }
}
