namespace Quern.Rows.Json;

/// <summary>Finds escapes that stand for half a character.</summary>
internal static class Surrogates
{
    /// <summary>Whether the inside of a JSON string holds a surrogate escape without its other half.</summary>
    public static bool HasLone(ReadOnlySpan<byte> inside)
    {
        var at = inside.IndexOf((byte)'\\');
        while (at >= 0)
        {
            var step = 2;
            if (inside[at + 1] == 'u')
            {
                step = 6;
                var unit = (char)JsonUnescape.CodeUnit(inside[at..]);
                if (char.IsLowSurrogate(unit))
                {
                    return true;
                }

                if (char.IsHighSurrogate(unit))
                {
                    if (!LowFollows(inside[(at + 6)..]))
                    {
                        return true;
                    }

                    step = 12;
                }
            }

            at += step;
            var next = inside[at..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + next;
        }

        return false;
    }

    private static bool LowFollows(ReadOnlySpan<byte> rest)
        => rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u' && char.IsLowSurrogate((char)JsonUnescape.CodeUnit(rest));
}
