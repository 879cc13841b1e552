using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>Writes a shard: its rows and, beside them, their places. Neither has its name before both are complete.</summary>
internal sealed class ShardWriter : IDisposable
{
    private readonly string _path;
    private readonly Landing _text;
    private readonly Landing _places;
    private readonly ByteBuffer _placeBytes = new();
    private Checksum _textChecksum;
    private Checksum _placesChecksum;
    private long _rows;

    /// <summary>Begins a shard of this name.</summary>
    public ShardWriter(string path)
    {
        _path = path;
        _text = Landing.Begin(path, force: true);
        _places = Landing.Begin(path + ".places", force: true);
    }

    /// <summary>Appends rows, each followed by a line feed, and as many places.</summary>
    public void Append(ReadOnlySpan<byte> rows, List<Place> places)
    {
        if (places.Count == 0)
        {
            return;
        }

        _textChecksum.Add(rows);
        _text.Write(rows);
        _placeBytes.Clear();
        var room = _placeBytes.Reserve(places.Count * PlacesFile.Size);
        foreach (var place in CollectionsMarshal.AsSpan(places))
        {
            PlacesFile.Write(place, room);
            room = room[PlacesFile.Size..];
        }

        _placeBytes.Length = places.Count * PlacesFile.Size;
        _placesChecksum.Add(_placeBytes.Span);
        _places.Write(_placeBytes.Span);
        _rows += places.Count;
    }

    /// <summary>Gives both files their names.</summary>
    public Shard Complete(bool durable)
    {
        var shard = new Shard(_path, _rows, _text.Written, _textChecksum.Value, _placesChecksum.Value);
        _places.Complete(durable);
        _text.Complete(durable);
        return shard;
    }

    public void Dispose()
    {
        _text.Dispose();
        _places.Dispose();
    }
}
