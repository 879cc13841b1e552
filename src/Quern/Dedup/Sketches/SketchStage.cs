using System.Security.Cryptography;
using System.Text;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;
using Quern.Running;
using Quern.Steps;

namespace Quern.Dedup.Sketches;

/// <summary>
/// The first stage: reads all rows portion by portion. While the postings of all rows promise to fit into memory they stay
/// there; otherwise those of each portion go into a file of their own, and a portion whose file is there already, because
/// an earlier run was stopped, is not read again.
/// </summary>
internal sealed class SketchStage : IDisposable
{
    private readonly IReadOnlyList<RowFile> _files;
    private readonly DedupSettings _settings;
    private readonly PostingPool[] _pools;
    private readonly List<SketchPart> _parts = [];
    private readonly SketchPass _pass;
    private readonly ulong _key;
    private readonly long _total;
    private readonly bool _hasMerits;
    private readonly IReadOnlyList<string> _fields;
    private readonly RowFilesReader _reader;
    private long _inIndex;
    private int _firstInPools;
    private int _filesInParts;
    private bool _spills;

    /// <summary>A stage for these files; known ones come first.</summary>
    public SketchStage(DedupOptions options, double threshold, IReadOnlyList<RowFile> files, DedupSettings settings, RunProgress progress)
    {
        (_files, _settings, _total) = (files, settings, files.Sum(static f => f.Bytes));
        _pools = [.. Enumerable.Range(0, settings.Workers).Select(static _ => new PostingPool())];
        Frequent = options is { Method: DedupMethod.Join, Exact: false } ? FrequentShingles.Find(files, options) : FrequentShingles.None;
        _pass = new SketchPass(options, threshold, Frequent, _pools, files, Table, progress);
        _reader = new RowFilesReader(files);
        _fields = options.By ?? [];
        _key = KeyOf(options, threshold);
        _hasMerits = new RowMerit(options).Counts;
    }

    /// <summary>What is remembered of the rows.</summary>
    public RowTable Table { get; } = new();

    /// <summary>Shingles that stand last.</summary>
    public FrequentShingles Frequent { get; }

    /// <summary>The postings of all rows.</summary>
    public Postings Postings => new(_pools, _parts);

    /// <summary>How many postings there are.</summary>
    public long PostingCount => _pools.Sum(static p => p.Count) + _parts.Sum(static p => p.Head.PostingCount);

    /// <summary>How many portions lie on disk.</summary>
    public int Parts => _parts.Count;

    /// <summary>Fields named that no row has; none where rows were read by an earlier run, for who knows.</summary>
    public IReadOnlyList<string> FieldsNowhere { get; private set; } = [];

    /// <summary>Reads all rows.</summary>
    public void Run(CancellationToken cancel)
    {
        Restore();
        var resumed = Table.Count > 0;
        while (_reader.Current is { } file)
        {
            if (file.IsIndex)
            {
                ReadIndex(file, cancel);
            }
            else
            {
                ReadRows(cancel);
            }
        }

        Spill();
        FieldsNowhere = resumed || Table.Count == 0 ? [] : [.. _fields.Where((_, i) => !_pass.HasSeen(i))];
    }

    public void Dispose()
    {
        _reader.Dispose();
        foreach (var pool in _pools)
        {
            pool.Dispose();
        }

        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    // Small files fill a portion together.
    private void ReadRows(CancellationToken cancel)
    {
        while (_pass.Read(_reader, _settings.Portion, cancel))
        {
            Weigh();
            Spill();
        }

        Weigh();
        SpillWhenHalfFull();
    }

    private void ReadIndex(RowFile file, CancellationToken cancel)
    {
        const int Look = 1 << 12;
        if (Table.FileCount <= _reader.File)
        {
            Table.Begin(file);
        }

        void After(long position)
        {
            _inIndex = position;
            if (Table.Count % Look == 0)
            {
                Weigh();
                SpillWhenHalfFull();
            }
        }

        SavedIndex.Read(file, _inIndex, _pass.Add, After, cancel);
        _reader.Pass();
        _inIndex = 0;
    }

    private long InPools => _pools.Sum(static p => p.Bytes);

    private void Weigh() => _spills |= (double)InPools * _total / Math.Max(_reader.Position + _inIndex, 1) > _settings.PostingMemory;

    private void SpillWhenHalfFull()
    {
        if (InPools > _settings.PostingMemory / 2)
        {
            Spill();
        }
    }

    private void Spill()
    {
        if (!_spills || Table.Count == _firstInPools)
        {
            return;
        }

        Directory.CreateDirectory(_settings.Folder);
        // Behind the last row of a file that is read to its end, where no reader stands any more.
        var place = _reader.Place ?? (_inIndex > 0 ? _inIndex : Table.Files[^1].Bytes, 0, 0);
        var head = new SketchHead
        {
            Mark = SketchHead.RightMark,
            Key = _key,
            PostingCount = _pools.Sum(static p => p.Count),
            FirstRow = _firstInPools,
            Rows = Table.Count - _firstInPools,
            Merits = _hasMerits ? Table.Count - _firstInPools : 0,
            FirstFile = _filesInParts,
            Files = Table.FileCount - _filesInParts,
            Position = place.Position,
            Line = place.Line,
            Ordinal = place.Ordinal,
        };
        _parts.Add(SketchPart.Write(PathOf(_parts.Count), head with { Bytes = head.Length }, Table, _pools));
        (_firstInPools, _filesInParts) = (Table.Count, Table.FileCount);
        foreach (var pool in _pools)
        {
            pool.Clear();
        }
    }

    // What an earlier run left is taken up in its order, as far as it is whole and was made from the same.
    private void Restore()
    {
        while (SketchPart.Open(PathOf(_parts.Count), _key) is { } part)
        {
            part.Restore(Table, _files);
            _parts.Add(part);
        }

        if (_parts.Count == 0)
        {
            return;
        }

        var head = _parts[^1].Head;
        (_spills, _firstInPools, _filesInParts) = (true, Table.Count, Table.FileCount);
        _reader.GoTo(Table.FileCount - 1, head.Position, head.Line, head.Ordinal);
        _inIndex = _reader.Current!.IsIndex ? head.Position : 0;
    }

    private string PathOf(int part) => Path.Combine(_settings.Folder, $"part-{part:00000}.sketch");

    private ulong KeyOf(DedupOptions options, double threshold)
    {
        var text = FormattableString.Invariant($"{threshold:R} {_settings.Portion} ") + OptionTable.CanonicalText(options with { Linkage = default, Prefer = null, Against = null, NoVerify = false, Mark = null, SaveIndex = null, Memory = null })
            + string.Join('\n', _files.Select(static f => $"{f.IsKnown} {f.Identity}"));
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
