using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// One batch on its way through a task: the rows that were read, and what became of them. A fixed number of these
/// exists per task, and that number is the bound on memory: a reader that finds none free waits.
/// </summary>
internal sealed class BatchWork
{
    /// <summary>The rows, and their places when they come from a shard.</summary>
    public PlacedBatch Input { get; } = new();

    /// <summary>Position of the batch in the task's order.</summary>
    public long Index { get; set; }

    /// <summary>The place of the first row of the file, when the rows come from a source.</summary>
    public Place First { get; set; }

    /// <summary>How far into the input the reader was after this batch.</summary>
    public long Position { get; set; }

    /// <summary>Rows passed on, unless they could be left where they were read.</summary>
    public ByteBuffer Kept { get; } = new(RowBatch.TextSize);

    /// <summary>The places of the rows passed on.</summary>
    public List<Place> Places { get; } = [];

    /// <summary>Lines for the rejects file.</summary>
    public ByteBuffer Rejects { get; } = new();

    /// <summary>Room for a writer that encodes.</summary>
    public ByteBuffer Scratch { get; } = new();

    /// <summary>What the writer is to append.</summary>
    public ReadOnlyMemory<byte> Encoded { get; set; }

    /// <summary>How many rows were read, kept, dropped and quarantined, for progress.</summary>
    public BatchCounts Counts { get; set; }

    /// <summary>What was counted in this batch alone, where that is asked for.</summary>
    public Ledger? Ledger { get; set; }

    /// <summary>What was found out about sources while it was filled.</summary>
    public List<BlendNote> Notes { get; } = [];

    /// <summary>The place of the row at <paramref name="index"/>.</summary>
    public Place PlaceOf(int index) => Input.Places.Count > 0 ? Input.Places[index] : First with { Ordinal = First.Ordinal + Input.Rows.OrdinalOf(index) };

    /// <summary>Empties the work for the next batch.</summary>
    public void Clear()
    {
        Input.Rows.Clear();
        Input.Places.Clear();
        Notes.Clear();
        Ledger = null;
        ClearResult();
    }

    /// <summary>Empties what was made of the rows, so that they can be worked on once more.</summary>
    public void ClearResult()
    {
        Kept.Clear();
        Places.Clear();
        Rejects.Clear();
        Scratch.Clear();
        Encoded = default;
    }
}

/// <summary>The fates of a batch's rows.</summary>
internal readonly record struct BatchCounts(long Read, long Kept, long Dropped, long Quarantined);
