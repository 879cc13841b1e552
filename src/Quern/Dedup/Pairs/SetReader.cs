using System.Runtime.InteropServices;
using Quern.Dedup.Reading;
using Quern.Dedup.Texts;
using Quern.Rows;

namespace Quern.Dedup.Pairs;

/// <summary>Takes what a set reader found: the index of the row among those asked for, and its hashes.</summary>
internal delegate void SetAction(int index, ReadOnlySpan<ulong> hashes);

/// <summary>
/// Reads single rows again and makes their sets. Rows that lie near each other are read in one go. One instance a core.
/// </summary>
internal sealed class SetReader : IDisposable
{
    private const int LongestGap = 8 << 10;
    private const int Window = 256 << 10;

    private readonly RowTable _table;
    private readonly ShingleSet _set;
    private readonly RowFileHandles _handles;
    private readonly ByteBuffer _window = new(Window);

    /// <summary>A reader.</summary>
    public SetReader(RowTable table, DedupOptions options)
    {
        (_table, _set, _handles) = (table, new ShingleSet(options), new RowFileHandles(table.Files));
    }

    /// <summary>Reads the sets of rows, which ascend.</summary>
    public void Read(ReadOnlySpan<int> rows, SetAction action)
    {
        for (var first = 0; first < rows.Length;)
        {
            var file = _table.FileOf(rows[first]);
            var start = _table[rows[first]].Offset;
            var end = start + _table[rows[first]].Length;
            var last = first + 1;
            for (; last < rows.Length && _table.FileOf(rows[last]) == file; last++)
            {
                ref var next = ref _table[rows[last]];
                if (next.Offset - end > LongestGap || next.Offset + next.Length - start > Window)
                {
                    break;
                }

                end = next.Offset + next.Length;
            }

            ReadWindow(file, start, (int)(end - start));
            for (; first < last; first++)
            {
                ref var entry = ref _table[rows[first]];
                Deliver(file, _window.Span.Slice((int)(entry.Offset - start), entry.Length), entry, first, action);
            }
        }
    }

    public void Dispose() => _handles.Dispose();

    private void Deliver(int file, ReadOnlySpan<byte> bytes, in RowEntry entry, int index, SetAction action)
    {
        if (_table.Files[file].IsIndex)
        {
            action(index, MemoryMarshal.Cast<byte, ulong>(bytes));
            return;
        }

        _set.Read(bytes);
        if (_set.Hashes.Length != entry.Shingles)
        {
            throw _table.Files[file].Changed();
        }

        action(index, _set.Hashes);
    }

    private void ReadWindow(int file, long start, int length)
    {
        var handle = _handles[file];
        _window.Clear();
        var to = _window.Reserve(length)[..length];
        while (!to.IsEmpty)
        {
            var read = RandomAccess.Read(handle, to, start);
            if (read == 0)
            {
                throw _table.Files[file].Changed();
            }

            to = to[read..];
            start += read;
        }

        _window.Length = length;
    }
}
