namespace Quern.Dedup.Clusters;

/// <summary>Of every row, which row is kept in its place: itself, or the one it is a duplicate of.</summary>
internal sealed class Verdicts
{
    private readonly int[] _keptBy;
    private readonly double[] _similarity;

    /// <summary>All rows are kept.</summary>
    public Verdicts(int rows)
    {
        _keptBy = [.. Enumerable.Range(0, rows)];
        _similarity = new double[rows];
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _keptBy.Length;

    /// <summary>The row that is kept in the place of this one.</summary>
    public int KeptBy(int row) => _keptBy[row];

    /// <summary>Whether a row is kept.</summary>
    public bool IsKept(int row) => _keptBy[row] == row;

    /// <summary>How similar a removed row is to the kept one; not a number where that was not measured.</summary>
    public double Similarity(int row) => _similarity[row];

    /// <summary>Removes a row.</summary>
    public void Remove(int row, int keptBy, double similarity) => (_keptBy[row], _similarity[row]) = (keptBy, similarity);
}
