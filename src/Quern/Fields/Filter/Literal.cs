using System.Text;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.Filter;

/// <summary>
/// A value that a user wrote without saying its type: it equals a text of these letters, a number of this value, or the
/// word true, false or null.
/// </summary>
internal sealed class Literal(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);
    private readonly double? _number = OptionBinder.TryShare(text, out var n) && !text.EndsWith('%') ? n : null;

    /// <summary>Whether a value of a row is this.</summary>
    public bool Is(JsonValue value) => value.Kind switch
    {
        JsonKind.String => value.StringEquals(_utf8),
        JsonKind.Number => value.Span.SequenceEqual(_utf8) || (_number is { } n && value.TryGetDouble(out var v) && v == n),
        JsonKind.Object or JsonKind.Array => false,
        _ => value.Span.SequenceEqual(_utf8),
    };
}
