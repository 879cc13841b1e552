using System.Collections.Concurrent;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;
using Quern.Dedup.Texts;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Dedup.Sketches;

/// <summary>
/// Reads every row once, on all cores: checks it, makes its set of shingles, remembers what stands for it, and puts its
/// postings into the pool of the core. Sets themselves are not kept: they would take more room than the rows.
/// </summary>
internal sealed class SketchPass
{
    private readonly Core[] _cores;
    private readonly RowTable _table;
    private readonly IReadOnlyList<RowFile> _files;
    private readonly RowMerit _merit;
    private readonly RunProgress _progress;
    private readonly ConcurrentDictionary<BatchWork, Sketched> _sketched = new();

    /// <summary>A pass whose cores have a pool each.</summary>
    public SketchPass(DedupOptions options, double threshold, FrequentShingles frequent, IReadOnlyList<PostingPool> pools, IReadOnlyList<RowFile> files, RowTable table, RunProgress progress)
    {
        (_files, _table, _progress, _merit) = (files, table, progress, new RowMerit(options));
        _cores = [.. pools.Select(pool => new Core(new ShingleSet(options), Sketches.Sketch.Of(options, threshold, frequent), pool))];
    }

    /// <summary>Reads on, up to a number of bytes more, to an index, or to the end.</summary>
    /// <returns>Whether there are more rows before an index or the end.</returns>
    public bool Read(RowFilesReader reader, long bytes, CancellationToken cancel)
    {
        var end = reader.Position + bytes;
        var goesOn = true;
        var first = _table.Count;
        bool Fill(BatchWork work)
        {
            if (reader.Position >= end)
            {
                return false;
            }

            goesOn = reader.Read(work.Input.Rows);
            if (goesOn)
            {
                work.Position = reader.Position;
                _sketched.GetOrAdd(work, static _ => new Sketched()).Begin(reader.File, first, reader.Start);
                first += work.Input.Rows.Count;
            }

            return goesOn;
        }

        using var pump = new RowPump(_cores.Length, Fill, (work, core) => Make(work, _cores[core]), Remember);
        pump.Run(cancel);
        // Every portion has batches of its own.
        _sketched.Clear();
        BeginThrough(reader.Place is null ? reader.File - 1 : reader.File);
        return goesOn;
    }

    /// <summary>Whether any row read here had the field of this index among those named.</summary>
    public bool HasSeen(int field) => Array.Exists(_cores, core => core.Set.IsSeen[field]);

    /// <summary>Takes up a row whose shingles are known.</summary>
    public void Add(ReadOnlySpan<ulong> shingles, in RowEntry entry)
    {
        if (!shingles.IsEmpty)
        {
            _cores[0].Sketch?.Add(shingles, _table.Count, _cores[0].Pool);
        }

        _table.Add(entry);
        if (_merit.Counts)
        {
            _table.Merits.Add(0);
        }
    }

    private void Make(BatchWork work, Core core)
    {
        var (rows, sketched) = (work.Input.Rows, _sketched[work]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var (start, length) = rows.Spans[i];
            var entry = new RowEntry(sketched.Start + start, length, RowEntry.Unreadable, default);
            var merit = double.NegativeInfinity;
            if (rows.Trusted || core.Check.Passes(row, out _))
            {
                core.Set.Read(row);
                var shingles = core.Set.Hashes;
                (entry.Shingles, entry.Print) = (shingles.Length, core.Set.Fingerprint);
                merit = _merit.Counts ? _merit.Of(row, core.Set.RawLength) : 0;
                if (!shingles.IsEmpty)
                {
                    core.Sketch?.Add(shingles, sketched.First + i, core.Pool);
                }
            }

            sketched.Entries.Add(entry);
            sketched.Merits.Add(merit);
        }

        work.Counts = new BatchCounts(rows.Count, 0, 0, 0);
    }

    private void Remember(BatchWork work)
    {
        var sketched = _sketched[work];
        BeginThrough(sketched.File);
        for (var i = 0; i < sketched.Entries.Count; i++)
        {
            _table.Add(sketched.Entries[i]);
            if (_merit.Counts)
            {
                _table.Merits.Add(sketched.Merits[i]);
            }
        }

        _progress.Add(work.Counts, work.Position);
    }

    // Files without rows have their place too.
    private void BeginThrough(int file)
    {
        while (_table.FileCount <= file)
        {
            _table.Begin(_files[_table.FileCount]);
        }
    }

    /// <summary>What one core works with.</summary>
    private sealed record Core(ShingleSet Set, Sketch? Sketch, PostingPool Pool)
    {
        public RowCheck Check { get; } = new();
    }

    /// <summary>What was made of a batch.</summary>
    private sealed class Sketched
    {
        public List<RowEntry> Entries { get; } = [];

        public List<double> Merits { get; } = [];

        public int File { get; private set; }

        public int First { get; private set; }

        public long Start { get; private set; }

        public void Begin(int file, int first, long start)
        {
            Entries.Clear();
            Merits.Clear();
            (File, First, Start) = (file, first, start);
        }
    }
}
