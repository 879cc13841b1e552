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
    private long _read;
    private long _position;
    private int _file;
    private RowFileReader? _reader;
    private int _firstInPools;
    private int _filesInParts;
    private bool _spills;

    /// <summary>A stage for these files; known ones come first.</summary>
    public SketchStage(DedupOptions options, double threshold, IReadOnlyList<RowFile> files, DedupSettings settings, RunProgress progress)
    {
        (_files, _settings, _total) = (files, settings, files.Sum(static f => f.Bytes));
        _pools = [.. Enumerable.Range(0, settings.Workers).Select(static _ => new PostingPool())];
        Frequent = options is { Method: DedupMethod.Join, Exact: false } ? FrequentShingles.Find(files, options) : FrequentShingles.None;
        _pass = new SketchPass(options, threshold, Frequent, _pools, Table, progress);
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

    /// <summary>Reads all rows.</summary>
    public void Run(CancellationToken cancel)
    {
        Restore();
        for (; _file < _files.Count; _file++)
        {
            if (Table.FileCount <= _file)
            {
                Table.Begin(_files[_file]);
                _position = 0;
            }

            if (_files[_file].IsIndex)
            {
                ReadIndex(_files[_file], cancel);
            }
            else
            {
                ReadRows(_files[_file], cancel);
            }
        }

        Spill();
    }

    public void Dispose()
    {
        _reader?.Dispose();
        foreach (var pool in _pools)
        {
            pool.Dispose();
        }

        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    private void ReadRows(RowFile file, CancellationToken cancel)
    {
        _reader ??= new RowFileReader(file);
        while (ReadPortion(_reader, cancel))
        {
            // The next portion of the same file.
        }

        _reader.Dispose();
        (_reader, _position) = (null, file.Bytes);
    }

    private void ReadIndex(RowFile file, CancellationToken cancel)
    {
        const int Look = 1 << 12;
        var before = _read - _position;
        void After(long position)
        {
            (_read, _position) = (before + position, position);
            if (Table.Count % Look == 0)
            {
                Weigh();
                SpillWhen(_pools.Sum(static p => p.Bytes) > _settings.PostingMemory / 2);
            }
        }

        SavedIndex.Read(file, _position, _pass.Add, After, cancel);
        (_read, _position) = (before + file.Bytes, file.Bytes);
    }

    private bool ReadPortion(RowFileReader reader, CancellationToken cancel)
    {
        var before = reader.Position;
        var goesOn = _pass.Read(reader, _settings.Portion, cancel);
        _read += reader.Position - before;
        Weigh();
        // Small files fill a portion together.
        SpillWhen(goesOn || _pools.Sum(static p => p.Bytes) > _settings.PostingMemory / 2);
        return goesOn;
    }

    private void Weigh() => _spills |= (double)_pools.Sum(static p => p.Bytes) * _total / Math.Max(_read, 1) > _settings.PostingMemory;

    private void SpillWhen(bool isFull)
    {
        if (isFull)
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
            Position = _reader?.Position ?? _position,
            Line = _reader?.Line ?? 0,
            Ordinal = _reader?.Ordinal ?? 0,
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
        (_spills, _firstInPools, _filesInParts, _file) = (true, Table.Count, Table.FileCount, Table.FileCount - 1);
        _read = _files.Take(_file).Sum(static f => f.Bytes) + head.Position;
        if (_files[_file].IsIndex)
        {
            _position = head.Position;
        }
        else
        {
            _reader = new RowFileReader(_files[_file], head.Position, head.Line, head.Ordinal);
        }
    }

    private string PathOf(int part) => Path.Combine(_settings.Folder, $"part-{part:00000}.sketch");

    private ulong KeyOf(DedupOptions options, double threshold)
    {
        var text = FormattableString.Invariant($"{threshold:R} {_settings.Portion} ") + OptionTable.CanonicalText(options with { Linkage = default, Prefer = null, Against = null, NoVerify = false, Mark = null, SaveIndex = null, Memory = null })
            + string.Join('\n', _files.Select(static f => $"{f.IsKnown} {f.Identity}"));
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
