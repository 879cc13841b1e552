using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Quern.Rows.Json;

/// <summary>
/// How far text inside a JSON string goes before a quote, a backslash or a control character. Most strings of a row are
/// shorter than sixteen bytes: for those one vector compare costs less than the call of a general search, which takes
/// over behind them.
/// </summary>
internal static class PlainText
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(EndBytes());

    /// <summary>The number of plain bytes; the length of the text when it holds no end.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (!Vector128.IsHardwareAccelerated || text.Length < Vector128<byte>.Count)
        {
            return LengthOfShort(text);
        }

        var bytes = Vector128.Create(text);
        var ends = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
        var bits = ends.ExtractMostSignificantBits();
        return bits != 0 ? BitOperations.TrailingZeroCount(bits) : Vector128<byte>.Count + Search(text[Vector128<byte>.Count..]);
    }

    /// <summary>The same, a byte at a time.</summary>
    public static int LengthOfShort(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'"' or (byte)'\\' or < (byte)' ')
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int Search(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(Ends);
        return end < 0 ? text.Length : end;
    }

    private static byte[] EndBytes() => [.. Enumerable.Range(0, ' ').Select(static i => (byte)i), (byte)'"', (byte)'\\'];
}
