using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>A batch of rows from a shard, with their places.</summary>
internal sealed class PlacedBatch
{
    /// <summary>The rows.</summary>
    public RowBatch Rows { get; } = new();

    /// <summary>The place of each row; empty when the rows come from a source and their places follow from its first.</summary>
    public List<Place> Places { get; } = [];
}

/// <summary>Reads a shard, and compares length, number of rows and checksums when it comes to the end.</summary>
internal sealed class ShardReader : IDisposable
{
    private readonly Shard _shard;
    private readonly FileStream _text;
    private readonly FileStream _places;
    private readonly ByteBuffer _carried = new();
    private byte[] _placeBytes = [];
    private Checksum _textChecksum;
    private Checksum _placesChecksum;
    private long _rows;
    private bool _ended;

    /// <summary>Opens a shard.</summary>
    public ShardReader(Shard shard)
    {
        _shard = shard;
        _text = ShardFile.OpenRead(shard.Path);
        _places = ShardFile.OpenRead(shard.PlacesPath);
    }

    /// <summary>Bytes consumed.</summary>
    public long Position { get; private set; }

    /// <summary>Fills the batch; false at the end, after everything was found to be as the marker says.</summary>
    public bool Read(PlacedBatch batch)
    {
        batch.Rows.Clear();
        batch.Places.Clear();
        batch.Rows.File = _shard.Path;
        batch.Rows.FirstLine = _rows + 1;
        batch.Rows.FirstOrdinal = _rows;
        batch.Rows.Trusted = true;
        if (!Fill(batch.Rows.Text))
        {
            VerifyEnd();
            return false;
        }

        Frame(batch.Rows);
        ReadPlaces(batch);
        _rows += batch.Rows.Count;
        return true;
    }

    public void Dispose()
    {
        _text.Dispose();
        _places.Dispose();
    }

    private bool Fill(ByteBuffer text)
    {
        text.Append(_carried.Span);
        _carried.Clear();
        while (!_ended)
        {
            var before = text.Length;
            var read = _text.Read(text.Reserve(RowBatch.TextSize)[..RowBatch.TextSize]);
            _ended = read == 0;
            text.Length += read;
            Position += read;
            _textChecksum.Add(text.Span[before..]);
            var lastBreak = text.Span[before..].LastIndexOf((byte)'\n');
            if (lastBreak >= 0)
            {
                var end = before + lastBreak + 1;
                _carried.Append(text.Span[end..]);
                text.Length = end;
                return true;
            }
        }

        ShardFile.Verify(_shard.Path, text.Length == 0);
        return false;
    }

    private static void Frame(RowBatch rows)
    {
        var text = rows.Text.Span;
        for (var at = 0; at < text.Length;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            rows.Add(at, length);
            at += length + 1;
        }
    }

    private void ReadPlaces(PlacedBatch batch)
    {
        var size = batch.Rows.Count * PlacesFile.Size;
        if (_placeBytes.Length < size)
        {
            _placeBytes = new byte[size];
        }

        var bytes = _placeBytes.AsSpan(0, size);
        var read = _places.ReadAtLeast(bytes, size, throwOnEndOfStream: false);
        ShardFile.Verify(_shard.PlacesPath, read == size);
        _placesChecksum.Add(bytes);
        for (var at = 0; at < size; at += PlacesFile.Size)
        {
            batch.Places.Add(PlacesFile.Read(bytes[at..]));
        }
    }

    private void VerifyEnd()
    {
        ShardFile.Verify(_shard.Path, Position == _shard.Bytes && _rows == _shard.Rows && _textChecksum.Value == _shard.Checksum);
        ShardFile.Verify(_shard.PlacesPath, _placesChecksum.Value == _shard.PlacesChecksum);
    }
}
