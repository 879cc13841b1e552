using Quern.Dedup.Pairs;

namespace Quern.Dedup.Clusters;

/// <summary>Of each row, the similar rows that are kept before it. In its edges <see cref="Edge.A"/> is the better row.</summary>
internal sealed class BetterRows
{
    private readonly Edge[] _edges;
    private readonly int[] _worse;

    /// <summary>Turns edges around.</summary>
    public BetterRows(IReadOnlyList<Edge> edges, Ranks ranks)
    {
        _edges = new Edge[edges.Count];
        _worse = new int[edges.Count];
        for (var i = 0; i < _edges.Length; i++)
        {
            var edge = edges[i];
            _edges[i] = ranks[edge.A] < ranks[edge.B] ? edge : new Edge(edge.B, edge.A, edge.Similarity);
            _worse[i] = _edges[i].B;
        }

        Array.Sort(_worse, _edges);
    }

    /// <summary>All rows that have better ones, each once.</summary>
    public IEnumerable<int> Rows => _worse.Where((row, i) => i == 0 || _worse[i - 1] != row);

    /// <summary>The edges of a row.</summary>
    public ReadOnlySpan<Edge> Of(int row)
    {
        var start = Array.BinarySearch(_worse, row);
        if (start < 0)
        {
            return [];
        }

        var end = start + 1;
        while (start > 0 && _worse[start - 1] == row)
        {
            start--;
        }

        while (end < _worse.Length && _worse[end] == row)
        {
            end++;
        }

        return _edges.AsSpan(start, end - start);
    }
}
