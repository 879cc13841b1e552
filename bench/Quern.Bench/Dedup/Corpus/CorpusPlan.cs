namespace Quern.Bench.Dedup.Corpus;

/// <summary>Kind, length and source of each row, from the seed and the row's number alone.</summary>
internal sealed class CorpusPlan(ulong seed)
{
    // The first rows are all originals, so that there is something to draw from.
    private const int Beginning = 100;

    // One duplicate in ten comes from every thousandth row: families of about twenty, as sets of instructions have.
    private const int HotEvery = 1000;

    /// <summary>Of what kind a row is to be.</summary>
    public RowKind KindOf(long row)
    {
        if (row < Beginning)
        {
            return RowKind.Orig;
        }

        var at = new Chance(seed, row, Purpose.Kind).Real();
        foreach (var band in KindBand.All.Skip(1))
        {
            at -= band.Share;
            if (at < 0)
            {
                return band.Kind;
            }
        }

        return RowKind.Orig;
    }

    /// <summary>How many words an original row has.</summary>
    public (int Instruction, int Response) LengthsOf(long row)
    {
        var chance = new Chance(seed, row, Purpose.Lengths);
        return (chance.Length(45, 4, 400), chance.Length(180, 8, 1800));
    }

    /// <summary>The earlier original from which a row is made; -1 where there is none that is long enough.</summary>
    public long SourceOf(long row, RowKind kind, Chance chance)
    {
        // Below 70 words one more word would change the index by more than a band is wide.
        var least = KindBand.Of(kind).IsEdited ? 70 : 20;
        var source = chance.Below(row);
        source -= chance.Happens(0.1) ? source % HotEvery : 0;
        while (source >= 0 && !(KindOf(source) == RowKind.Orig && Words(source) >= least))
        {
            source--;
        }

        return source;
    }

    private int Words(long row)
    {
        var (instruction, response) = LengthsOf(row);
        return instruction + response;
    }
}
