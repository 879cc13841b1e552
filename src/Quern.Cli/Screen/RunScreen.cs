using System.Globalization;
using Quern.Running;

namespace Quern.Cli.Screen;

/// <summary>How far a run is: rows done, their rate, what is left, what was rejected.</summary>
internal static class RunScreen
{
    /// <summary>Does the work and shows its progress on standard error.</summary>
    /// <param name="session">This call of the program.</param>
    /// <param name="work">The work.</param>
    /// <param name="linesEvery">After how many rows a line is due where there is no terminal; null leaves it to the clock.</param>
    public static T Show<T>(Session session, Func<RunProgress, T> work, long? linesEvery = null)
    {
        var progress = new RunProgress();
        var pace = linesEvery is { } every ? new LinePace(() => progress.RowsRead, every) : null;
        return new LiveScreen(() => progress.Stage, () => progress.IsWaiting ? [] : Facts(progress), pace).Show(session.Terminal, () => work(progress));
    }

    private static IEnumerable<(string Name, string Value)> Facts(RunProgress progress)
    {
        var inStage = TimeProvider.System.GetElapsedTime(progress.StageBegan).TotalSeconds;
        var done = progress.RowsWanted > 0 ? Math.Min(1.0, (double)progress.RowsKept / progress.RowsWanted)
            : progress.BytesTotal > 0 ? Math.Min(1.0, (double)progress.BytesRead / progress.BytesTotal) : 0;
        var share = done > 0 ? done.ToString(" (0 %)", CultureInfo.InvariantCulture) : "";
        yield return ("done", Amount.Count(Math.Max(progress.RowsRead, progress.RowsKept), "row", "rows") + share);
        yield return ("rate", inStage > 0 ? $"{Amount.Rows((long)(progress.RowsRead / inStage))} rows/s, {Amount.Bytes(progress.BytesRead / inStage)}/s" : "-");
        yield return ("left", done > 0.01 ? Amount.Time(TimeSpan.FromSeconds(inStage * (1 - done) / done)) : "-");
        if (progress.BytesFetched is { } fetched)
        {
            yield return ("fetched", Amount.Bytes(fetched));
        }

        yield return ("dropped", Amount.Rows(progress.RowsDropped));
        yield return ("quarantined", Amount.Rows(progress.RowsQuarantined));
    }
}
