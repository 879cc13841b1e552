namespace Quern.Plans.Inference;

/// <summary>Finds the sentences of a reasoning that name an action, each distinct one once.</summary>
/// <param name="tables">The tables.</param>
internal sealed class ReasoningActions(InferenceTables tables)
{
    /// <summary>The most actions that are taken from one text.</summary>
    public const int Most = 16;

    private readonly ToolTable _table = tables.Tools;
    private readonly NamedAction[] _found = new NamedAction[Most];
    private int _count;

    /// <summary>What was found, in the order of the text; good until the next reading.</summary>
    public ReadOnlySpan<NamedAction> Found => _found.AsSpan(0, _count);

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<byte> utf8)
    {
        _count = 0;
        var scan = new PhraseScan(utf8, _table.Phrases);
        var (start, led) = (-1, false);
        while (_count < Most && scan.Next())
        {
            if (SentenceStart.IsAt(utf8, scan.Start))
            {
                (start, led) = (scan.Start, false);
            }
            else if (!scan.Follows)
            {
                start = -1;
            }

            if (start < 0 || scan.Phrase == PhraseScan.Digits)
            {
                start = -1;
                continue;
            }

            var word = _table.Words[scan.Phrase];
            if ((word.Roles & (ToolRoles.Lead | ToolRoles.Filler)) != ToolRoles.None)
            {
                led |= (word.Roles & ToolRoles.Lead) != ToolRoles.None;
                continue;
            }

            if (led && word.Verb is { } guess)
            {
                Add(utf8, start, SentenceEnd.After(utf8, scan.End), guess);
            }

            start = -1;
        }
    }

    private void Add(ReadOnlySpan<byte> text, int start, int end, ToolGuess guess)
    {
        foreach (var known in Found)
        {
            if (text.Slice(known.Start, known.Length).SequenceEqual(text[start..end]))
            {
                return;
            }
        }

        _found[_count++] = new NamedAction(start, end - start, guess);
    }
}
