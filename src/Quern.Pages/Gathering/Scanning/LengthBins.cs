using System.Numerics;
using Quern.Pages.Model;
using Quern.Reports;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Counts lengths in bins that double: 0, 1, 2 to 3, 4 to 7, and so on. Any length fits, and memory never grows.</summary>
internal sealed class LengthBins
{
    private readonly long[] _bins = new long[65];

    /// <summary>Counts a length.</summary>
    public void Add(long length) => _bins[length <= 0 ? 0 : BitOperations.Log2((ulong)length) + 1]++;

    /// <summary>Adds the counts of others.</summary>
    public void Add(LengthBins others)
    {
        for (var i = 0; i < _bins.Length; i++)
        {
            _bins[i] += others._bins[i];
        }
    }

    /// <summary>Empties the bins.</summary>
    public void Clear() => Array.Clear(_bins);

    /// <summary>The bins from the first to the last that is not empty.</summary>
    public IReadOnlyList<Bar> Bars()
    {
        var (first, last) = (Array.FindIndex(_bins, static b => b > 0), Array.FindLastIndex(_bins, static b => b > 0));
        return first < 0 ? [] : [.. Enumerable.Range(first, last - first + 1).Select(i => new Bar(Label(i), _bins[i]))];
    }

    private static string Label(int bin) => bin <= 1 ? Amount.Rows(bin) : $"{Amount.Rows(1L << (bin - 1))}–{Amount.Rows((1L << (bin - 1)) - 1 + (1L << (bin - 1)))}";
}
