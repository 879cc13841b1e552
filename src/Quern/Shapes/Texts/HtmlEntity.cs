using System.Globalization;
using System.Text;
using Quern.Rows;

namespace Quern.Shapes.Texts;

/// <summary>Decodes an entity of HTML.</summary>
internal static class HtmlEntity
{
    // Longer than any entity that is decoded.
    private const int MaxLength = 12;

    private static readonly (byte[] Name, byte[] Text)[] Named =
    [
        .. new (string Name, string Text)[]
        {
            ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "), ("hellip", "…"), ("mdash", "—"), ("ndash", "–"),
            ("lsquo", "‘"), ("rsquo", "’"), ("ldquo", "“"), ("rdquo", "”"), ("copy", "©"), ("reg", "®"), ("trade", "™"), ("deg", "°"), ("times", "×"),
            ("euro", "€"), ("pound", "£"), ("middot", "·"), ("bull", "•"), ("laquo", "«"), ("raquo", "»"),
        }.Select(static e => (Encoding.UTF8.GetBytes(e.Name), Encoding.UTF8.GetBytes(e.Text))),
    ];

    /// <summary>Appends what the entity at the beginning of a text stands for, and gives its length; what is none stays as it is.</summary>
    public static int Write(ReadOnlySpan<byte> html, ByteBuffer to)
    {
        var end = html[..Math.Min(html.Length, MaxLength)].IndexOf((byte)';');
        if (end > 1 && (html[1] == '#' ? TryNumber(html[2..end], to) : TryName(html[1..end], to)))
        {
            return end + 1;
        }

        to.Append((byte)'&');
        return 1;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, ByteBuffer to)
    {
        var isHex = !digits.IsEmpty && (digits[0] | 0x20) == 'x';
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(isHex ? digits[1..] : digits, style, CultureInfo.InvariantCulture, out var code) || code == 0 || !Rune.TryCreate(code, out var rune))
        {
            return false;
        }

        to.Length += rune.EncodeToUtf8(to.Reserve(4));
        return true;
    }

    private static bool TryName(ReadOnlySpan<byte> name, ByteBuffer to)
    {
        foreach (var (known, text) in Named)
        {
            if (name.SequenceEqual(known))
            {
                to.Append(text);
                return true;
            }
        }

        return false;
    }
}
