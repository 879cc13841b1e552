using System.Buffers.Text;
using Quern.Rows.Json;

namespace Quern.Reports.Stats;

/// <summary>Least, greatest and sum of whole numbers: of lengths.</summary>
internal struct LengthCounts
{
    public long Count;
    public long Sum;
    public long Min;
    public long Max;

    public void Add(long length)
    {
        Min = Count == 0 ? length : Math.Min(Min, length);
        Max = Math.Max(Max, length);
        Sum += length;
        Count++;
    }

    public void Add(in LengthCounts other)
    {
        if (other.Count == 0)
        {
            return;
        }

        Min = Count == 0 ? other.Min : Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        Sum += other.Sum;
        Count += other.Count;
    }

    public readonly LengthSummary? Summary => Count == 0 ? null : new LengthSummary(Min, (double)Sum / Count, Max);
}

/// <summary>
/// Least, greatest and sum of numbers. Whole numbers are summed exactly; the others within a batch and then batch by
/// batch, so that the sum is the same for any number of workers.
/// </summary>
internal struct NumberCounts
{
    private long _count;
    private Int128 _wholeSum;
    private double _otherSum;
    private double _min;
    private double _max;

    /// <summary>Numbers too large for a double, such as 1e400: counted, and left out of everything else.</summary>
    public long BeyondDouble { get; private set; }

    public void Add(JsonValue value)
    {
        if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            BeyondDouble++;
            return;
        }

        _min = _count == 0 ? number : Math.Min(_min, number);
        _max = _count == 0 ? number : Math.Max(_max, number);
        _count++;
        if (Utf8Parser.TryParse(value.Span, out long whole, out var used) && used == value.Span.Length)
        {
            _wholeSum += whole;
        }
        else
        {
            _otherSum += number;
        }
    }

    public void Add(in NumberCounts other)
    {
        BeyondDouble += other.BeyondDouble;
        if (other._count == 0)
        {
            return;
        }

        _min = _count == 0 ? other._min : Math.Min(_min, other._min);
        _max = _count == 0 ? other._max : Math.Max(_max, other._max);
        _count += other._count;
        _wholeSum += other._wholeSum;
        _otherSum += other._otherSum;
    }

    public readonly NumberSummary? Summary => _count == 0 && BeyondDouble == 0
        ? null
        : new NumberSummary(
            _count == 0 ? null : _min,
            _count == 0 ? null : (_otherSum == 0 ? (double)_wholeSum : (double)_wholeSum + _otherSum) / _count,
            _count == 0 ? null : _max,
            BeyondDouble);
}
