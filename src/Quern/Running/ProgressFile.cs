namespace Quern.Running;

/// <summary>Leaves the progress of a run in its folder once a second, so that another process can tell how far it is.</summary>
internal sealed class ProgressFile : IDisposable
{
    private readonly string _path;
    private readonly RunProgress _progress;
    private readonly Timer _timer;

    /// <summary>Starts writing.</summary>
    public ProgressFile(string path, RunProgress progress)
    {
        _path = path;
        _progress = progress;
        _timer = new Timer(_ => Write(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        using var stopped = new ManualResetEvent(false);
        if (_timer.Dispose(stopped))
        {
            stopped.WaitOne();
        }

        File.Delete(_path);
    }

    private void Write()
    {
        try
        {
            RunJson.Write(_path, ProgressSnapshot.Of(_progress));
        }
        catch (IOException)
        {
            // Progress is for people who look; a full disk is reported by the run itself.
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
