namespace Quern.Plans.Inference;

/// <summary>Tells where a sentence ends: behind a full stop, question mark or exclamation mark that a space follows, or at the end of its line.</summary>
internal static class SentenceEnd
{
    /// <summary>The end of the sentence that a place is in, its mark within it.</summary>
    public static int After(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            var next = text[at..].IndexOfAny(".!?\n"u8);
            if (next < 0)
            {
                return text.Length - Spaces(text[at..]);
            }

            at += next;
            if (text[at] == '\n')
            {
                return at - Spaces(text[..at]);
            }

            at++;
            if (at == text.Length || text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'"' or (byte)')' or (byte)'*')
            {
                return at;
            }
        }
    }

    private static int Spaces(ReadOnlySpan<byte> text) => text.Length - text.TrimEnd(" \t\r"u8).Length;
}
