namespace Quern.Reports.Verify;

/// <summary>Adds up quality scores from 1 to 10.</summary>
internal sealed class Scores
{
    /// <summary>The least score of each band; the last one holds everything below.</summary>
    public static IReadOnlyList<(string Name, double From)> Bands { get; } = [("9 to 10", 9), ("8 to 9", 8), ("7 to 8", 7), ("below 7", double.MinValue)];

    private readonly long[] _rows = new long[Bands.Count];
    private double _sum;

    /// <summary>Rows with a score.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; null where there is none.</summary>
    public double? Mean => Count == 0 ? null : _sum / Count;

    /// <summary>Rows in each band.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>Adds a score.</summary>
    public void Add(double score)
    {
        Count++;
        _sum += score;
        _rows[Bands.TakeWhile(b => score < b.From).Count()]++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        (Count, _sum) = (0, 0);
        Array.Clear(_rows);
    }

    /// <summary>Adds others.</summary>
    public void Add(Scores other)
    {
        Count += other.Count;
        _sum += other._sum;
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] += other._rows[i];
        }
    }
}
