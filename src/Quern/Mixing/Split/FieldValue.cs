using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Mixing.Split;

/// <summary>Reads one field of rows as a number that is the same for the same value, however it is escaped.</summary>
/// <param name="path">The field.</param>
internal sealed class FieldValue(FieldPath path)
{
    private readonly ByteBuffer _text = new();

    /// <summary>The field as it was written.</summary>
    public string Name => path.Text;

    /// <summary>Whether any row had a value.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>What the last value reads, without quotes; valid until the next row.</summary>
    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>The number of the row's value; false when the row has none, or null.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seed">Values under another seed have other numbers.</param>
    /// <param name="hash">The number.</param>
    public bool TryHash(ReadOnlySpan<byte> row, ulong seed, out ulong hash)
    {
        hash = 0;
        if (!path.TryFind(row, out var value) || value.Kind == JsonKind.Null)
        {
            return false;
        }

        _text.Clear();
        value.CopyText(_text);
        IsSeen = true;
        hash = TextHash.Of(_text.Span, seed);
        return true;
    }
}
