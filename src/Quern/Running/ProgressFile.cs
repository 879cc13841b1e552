using Quern.Rows;

namespace Quern.Running;

/// <summary>Leaves the progress of a run in its folder once a second, so that another process can tell how far it is.</summary>
internal sealed class ProgressFile : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly RunProgress _progress;
    private readonly Timer _timer;
    private volatile bool _stopped;

    /// <summary>Starts writing.</summary>
    public ProgressFile(string path, RunProgress progress)
    {
        _path = path;
        _progress = progress;
        // Wound up anew after each write: on a slow disk two writes must not meet.
        _timer = new Timer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _stopped = true;
        using var stopped = new ManualResetEvent(false);
        if (_timer.Dispose(stopped))
        {
            stopped.WaitOne();
        }

        Try(() => File.Delete(_path));
    }

    private void Tick()
    {
        Try(() => RunJson.Write(_path, ProgressSnapshot.Of(_progress), durable: false));
        if (!_stopped)
        {
            Try(() => _timer.Change(Interval, Timeout.InfiniteTimeSpan));
        }
    }

    // Progress is for people who look; a full disk is reported by the run itself, and a timer's thread that throws
    // would end the process.
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or QuernFault or ObjectDisposedException)
        {
            return;
        }
    }
}

/// <summary>The counters of a run at one moment.</summary>
internal sealed record ProgressSnapshot(
    string Stage, long RowsRead, long RowsKept, long RowsDropped, long RowsQuarantined, long BytesRead, long BytesTotal)
{
    /// <summary>Reads the counters.</summary>
    public static ProgressSnapshot Of(RunProgress p) => new(
        p.Stage, p.RowsRead, p.RowsKept, p.RowsDropped, p.RowsQuarantined, p.BytesRead, p.BytesTotal);
}
