using System.Text;

namespace Quern.Shapes.Texts;

/// <summary>What a word without quotes says in JSON or Python.</summary>
internal static class LooseWord
{
    /// <summary>Index behind the word at a place; the place itself where there is none.</summary>
    public static int End(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'$'))
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the quote of a text stands that begins at a place, perhaps with letters before it; -1 where none does.</summary>
    public static int QuoteAt(ReadOnlySpan<byte> text, int at, out StringForm form)
    {
        form = StringForm.Plain;
        var seen = 0;
        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)'"' or (byte)'\'':
                    return at;
                case (byte)'r' or (byte)'R' when seen < 2 && (form & StringForm.Raw) != StringForm.Raw:
                    form |= StringForm.Raw;
                    break;
                case (byte)'b' or (byte)'B' when seen < 2 && (form & StringForm.Bytes) != StringForm.Bytes:
                    form |= StringForm.Bytes;
                    break;
                case (byte)'u' or (byte)'U' when seen == 0:
                    seen++;
                    break;
                default:
                    return -1;
            }

            seen++;
        }

        return -1;
    }

    /// <summary>The JSON of a word that is a literal; empty where it is none.</summary>
    public static ReadOnlySpan<byte> Literal(ReadOnlySpan<byte> word)
        => Ascii.EqualsIgnoreCase(word, "true"u8) ? "true"u8
            : Ascii.EqualsIgnoreCase(word, "false"u8) ? "false"u8
            : Ascii.EqualsIgnoreCase(word, "null"u8) || word.SequenceEqual("None"u8) ? "null"u8
            : [];

    /// <summary>Whether a word is a number that JSON does not have.</summary>
    public static bool IsNoNumber(ReadOnlySpan<byte> word)
        => Ascii.EqualsIgnoreCase(word, "nan"u8) || Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8);
}
