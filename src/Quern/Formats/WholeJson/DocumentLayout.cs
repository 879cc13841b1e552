using System.Text.Json;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.WholeJson;

/// <summary>Where the rows are in a JSON document.</summary>
internal enum RowsAre
{
    /// <summary>The elements of the one array that the document is.</summary>
    Elements,

    /// <summary>The elements of an array that stands under a key of the one object.</summary>
    ElementsUnderKey,

    /// <summary>The values of the one object; its keys are their names.</summary>
    Entries,

    /// <summary>The top-level values themselves, one behind the other; a single object is one row.</summary>
    TopLevelValues,
}

/// <summary>
/// How a JSON document is laid out, found by a first pass that keeps nothing. An array of objects speaks for rows, unless its
/// first object has <c>role</c> or <c>from</c>: then it is a conversation and the document is one row. Two such arrays
/// are a fault, since either guess would lose the other. An object counts as an object of objects when nine in ten of
/// its values are objects, so that one broken entry among many does not turn them all into one row.
/// </summary>
/// <param name="Rows">Where the rows are.</param>
/// <param name="Key">The key they stand under, as written and with its quotes.</param>
internal sealed record DocumentLayout(RowsAre Rows, ReadOnlyMemory<byte> Key = default)
{
    /// <summary>Finds out how a file is laid out.</summary>
    public static DocumentLayout Of(InputFile file)
    {
        using var source = file.Open();
        var bytes = new DocumentBytes(source);
        try
        {
            return bytes.Peek() switch
            {
                '[' => new DocumentLayout(RowsAre.Elements),
                '{' => new LayoutScan(bytes, file.RowsKey).Decide(source.Name),
                _ => new DocumentLayout(RowsAre.TopLevelValues),
            };
        }
        catch (SourceFault) when (bytes.Position == 0)
        {
            // Unreadable from the first byte on: the reader meets it again and says so.
            return new DocumentLayout(RowsAre.TopLevelValues);
        }
    }

    private sealed class LayoutScan(DocumentBytes bytes, string? rowsKey)
    {
        private readonly byte[]? _rowsKey = rowsKey is null ? null : JsonSerializer.SerializeToUtf8Bytes(rowsKey);
        private readonly ByteBuffer _name = new();
        private readonly ByteBuffer _element = new();
        private readonly List<byte[]> _lists = [];
        private long _members;
        private long _objects;
        private bool _hasTurns;
        private bool _moreFollows;

        public DocumentLayout Decide(string name)
        {
            try
            {
                bytes.Take();
                ReadMembers();
            }
            catch (SourceFault)
            {
                // The rows before the damage are delivered, by what has been seen so far.
            }

            return this switch
            {
                _ when KnownList is { } known => new DocumentLayout(RowsAre.ElementsUnderKey, known),
                _ when _moreFollows || _hasTurns => new DocumentLayout(RowsAre.TopLevelValues),
                { _lists: [var only] } => new DocumentLayout(RowsAre.ElementsUnderKey, only),
                { _lists.Count: > 1 } => throw TwoLists(name),
                _ when _members > 0 && _objects * 10 >= _members * 9 => new DocumentLayout(RowsAre.Entries),
                _ => new DocumentLayout(RowsAre.TopLevelValues),
            };
        }

        private byte[]? KnownList => _rowsKey is null ? null : _lists.Find(l => l.AsSpan().SequenceEqual(_rowsKey));

        // Damage ends the scan early; the reader meets it again at the same place.
        private void ReadMembers()
        {
            while (bytes.NextMember(_name, out var found) is null)
            {
                if (!found)
                {
                    _moreFollows = bytes.Peek() >= 0;
                    return;
                }

                _members++;
                _objects += bytes.Peek() == '{' ? 1 : 0;
                if ((bytes.Peek() == '[' ? ReadList() : bytes.CopyValue(null)) is not null)
                {
                    return;
                }
            }
        }

        private string? ReadList()
        {
            bytes.Take();
            for (var isFirst = true; ; isFirst = false)
            {
                if (bytes.NextElement(isFirst, out var found) is { } damage)
                {
                    return damage;
                }

                if (!found)
                {
                    return null;
                }

                var keep = isFirst && bytes.Peek() == '{';
                if (keep)
                {
                    _lists.Add(_name.Span.ToArray());
                    _element.Clear();
                }

                if (bytes.CopyValue(keep ? _element : null) is { } broken)
                {
                    return broken;
                }

                _hasTurns |= keep && IsTurn(_element.Span);
            }
        }

        private static bool IsTurn(ReadOnlySpan<byte> element)
            => new RowCheck().Passes(element, out _) && (new JsonMembers(element).MoveTo("role"u8) || new JsonMembers(element).MoveTo("from"u8));

        private SourceFault TwoLists(string name)
        {
            var first = System.Text.Encoding.UTF8.GetString(_lists[0]);
            var second = System.Text.Encoding.UTF8.GetString(_lists[1]);
            return new SourceFault(
                $"{name} is one object with several lists of objects, under {first} and {second}: which of them are the rows cannot be told. "
                + $"Take out the one that is meant (jq '.[{first}]' {name} > rows.json); if the whole object is one row, put it on one line of a .jsonl file (jq -c).");
        }
    }
}
