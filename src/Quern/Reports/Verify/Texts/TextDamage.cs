using System.Text;

namespace Quern.Reports.Verify.Texts;

/// <summary>Finds in a text what an encoding went wrong over: the reader saw other bytes than the writer meant.</summary>
internal static class TextDamage
{
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

        if (text.IndexOf((byte)'&') is >= 0 and var at && HasEntity(text[at..]) && !IsMarkup(text))
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
        for (var at = 0; text[at..].IndexOfAny((byte)0xC3, (byte)0xC5) is >= 0 and var next; at++)
        {
            at += next;
            var rest = text[at..];
            if (IsDoubled(rest))
            {
                return true;
            }

            if (at + 1 >= text.Length)
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsDoubled(ReadOnlySpan<byte> rest)
        // Ã or Â, then a sign of the upper half of Latin-1.
        => (rest.Length >= 4 && rest[0] == 0xC3 && rest[1] is 0x83 or 0x82 && rest[2] == 0xC2 && rest[3] is >= 0x80 and <= 0xBF)
            // â€ before a quotation mark, a dash or an ellipsis.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xA2, 0xE2, 0x82, 0xAC])
            // ðŸ before an emoji's rest.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xB0, 0xC5, 0xB8])
            // ï»¿, a byte order mark.
            || rest.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]);

    private static bool HasEntity(ReadOnlySpan<byte> text)
    {
        foreach (var entity in Entities)
        {
            if (text.IndexOf(entity) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // Where there are tags or code, entities belong there.
    private static bool IsMarkup(ReadOnlySpan<byte> text)
        => text.Contains((byte)'<') || text.IndexOf("```"u8) >= 0 || text.IndexOf("html"u8) >= 0 || text.IndexOf("HTML"u8) >= 0;
}
