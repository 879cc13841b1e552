using System.Runtime.CompilerServices;

namespace Quern.Rows.Json;

/// <summary>Steps over texts, numbers and words of JSON in bytes of which nothing is known; -1 where there is no valid one.</summary>
internal static class JsonScalar
{
    /// <summary>The byte at a place; 0 behind the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ByteAt(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : (byte)0;

    /// <summary>Index behind the scalar that begins at a place with this byte.</summary>
    public static int End(ReadOnlySpan<byte> text, int at, byte first) => first switch
    {
        0 => -1,
        (byte)'"' => StringEnd(text, at + 1),
        (byte)'t' => text[at..].StartsWith("true"u8) ? at + 4 : -1,
        (byte)'f' => text[at..].StartsWith("false"u8) ? at + 5 : -1,
        (byte)'n' => text[at..].StartsWith("null"u8) ? at + 4 : -1,
        _ => NumberEnd(text, at),
    };

    /// <summary>Index behind the string whose inside begins at a place.</summary>
    public static int StringEnd(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            at = StringText.PlainEnd(text, at);
            switch (ByteAt(text, at))
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\' when (at = StringText.EscapeEnd(text, at)) >= 0:
                    break;
                default:
                    return -1;
            }
        }
    }

    private static int NumberEnd(ReadOnlySpan<byte> text, int at)
    {
        at += ByteAt(text, at) == '-' ? 1 : 0;
        at = ByteAt(text, at) == '0' ? at + 1 : DigitsEnd(text, at);
        if (at >= 0 && ByteAt(text, at) == '.')
        {
            at = DigitsEnd(text, at + 1);
        }

        if (at >= 0 && (ByteAt(text, at) | 0x20) == 'e')
        {
            at++;
            at = DigitsEnd(text, ByteAt(text, at) is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        return at;
    }

    // Behind the digits from here on; -1 if there is none.
    private static int DigitsEnd(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (char.IsAsciiDigit((char)ByteAt(text, at)))
        {
            at++;
        }

        return at > start ? at : -1;
    }
}
