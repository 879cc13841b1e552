using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>Writes rows one by one into shards of a bearable size.</summary>
/// <param name="part">The part of a split that the rows belong to; null where nothing is split.</param>
/// <param name="nextPath">Names the next shard.</param>
/// <param name="written">Is told how many rows were written.</param>
internal sealed class RollingShards(string? part, Func<string> nextPath, Action<int> written) : IDisposable
{
    // Large enough that thousands of shards are rare, small enough that one is soon done again after a kill.
    private const long ShardSize = 256L << 20;

    private readonly List<Shard> _shards = [];
    private readonly ByteBuffer _rows = new(RowBatch.TextSize);
    private readonly List<Place> _places = [];
    private ShardWriter? _writer;
    private long _writtenToShard;

    /// <summary>Appends a row.</summary>
    public void Write(ReadOnlySpan<byte> json, Place place)
    {
        OneLine.Append(json, _rows);
        _rows.Append((byte)'\n');
        _places.Add(place);
        if (_rows.Length < RowBatch.TextSize)
        {
            return;
        }

        FlushRows();
        if (_writtenToShard >= ShardSize)
        {
            CloseShard();
        }
    }

    /// <summary>Finishes the last shard; there is one also where there are no rows.</summary>
    public IReadOnlyList<Shard> Complete()
    {
        if (_shards.Count == 0)
        {
            _writer ??= new ShardWriter(nextPath());
        }

        CloseShard();
        return _shards;
    }

    public void Dispose() => _writer?.Dispose();

    private void FlushRows()
    {
        _writer ??= new ShardWriter(nextPath());
        _writer.Append(_rows.Span, _places);
        _writtenToShard += _rows.Length;
        written(_places.Count);
        _rows.Clear();
        _places.Clear();
    }

    private void CloseShard()
    {
        if (_rows.Length > 0)
        {
            FlushRows();
        }

        if (_writer is null)
        {
            return;
        }

        _shards.Add(_writer.Complete(durable: true) with { Part = part });
        _writer.Dispose();
        _writer = null;
        _writtenToShard = 0;
    }
}
