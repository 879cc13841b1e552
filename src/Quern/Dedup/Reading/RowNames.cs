using Microsoft.Win32.SafeHandles;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Dedup.Reading;

/// <summary>Names rows for people: source, ordinal, and the row's own id where it has one, as members of a JSON object.</summary>
/// <param name="table">The rows.</param>
/// <param name="sources">Names of the sources of rows that are compared.</param>
internal sealed class RowNames(RowTable table, IReadOnlyList<string> sources) : IDisposable
{
    private static readonly FieldPath Id = FieldPath.Parse("id");

    private readonly IReadOnlyList<RowFile> _files = table.Files;
    private readonly RowFileHandles _handles = new(table.Files);
    private readonly SafeFileHandle?[] _places = new SafeFileHandle?[table.FileCount];
    private readonly ByteBuffer _row = new();
    private readonly ByteBuffer _name = new();
    private int _last = -1;

    /// <summary>The place of a row that is compared.</summary>
    public Place PlaceOf(int row)
    {
        var file = table.FileOf(row);
        var ordinal = row - table.RowsOf(file).First;
        if (_files[file].PlacesPath is not { } path)
        {
            return new Place(_files[file].Source, ordinal);
        }

        Span<byte> bytes = stackalloc byte[PlacesFile.Size];
        RandomAccess.Read(_places[file] ??= File.OpenHandle(path), bytes, (long)ordinal * PlacesFile.Size);
        return PlacesFile.Read(bytes);
    }

    /// <summary>The text of a row.</summary>
    public ReadOnlySpan<byte> TextOf(int row)
    {
        var file = table.FileOf(row);
        ref var entry = ref table[row];
        _row.Clear();
        var to = _row.Reserve(entry.Length)[..entry.Length];
        for (var done = 0; done < to.Length;)
        {
            var read = RandomAccess.Read(_handles[file], to[done..], entry.Offset + done);
            done += read > 0 ? read : throw _files[file].Changed();
        }

        _row.Length = entry.Length;
        return _row.Span;
    }

    /// <summary>Whether only the set of a row is at hand, and not its text.</summary>
    public bool IsWithoutText(int row) => _files[table.FileOf(row)].IsIndex;

    /// <summary>The name of a row, valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> NameOf(int row)
    {
        if (row == _last)
        {
            return _name.Span;
        }

        _last = row;
        _name.Clear();
        if (IsWithoutText(row))
        {
            _name.Append(SavedIndex.NameOf(_handles[table.FileOf(row)], table[row]));
            return _name.Span;
        }

        var file = table.FileOf(row);
        var place = PlaceOf(row);
        _name.Append("\"source\":"u8);
        JsonText.WriteString(_files[file].IsKnown ? _files[file].Name : sources[place.Source], _name);
        _name.Append(",\"ordinal\":"u8);
        _name.Append(place.Ordinal);
        if (Id.TryFind(TextOf(row), out var id))
        {
            _name.Append(",\"id\":"u8);
            _name.Append(id.Span);
        }

        return _name.Span;
    }

    public void Dispose()
    {
        _handles.Dispose();
        foreach (var handle in _places)
        {
            handle?.Dispose();
        }
    }
}
