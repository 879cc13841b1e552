using Quern.Dedup.Reading;
using Quern.Dedup.Storage;

namespace Quern.Dedup.Pairs;

/// <summary>The sets of some rows, side by side in memory, read from the rows once more.</summary>
internal sealed class SetBlock : IDisposable
{
    private readonly int[] _rows;
    private readonly long[] _starts;
    private readonly NativeBuffer<ulong> _hashes;

    private SetBlock(int[] rows, RowTable table)
    {
        _rows = rows;
        _starts = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            _starts[i + 1] = _starts[i] + table[rows[i]].Shingles;
        }

        _hashes = new NativeBuffer<ulong>(_starts[^1]);
    }

    /// <summary>The set of the row at an index of the block.</summary>
    public ReadOnlySpan<ulong> this[int index] => _hashes.Span(_starts[index], (int)(_starts[index + 1] - _starts[index]));

    /// <summary>Reads the sets of rows.</summary>
    public static SetBlock Load(int[] rows, RowTable table, SetReader[] readers, Cores cores)
    {
        const int Piece = 256;
        var block = new SetBlock(rows, table);
        cores.Each((rows.Length + Piece - 1) / Piece, (piece, core) =>
            readers[core].Read(
                rows.AsSpan(piece * Piece, Math.Min(Piece, rows.Length - (piece * Piece))),
                (i, hashes) => hashes.CopyTo(block._hashes.Span(block._starts[(piece * Piece) + i], hashes.Length))));
        return block;
    }

    /// <summary>The index of a row in the block; less than 0 when it is not there.</summary>
    public int IndexOf(int row) => Array.BinarySearch(_rows, row);

    public void Dispose() => _hashes.Dispose();
}
