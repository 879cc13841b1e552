namespace Quern.Reports.Verify;

/// <summary>On which line each row of a file stands. Only places are kept at which lines get ahead of rows.</summary>
internal sealed class RowLines
{
    private readonly List<(long Row, long Ahead)> _changes = [];

    /// <summary>Takes down the next row.</summary>
    /// <param name="row">Its position among the rows, from 0 on.</param>
    /// <param name="line">Its line, from 1 on.</param>
    public void Add(long row, long line)
    {
        var ahead = line - row;
        if (_changes.Count == 0 || _changes[^1].Ahead != ahead)
        {
            _changes.Add((row, ahead));
        }
    }

    /// <summary>Adds those of the next rows.</summary>
    public void Add(RowLines other)
    {
        foreach (var (row, ahead) in other._changes)
        {
            Add(row, row + ahead);
        }
    }

    /// <summary>The line of a row.</summary>
    public long LineOf(long row)
    {
        var (low, high) = (0, _changes.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = _changes[middle].Row <= row ? (middle, high) : (low, middle);
        }

        return row + (_changes.Count == 0 ? 1 : _changes[low].Ahead);
    }
}
