using Quern.Rows;

namespace Quern.Plans.Inference;

/// <summary>Splits names such as <c>getUser_list.v2</c> into words with spaces between them: at every joint and at capitals.</summary>
internal static class NameWords
{
    /// <summary>Writes the words of a name, each behind a space, in place of what a buffer held.</summary>
    public static void Split(ReadOnlySpan<byte> name, ByteBuffer words)
    {
        words.Clear();
        words.Append((byte)' ');
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && IsTurn(name, i))
            {
                words.Append((byte)' ');
            }

            words.Append(name[i] is (byte)'_' or (byte)'.' or (byte)'-' or (byte)'/' or (byte)':' ? (byte)' ' : name[i]);
        }
    }

    // Between small and capital, and before the last capital of several: get|User, HTTP|Request; but URLs is one word.
    private static bool IsTurn(ReadOnlySpan<byte> name, int at)
    {
        if (!char.IsAsciiLetterUpper((char)name[at]))
        {
            return false;
        }

        var before = (char)name[at - 1];
        return char.IsAsciiLetterLower(before) || char.IsAsciiDigit(before)
            || char.IsAsciiLetterUpper(before) && IsSmall(name, at + 1) && (name[at + 1] != 's' || IsSmall(name, at + 2));
    }

    private static bool IsSmall(ReadOnlySpan<byte> name, int at) => at < name.Length && char.IsAsciiLetterLower((char)name[at]);
}
