using Quern.Formats;

namespace Quern.Running;

/// <summary>Counters that a display may read at any time while a run writes them.</summary>
internal sealed class RunProgress
{
    private long _rowsRead;
    private long _rowsKept;
    private long _rowsDropped;
    private long _rowsQuarantined;
    private long _bytesRead;
    private long _bytesBefore;
    private volatile IReadOnlyList<SourceFile> _elsewhere = [];

    /// <summary>When the present stage began, as a time stamp of the system's clock.</summary>
    public long StageBegan { get; private set; } = TimeProvider.System.GetTimestamp();

    /// <summary>What is being done now, such as <c>segment 1 of 3: read, filter</c>.</summary>
    public string Stage { get; set; } = "starting";

    /// <summary>Bytes of input in the present stage; 0 when not known.</summary>
    public long BytesTotal { get; set; }

    /// <summary>Rows that are to leave the present stage; 0 when not known.</summary>
    public long RowsWanted { get; set; }

    /// <summary>Whether the present stage does not read anything yet: it waits for somebody.</summary>
    public bool IsWaiting => BytesTotal == 0 && RowsRead == 0 && BytesFetched is null;

    /// <summary>Rows read in the present stage.</summary>
    public long RowsRead => Interlocked.Read(ref _rowsRead);

    /// <summary>Rows that left the present stage.</summary>
    public long RowsKept => Interlocked.Read(ref _rowsKept);

    /// <summary>Rows dropped in the whole run.</summary>
    public long RowsDropped => Interlocked.Read(ref _rowsDropped);

    /// <summary>Rows quarantined in the whole run.</summary>
    public long RowsQuarantined => Interlocked.Read(ref _rowsQuarantined);

    /// <summary>Bytes of input consumed in the present stage.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>How many bytes of files that lie elsewhere are here; null when all are the user's own.</summary>
    public long? BytesFetched => _elsewhere.Count == 0 ? null : _elsewhere.Sum(static f => f.BytesHere);

    /// <summary>Says which files the present stage reads.</summary>
    public void Read(IEnumerable<SourceSpec> sources)
        => _elsewhere = [.. sources.SelectMany(static s => s.Files).Where(static f => f.Path is null)];

    /// <summary>Starts a stage: its own counters begin at zero.</summary>
    public void Begin(string stage, long bytesTotal)
    {
        Interlocked.Exchange(ref _rowsRead, 0);
        Interlocked.Exchange(ref _rowsKept, 0);
        Interlocked.Exchange(ref _bytesRead, _bytesBefore = 0);
        BytesTotal = bytesTotal;
        RowsWanted = 0;
        _elsewhere = [];
        StageBegan = TimeProvider.System.GetTimestamp();
        Stage = stage;
    }

    /// <summary>Adds what a batch did, and says how far into the present input the reader is.</summary>
    public void Add(BatchCounts counts, long position)
    {
        Interlocked.Add(ref _rowsRead, counts.Read);
        Interlocked.Add(ref _rowsKept, counts.Kept);
        Interlocked.Add(ref _rowsDropped, counts.Dropped);
        Interlocked.Add(ref _rowsQuarantined, counts.Quarantined);
        Interlocked.Exchange(ref _bytesRead, _bytesBefore + position);
    }

    /// <summary>Says how many rows were read and left the stage, those of an earlier run included.</summary>
    public void CatchUp(long read, long kept)
    {
        Interlocked.Exchange(ref _rowsRead, read);
        Interlocked.Exchange(ref _rowsKept, kept);
    }

    /// <summary>Says that an input of the stage is finished.</summary>
    public void FinishInput(long bytes) => Interlocked.Exchange(ref _bytesRead, _bytesBefore += bytes);
}
