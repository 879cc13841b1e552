namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// A small generator of numbers (SplitMix64) that starts from a seed, a row and a purpose: any row can be made without those
/// before it, so that rows are made on all cores and a longer corpus begins with a shorter one.
/// </summary>
internal sealed class Chance(ulong seed, long row, Purpose purpose)
{
    private ulong _state = Mix(seed ^ Mix(((ulong)row << 8) | (byte)purpose));

    /// <summary>64 bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to one less than a bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0 to a bound, without it.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0 to 1, without 1.</summary>
    public double Real() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something happens that does so in this share of cases.</summary>
    public bool Happens(double share) => Real() < share;

    /// <summary>
    /// A length: few are long, most are below the mean. Sums and products only, since the platform's exponential function may
    /// differ in its last bit from machine to machine, and a corpus may not.
    /// </summary>
    public int Length(double mean, int least, int most)
    {
        const double sigma = 0.75;
        var normal = -6.0;
        for (var i = 0; i < 12; i++)
        {
            normal += Real();
        }

        // e^x as (1 + x/1024)^1024.
        var power = 1 + (((sigma * normal) - (sigma * sigma / 2)) / 1024);
        for (var i = 0; i < 10; i++)
        {
            power *= power;
        }

        return Math.Clamp((int)((mean * power) + 0.5), least, most);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What numbers are drawn for; each purpose has its own.</summary>
internal enum Purpose : byte
{
    /// <summary>The words that there are.</summary>
    Lexicon,

    /// <summary>Of what kind a row is.</summary>
    Kind,

    /// <summary>How long a row is.</summary>
    Lengths,

    /// <summary>The words of a row.</summary>
    Words,

    /// <summary>Sentences and paragraphs of a row.</summary>
    Display,

    /// <summary>From which row another is made, and how.</summary>
    Edit,
}
