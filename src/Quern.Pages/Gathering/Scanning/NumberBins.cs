using System.Globalization;
using Quern.Pages.Model;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>
/// Counts numbers whose range nobody knows beforehand. Bins are as narrow as fits into a fixed number of them: when a
/// number lies outside, bins twice as wide take the place of two. They lie at multiples of their width, so that the result
/// does not depend on the order of the numbers.
/// </summary>
internal sealed class NumberBins
{
    private const int Most = 40;
    private const double Narrowest = 1.0 / 1024;
    private const double Widest = 1e15;

    private SortedDictionary<long, long> _bins = [];
    private double _width = Narrowest;
    private long _lowest;
    private long _highest;

    /// <summary>How many numbers there are.</summary>
    public long Count { get; private set; }

    private bool HasFractions { get; set; }

    /// <summary>Counts a number.</summary>
    public void Add(double number)
    {
        Count++;
        HasFractions |= number != Math.Floor(number);
        Put((long)Math.Floor(Math.Clamp(number, -Widest, Widest) / _width), 1);
        while (IsTooWide)
        {
            Widen();
        }
    }

    /// <summary>Adds the counts of others.</summary>
    public void Add(NumberBins others)
    {
        Count += others.Count;
        HasFractions |= others.HasFractions;
        while (_width < others._width)
        {
            Widen();
        }

        foreach (var (bin, count) in others._bins)
        {
            Put((long)Math.Floor(bin * (others._width / _width)), count);
        }

        while (IsTooWide)
        {
            Widen();
        }
    }

    /// <summary>The bins from the lowest to the highest, those without a number too.</summary>
    public IReadOnlyList<Bar> Bars()
    {
        if (_bins.Count == 0)
        {
            return [];
        }

        // Where all numbers are whole, a bin between two of them could only be empty.
        while (!HasFractions && _width < 1)
        {
            Widen();
        }

        return [.. Enumerable.Range(0, (int)(_highest - _lowest) + 1).Select(i => new Bar(Label(_lowest + i), _bins.GetValueOrDefault(_lowest + i)))];
    }

    private bool IsTooWide => _highest - _lowest >= Most;

    private void Put(long bin, long count)
    {
        (_lowest, _highest) = _bins.Count == 0 ? (bin, bin) : (Math.Min(_lowest, bin), Math.Max(_highest, bin));
        _bins[bin] = _bins.GetValueOrDefault(bin) + count;
    }

    private void Widen()
    {
        var narrow = _bins;
        _bins = [];
        _width *= 2;
        foreach (var (bin, count) in narrow)
        {
            Put(bin >> 1, count);
        }
    }

    private string Label(long bin)
    {
        var from = (bin * _width).ToString("0.####", CultureInfo.InvariantCulture);
        return !HasFractions && _width == 1 ? from : $"{from}–{((bin + 1) * _width).ToString("0.####", CultureInfo.InvariantCulture)}";
    }
}
