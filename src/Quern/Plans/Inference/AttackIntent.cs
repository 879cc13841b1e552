namespace Quern.Plans.Inference;

/// <summary>What an attack wants, by its words.</summary>
/// <param name="tables">The tables.</param>
internal sealed class AttackIntent(InferenceTables tables)
{
    private readonly AttackTable _table = tables.Attacks;

    /// <summary>The tool that the most severe of the words asks for, the first of several alike; the tool for all that is not known where none does.</summary>
    public ToolGuess Of(ReadOnlySpan<byte> utf8)
    {
        var (best, rank) = (tables.Tools.Default, int.MaxValue);
        var scan = new PhraseScan(utf8, _table.Phrases);
        while (rank > 0 && scan.Next())
        {
            if (scan.Phrase != PhraseScan.Digits && _table.Ranks[scan.Phrase] < rank)
            {
                (best, rank) = (_table.Guesses[scan.Phrase], _table.Ranks[scan.Phrase]);
            }
        }

        return best;
    }
}
