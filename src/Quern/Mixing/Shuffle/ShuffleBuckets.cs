using System.Buffers.Binary;
using Quern.Rows;

namespace Quern.Mixing.Shuffle;

/// <summary>Takes a row of a shuffle.</summary>
internal delegate void ShuffledRow(Row row, bool isFirst);

/// <summary>
/// Buckets of a shuffle: files of records (key, place, length, row). Each bucket collects its records in a small buffer
/// and is open only while that buffer is written, so thousands of them need no more than one open file.
/// </summary>
internal sealed class ShuffleBuckets : IDisposable
{
    /// <summary>Bytes of rows that a bucket usually has.</summary>
    public const long UsualSize = 64L << 20;

    private const int HeaderSize = sizeof(ulong) + sizeof(int) + sizeof(long) + sizeof(int) + sizeof(bool);

    // Each has a small buffer in memory; 64 MiB of rows each serve half a terabyte.
    private const int MostBuckets = 8192;

    private readonly string _folder;
    private readonly ByteBuffer[] _pending;
    private readonly int _pendingSize;
    private byte[] _bytes = [];
    private ulong[] _keys = [];
    private int[] _starts = [];

    /// <summary>Makes buckets for so many bytes of rows.</summary>
    /// <param name="workFolder">Takes them.</param>
    /// <param name="bytes">About how many bytes there will be.</param>
    /// <param name="bucketSize">Bytes in a bucket.</param>
    public ShuffleBuckets(string workFolder, long bytes, long bucketSize = UsualSize)
    {
        var count = (int)Math.Clamp((bytes + bucketSize - 1) / bucketSize, 1, MostBuckets);
        _folder = Path.Combine(workFolder, "shuffle");
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        Directory.CreateDirectory(_folder);
        _pending = new ByteBuffer[count];
        // 64 MiB in all while there are few buckets, and never less than a row or two.
        _pendingSize = Math.Max(4096, (64 << 20) / count / 2);
        for (var i = 0; i < count; i++)
        {
            _pending[i] = new ByteBuffer();
        }
    }

    /// <summary>Adds a row to the bucket of its key.</summary>
    /// <param name="key">Its place in the order.</param>
    /// <param name="row">The row.</param>
    /// <param name="isFirst">False when the row was added before and is there once more.</param>
    public void Add(ulong key, Row row, bool isFirst = true)
    {
        var bucket = (int)(((UInt128)key * (uint)_pending.Length) >> 64);
        var pending = _pending[bucket];
        var header = pending.Reserve(HeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(header, key);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], row.Place.Source);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], row.Place.Ordinal);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], row.Json.Length);
        header[24] = isFirst ? (byte)1 : (byte)0;
        pending.Length += HeaderSize;
        pending.Append(row.Json);
        if (pending.Length >= _pendingSize)
        {
            Flush(bucket);
        }
    }

    /// <summary>Hands over all rows in the order of their keys, and removes them.</summary>
    public void Emit(ShuffledRow action, CancellationToken cancel)
    {
        for (var bucket = 0; bucket < _pending.Length; bucket++)
        {
            cancel.ThrowIfCancellationRequested();
            Emit(bucket, action);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Emit(int bucket, ShuffledRow action)
    {
        Flush(bucket);
        if (!File.Exists(PathOf(bucket)))
        {
            return;
        }

        var bytes = Read(bucket);
        var count = Order(bytes);
        foreach (var start in _starts.AsSpan(0, count))
        {
            var header = bytes[start..];
            var place = new Place(BinaryPrimitives.ReadInt32LittleEndian(header[8..]), BinaryPrimitives.ReadInt64LittleEndian(header[12..]));
            action(new Row(header.Slice(HeaderSize, LengthAt(header)), place), header[HeaderSize - 1] != 0);
        }
    }

    // All buckets are read into the same room, one after another.
    private ReadOnlySpan<byte> Read(int bucket)
    {
        using (var file = File.OpenHandle(PathOf(bucket)))
        {
            var length = (int)RandomAccess.GetLength(file);
            if (_bytes.Length < length)
            {
                _bytes = new byte[length];
            }

            for (var at = 0; at < length;)
            {
                var read = RandomAccess.Read(file, _bytes.AsSpan(at, length - at), at);
                at += read > 0 ? read : throw new RunFault($"{PathOf(bucket)} became shorter while it was read. Nobody else may write there; run again.");
            }

            File.Delete(PathOf(bucket));
            return _bytes.AsSpan(0, length);
        }
    }

    // Finds where the records begin, in the order of their keys; those of one key stay in the order in which they came.
    private int Order(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length; at += HeaderSize + LengthAt(bytes[at..]))
        {
            if (count == _keys.Length)
            {
                Array.Resize(ref _keys, Math.Max(1024, 2 * count));
                Array.Resize(ref _starts, _keys.Length);
            }

            (_keys[count], _starts[count]) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]), at);
            count++;
        }

        Array.Sort(_keys, _starts, 0, count);
        for (var from = 0; from < count;)
        {
            var to = from + 1;
            while (to < count && _keys[to] == _keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                Array.Sort(_starts, from, to - from);
            }

            from = to;
        }

        return count;
    }

    private static int LengthAt(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header[20..]);

    private void Flush(int bucket)
    {
        var pending = _pending[bucket];
        if (pending.Length == 0)
        {
            return;
        }

        try
        {
            using var file = new FileStream(PathOf(bucket), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(pending.Span);
        }
        catch (IOException e)
        {
            throw new RunFault($"The shuffle could not write its temporary files to {_folder}: {e.Message} It needs as much room as the rows themselves.", e);
        }

        pending.Clear();
    }

    private string PathOf(int bucket) => Path.Combine(_folder, $"bucket-{bucket:00000}");
}
