using Quern.Pages.Model;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Counts how many rows are how good by a field from 1 to 10. A field with any other number means something else.</summary>
internal sealed class QualityTally
{
    private static readonly (double From, string Name)[] Bands = [(9, "9 to 10"), (8, "8 to below 9"), (7, "7 to below 8"), (1, "below 7")];

    private readonly long[] _counts = new long[Bands.Length];
    private double _sum;
    private long _outside;

    /// <summary>Counts a number.</summary>
    public void Add(double number)
    {
        if (number is < 1 or > 10)
        {
            _outside++;
            return;
        }

        _counts[Array.FindIndex(Bands, b => number >= b.From)]++;
        _sum += number;
    }

    /// <summary>Adds the counts of others.</summary>
    public void Add(QualityTally others)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += others._counts[i];
        }

        _sum += others._sum;
        _outside += others._outside;
    }

    /// <summary>The bands; null where the field holds no such numbers.</summary>
    public QualityBands? Result(string field)
    {
        var rows = _counts.Sum();
        return rows == 0 || _outside > 0
            ? null
            : new QualityBands(field, rows, _sum / rows, [.. Bands.Select((b, i) => new ShareLine(b.Name, _counts[i], null, (double)_counts[i] / rows))]);
    }
}
