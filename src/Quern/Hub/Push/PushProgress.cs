namespace Quern.Hub.Push;

/// <summary>Counters that a display may read at any time while files are read and sent.</summary>
internal sealed class PushProgress
{
    private long _bytesDone;
    private long _filesDone;

    /// <summary>What is being done now, such as <c>sending large files</c>.</summary>
    public string Stage { get; private set; } = "asking the Hub";

    /// <summary>Whether the present stage moves bytes or files; otherwise it waits for an answer.</summary>
    public bool Counts { get; private set; }

    /// <summary>When the present stage began, as a time stamp of the system's clock.</summary>
    public long StageBegan { get; private set; } = TimeProvider.System.GetTimestamp();

    /// <summary>Bytes of the present stage.</summary>
    public long BytesTotal { get; private set; }

    /// <summary>Files of the present stage.</summary>
    public long FilesTotal { get; private set; }

    /// <summary>Bytes read or sent in the present stage.</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone);

    /// <summary>Files that the present stage is done with.</summary>
    public long FilesDone => Interlocked.Read(ref _filesDone);

    /// <summary>Starts a stage with its own counters.</summary>
    public void Begin(string stage, long files = 0, long bytes = 0)
    {
        Interlocked.Exchange(ref _bytesDone, 0);
        Interlocked.Exchange(ref _filesDone, 0);
        (FilesTotal, BytesTotal, Counts) = (files, bytes, files > 0);
        StageBegan = TimeProvider.System.GetTimestamp();
        Stage = stage;
    }

    /// <summary>Counts bytes; fewer than none when what was sent must be sent again.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _bytesDone, bytes);

    /// <summary>Counts a file that is done.</summary>
    public void CountFile() => Interlocked.Increment(ref _filesDone);
}
