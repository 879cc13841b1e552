using System.Text;

namespace Quern.Reports.Verify.Texts;

/// <summary>Finds in a text what an encoding went wrong over: the reader saw other bytes than the writer meant.</summary>
internal static class TextDamage
{
    private static readonly string[] MarkupWords = ["html", "xml", " entit", "escap"];

    private static readonly byte[][] Entities =
        ["&amp;"u8.ToArray(), "&lt;"u8.ToArray(), "&gt;"u8.ToArray(), "&quot;"u8.ToArray(), "&#39;"u8.ToArray(), "&#x27;"u8.ToArray(), "&nbsp;"u8.ToArray()];

    /// <summary>Hands over the kind of each damage that is there.</summary>
    public static void Find(ReadOnlySpan<byte> text, Action<string> found)
    {
        if (!Ascii.IsValid(text))
        {
            if (text.IndexOf("\uFFFD"u8) >= 0)
            {
                found(FaultKinds.ReplacementCharacter);
            }

            if (HasMojibake(text))
            {
                found(FaultKinds.Mojibake);
            }
        }

        if (text.IndexOf((byte)'&') is >= 0 and var at && HasEntity(text, at) && !IsMarkup(text))
        {
            found(FaultKinds.HtmlEntity);
        }

        if (text.Contains((byte)0))
        {
            found(FaultKinds.ControlCharacter);
        }
    }

    // UTF-8 that was taken for Windows-1252 and written as UTF-8 again: a lead byte became a letter with an accent, and what
    // follows it a sign that no word has in that place.
    private static bool HasMojibake(ReadOnlySpan<byte> text)
    {
        for (var at = 0; text[at..].IndexOf((byte)0xC3) is >= 0 and var next; at++)
        {
            at += next;
            if (IsDoubled(text[at..]) && !EndsWord(text, at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDoubled(ReadOnlySpan<byte> rest)
        // Ã or Â, then a sign of the upper half of Latin-1, or what Windows-1252 has in the place of those that are none.
        => (rest.Length >= 4 && rest[1] is 0x83 or 0x82 && (rest[2] == 0xC2 || IsOddLetter(rest)))
            // â€ before a quotation mark, a dash or an ellipsis.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xA2, 0xE2, 0x82, 0xAC])
            // ðŸ before an emoji's rest.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xB0, 0xC5, 0xB8])
            // ï»¿, a byte order mark.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]);

    // Œ, Š, Ÿ, Ž, œ, š, ž, ƒ, and the signs of ‰ and ˆ: behind Ã they stand for É, Ü, ß and the like.
    private static bool IsOddLetter(ReadOnlySpan<byte> rest)
        => (rest[2] == 0xC5 && rest[3] is 0x92 or 0x93 or 0xA0 or 0xA1 or 0xB8 or 0xBD or 0xBE) || (rest[2] == 0xC6 && rest[3] == 0x92)
            || (rest[2] == 0xCB && rest[3] == 0x86) || rest[2..].StartsWith("‰"u8);

    // In capitals Ã and Â may end a word, or be one («IRMû, «Ã»), and a quotation mark or a space that is not broken follow: no damage.
    private static bool EndsWord(ReadOnlySpan<byte> text, int at)
        => at > 0 && text[at + 1] is 0x83 or 0x82 && text[at + 2] == 0xC2 && text[at + 3] is 0xBB or 0xA0
            && (text[at - 1] is >= (byte)'A' and <= (byte)'Z' || text[..at].EndsWith("«"u8) || (at > 1 && text[at - 2] == 0xC3 && text[at - 1] is >= 0x80 and <= 0x9E));

    // Behind a quotation mark an entity is spoken of, as in replace("&amp;", "&").
    private static bool HasEntity(ReadOnlySpan<byte> text, int first)
    {
        for (var at = first; at < text.Length && text[at..].IndexOf((byte)'&') is >= 0 and var next; at++)
        {
            at += next;
            if ((at == 0 || text[at - 1] is not ((byte)'"' or (byte)'\'' or (byte)'`')) && BeginsWithEntity(text[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWithEntity(ReadOnlySpan<byte> text)
    {
        foreach (var entity in Entities)
        {
            if (text.StartsWith(entity))
            {
                return true;
            }
        }

        return false;
    }

    // Where there are tags or code, or where markup is spoken of, entities belong there.
    private static bool IsMarkup(ReadOnlySpan<byte> text)
        => text.IndexOfAny((byte)'<', (byte)'`') >= 0 || Encoding.UTF8.GetString(text) is var words && MarkupWords.Any(w => words.Contains(w, StringComparison.OrdinalIgnoreCase));
}
