namespace Quern.Plans.Inference;

/// <summary>Tells from a text which tool it asks for.</summary>
/// <param name="table">The table of tools.</param>
internal sealed class ToolReading(ToolTable table)
{
    /// <summary>How many bytes of a text are looked at.</summary>
    public const int Most = 1000;

    /// <summary>The tool; the one for all that is not known where no word tells.</summary>
    public ToolGuess Read(ReadOnlySpan<byte> utf8)
    {
        var text = Beginning(utf8);
        var scan = new PhraseScan(text, table.Phrases);
        ToolGuess? verb = null, noun = null, question = null;
        var (opened, hindered, first) = (false, false, true);
        while (scan.Next())
        {
            if (scan.Phrase == PhraseScan.Digits)
            {
                (opened, hindered, first) = (false, false, false);
                continue;
            }

            var word = table.Words[scan.Phrase];
            opened = opened && scan.Follows || SentenceStart.IsAt(text, scan.Start);
            first = first && scan.Follows;
            hindered = hindered && scan.Joined;
            if (opened && !hindered && word.Verb is { } imperative)
            {
                return imperative;
            }

            verb ??= hindered ? null : word.Verb;
            noun ??= word.Noun;
            question ??= first && opened ? word.Question : null;
            hindered = (word.Roles & ToolRoles.Hinders) != ToolRoles.None;
            opened &= (word.Roles & ToolRoles.Opening) != ToolRoles.None;
            first &= opened;
        }

        // A question asks for an answer, whatever verbs it holds; some tools answer better than a search.
        return question is null ? verb ?? noun ?? table.Default
            : Answers(verb) ? verb!.Value
            : Answers(noun) ? noun!.Value
            : question.Value;
    }

    private bool Answers(ToolGuess? guess) => guess is { } found && found.Tool == table.Answers;

    // A word that the limit cuts through is not looked at.
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text)
    {
        if (text.Length <= Most)
        {
            return text;
        }

        var end = Most;
        while (end > 0 && IsInWord(text[end]) && IsInWord(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    private static bool IsInWord(byte b) => WordMask.IsWordByte(b) || b == '\'';
}
