using Quern.Dedup.Storage;
using Quern.Dedup.Texts;

namespace Quern.Dedup.Reading;

/// <summary>What is remembered of every row: where it lies, how many shingles it has, and what stands for its text.</summary>
internal sealed class RowTable
{
    private readonly BlockList<RowEntry> _entries = new();
    private readonly List<RowFile> _files = [];
    private readonly List<int> _firsts = [];
    private int? _known;

    /// <summary>How many rows there are, those known before included.</summary>
    public int Count => _entries.Count;

    /// <summary>How many rows were there already; they come first.</summary>
    public int Known => _known ?? Count;

    /// <summary>By what the row to keep is chosen, where that is not its place; empty otherwise.</summary>
    public BlockList<double> Merits { get; } = new();

    /// <summary>Whether any row that is compared has a merit.</summary>
    public bool HasMerits => Enumerable.Range(Known, Math.Max(Merits.Count - Known, 0)).Any(row => !double.IsNegativeInfinity(Merits[row]));

    /// <summary>The files, in the order of their rows.</summary>
    public IReadOnlyList<RowFile> Files => _files;

    /// <summary>A row.</summary>
    public ref RowEntry this[int row] => ref _entries[row];

    /// <summary>How many files were begun.</summary>
    public int FileCount => _files.Count;

    /// <summary>Begins a file: the rows that follow are its own.</summary>
    public void Begin(RowFile file) => Begin(file, Count);

    /// <summary>Begins a file of which it is known at which row that was.</summary>
    public void Begin(RowFile file, int firstRow)
    {
        _known ??= file.IsKnown ? null : firstRow;
        _files.Add(file);
        _firsts.Add(firstRow);
    }

    /// <summary>Adds a row of the file begun last.</summary>
    public void Add(in RowEntry entry) => _entries.Add(entry);

    /// <summary>The index of the file that a row lies in.</summary>
    public int FileOf(int row)
    {
        var (low, high) = (0, _files.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _firsts[middle] <= row ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The first row of a file, and the first behind it.</summary>
    public (int First, int End) RowsOf(int file) => (_firsts[file], file + 1 < _firsts.Count ? _firsts[file + 1] : Count);
}

/// <summary>What is remembered of a row.</summary>
/// <param name="Offset">Where it begins in its file.</param>
/// <param name="Length">Its length.</param>
/// <param name="Shingles">How many distinct shingles it has; 0 without text, less than 0 when it could not be read.</param>
/// <param name="Print">What stands for its words.</param>
internal record struct RowEntry(long Offset, int Length, int Shingles, Fingerprint Print)
{
    /// <summary>The count of shingles of a row that could not be read.</summary>
    public const int Unreadable = -1;
}
