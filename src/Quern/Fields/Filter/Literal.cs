using System.Text;
using Quern.Rows.Json;

namespace Quern.Fields.Filter;

/// <summary>
/// A value that a user wrote without saying its type: it equals a text of these letters, a number of exactly this value
/// however it is written (7, 7.0, 1_000), or the word true, false or null.
/// </summary>
internal sealed class Literal(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);
    private readonly byte[] _number = Encoding.UTF8.GetBytes(text.Replace("_", "", StringComparison.Ordinal));
    private readonly bool _isNumber = JsonNumber.IsNumber(Encoding.UTF8.GetBytes(text.Replace("_", "", StringComparison.Ordinal)));

    /// <summary>Whether a value of a row is this.</summary>
    public bool Is(JsonValue value) => value.Kind switch
    {
        JsonKind.String => value.StringEquals(_utf8),
        JsonKind.Number => _isNumber && JsonNumber.Equal(value.Span, _number),
        JsonKind.Object or JsonKind.Array => false,
        _ => value.Span.SequenceEqual(_utf8),
    };
}
