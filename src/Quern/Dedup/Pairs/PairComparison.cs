using Quern.Dedup.Reading;
using Quern.Dedup.Sketches;

namespace Quern.Dedup.Pairs;

/// <summary>
/// Compares pairs by their whole sets. Rows in pairs are read again, as many at a time as fit into memory: rows that hang
/// together come together, so that nearly every row is read once.
/// </summary>
internal sealed class PairComparison : IDisposable
{
    private readonly RowTable _table;
    private readonly Threshold _threshold;
    private readonly long _memory;
    private readonly Cores _cores;
    private readonly SetReader[] _readers;
    private readonly SetTest[] _tests;

    /// <summary>A comparison that keeps to a number of bytes.</summary>
    public PairComparison(RowTable table, DedupOptions options, Threshold threshold, long memory, Cores cores)
    {
        (_table, _threshold, _memory, _cores) = (table, threshold, memory, cores);
        _readers = [.. Enumerable.Range(0, cores.Count).Select(_ => new SetReader(table, options))];
        _tests = [.. _readers.Select(_ => SetTest.Of(options, threshold))];
    }

    /// <summary>The pairs that are similar, ascending.</summary>
    /// <param name="pairs">Pairs, the lower row in front, ascending.</param>
    public List<Edge> Compare(ulong[] pairs)
    {
        var edges = new List<Edge>();
        foreach (var (left, right, some) in PairBlocks.Of(pairs, _table, _memory))
        {
            using var a = SetBlock.Load(left, _table, _readers, _cores);
            using var b = ReferenceEquals(left, right) ? null : SetBlock.Load(right, _table, _readers, _cores);
            Compare(some, a, b ?? a, edges);
        }

        edges.Sort(static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return edges;
    }

    /// <summary>The sets of some rows.</summary>
    public SetBlock Load(int[] rows) => SetBlock.Load(rows, _table, _readers, _cores);

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    private void Compare(ReadOnlyMemory<ulong> pairs, SetBlock left, SetBlock right, List<Edge> edges)
    {
        const int Piece = 4096;
        var pieces = (pairs.Length + Piece - 1) / Piece;
        var found = new List<Edge>[pieces];
        _cores.Each(pieces, (piece, core) =>
        {
            var part = pairs.Span[(piece * Piece)..Math.Min((piece + 1) * Piece, pairs.Length)];
            found[piece] = Compare(part, left, right, _tests[core]);
        });
        foreach (var some in found)
        {
            edges.AddRange(some);
        }
    }

    private static List<Edge> Compare(ReadOnlySpan<ulong> pairs, SetBlock left, SetBlock right, SetTest test)
    {
        var edges = new List<Edge>();
        var last = -1;
        foreach (var pair in pairs)
        {
            var (a, b) = ((int)(pair >> 32), (int)(uint)pair);
            if (a != last)
            {
                test.Take(left[left.IndexOf(a)]);
                last = a;
            }

            var similarity = test.With(right[right.IndexOf(b)]);
            if (!(similarity < 0))
            {
                edges.Add(new Edge(a, b, similarity));
            }
        }

        return edges;
    }
}
