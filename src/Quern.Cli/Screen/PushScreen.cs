using System.Globalization;
using Quern.Hub.Push;

namespace Quern.Cli.Screen;

/// <summary>How far a push is: files and bytes done, their rate, what is left.</summary>
internal static class PushScreen
{
    /// <summary>Does the work and shows its progress on standard error.</summary>
    public static T Show<T>(Session session, Func<PushProgress, T> work)
    {
        var progress = new PushProgress();
        return new LiveScreen(() => progress.Stage, () => Facts(progress)).Show(session.Terminal, () => work(progress));
    }

    private static IEnumerable<(string Name, string Value)> Facts(PushProgress progress)
    {
        var inStage = TimeProvider.System.GetElapsedTime(progress.StageBegan).TotalSeconds;
        if (!progress.Counts)
        {
            yield return ("waiting", Amount.Time(TimeSpan.FromSeconds(inStage)));
            yield break;
        }

        var done = progress.BytesTotal > 0 ? Math.Min(1.0, (double)progress.BytesDone / progress.BytesTotal) : 0;
        var share = done > 0 ? done.ToString(" (0 %)", CultureInfo.InvariantCulture) : "";
        yield return ("done", $"{Amount.Rows(progress.FilesDone)} of {Amount.Count(progress.FilesTotal, "file", "files")}, {Amount.Bytes(progress.BytesDone)} of {Amount.Bytes(progress.BytesTotal)}{share}");
        yield return ("rate", inStage > 0 ? $"{Amount.Bytes(progress.BytesDone / inStage)}/s" : "-");
        yield return ("left", done > 0.01 ? Amount.Time(TimeSpan.FromSeconds(inStage * (1 - done) / done)) : "-");
    }
}
