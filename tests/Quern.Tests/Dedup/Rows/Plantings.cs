using Quern.Dedup;

namespace Quern.Tests.Dedup.Rows;

/// <summary>What is planted in a set of rows.</summary>
public enum Planting
{
    /// <summary>Texts, each with copies that are changed here and there.</summary>
    Families,

    /// <summary>Pairs whose similarity is the threshold, or one shingle more or less.</summary>
    Borders,

    /// <summary>Families in scripts with spaces and with case.</summary>
    Scripts,

    /// <summary>Families in scripts without spaces, and emoji.</summary>
    Unspaced,

    /// <summary>A few words, or none.</summary>
    Short,

    /// <summary>Texts that begin alike and end on their own.</summary>
    Template,

    /// <summary>Texts each of which is one word away from the one before.</summary>
    Chain,

    /// <summary>One text, over and over.</summary>
    Equal,

    /// <summary>Texts that repeat a few words.</summary>
    Refrains,

    /// <summary>Some of each.</summary>
    Mixture,
}

/// <summary>Makes texts in which similar ones are planted.</summary>
internal sealed class Plantings(Random random, DedupOptions options)
{
    private static readonly string[] Nothings = ["", " ", "...", "?!", "\t\n", "- - -", "\u3000", "\u001C", "_"];

    private readonly Alphabets _alphabets = new(random);

    /// <summary>So many texts.</summary>
    public List<Draft> Make(Planting planting, int count)
    {
        var drafts = planting == Planting.Mixture ? Mixture(count) : Endless(planting, count).Take(count).ToList();
        if (planting != Planting.Chain || random.OneIn(2))
        {
            var mixed = drafts.ToArray();
            random.Shuffle(mixed);
            return [.. mixed];
        }

        return drafts;
    }

    private List<Draft> Mixture(int count)
    {
        var kinds = Enum.GetValues<Planting>().Where(static k => k != Planting.Mixture).ToList();
        return [.. kinds.SelectMany(k => Make(k, (count / kinds.Count) + 1)).Take(count)];
    }

    private IEnumerable<Draft> Endless(Planting planting, int count) => planting switch
    {
        Planting.Borders => Forever(Border),
        Planting.Scripts => Forever(() => Family(_alphabets.ForeignWord, " ")),
        Planting.Unspaced => Forever(() => Family(_alphabets.Character, "")),
        Planting.Short => Forever(() => [Short()]),
        Planting.Template => Template(),
        Planting.Chain => Chain(),
        Planting.Equal => Enumerable.Repeat(Draft(_alphabets.Word, " ", random.Next(1, 30)), count),
        Planting.Refrains => Refrains(),
        _ => Forever(() => Family(_alphabets.Word, " ")),
    };

    private static IEnumerable<Draft> Forever(Func<IEnumerable<Draft>> some)
    {
        while (true)
        {
            foreach (var draft in some())
            {
                yield return draft;
            }
        }
    }

    private Draft Draft(Func<string> unit, string joiner, int length) => new([.. Enumerable.Range(0, length).Select(_ => unit())], joiner);

    // Copies of copies now and then, so that members are near to each other in many ways.
    private List<Draft> Family(Func<string> unit, string joiner)
    {
        var family = new List<Draft> { Draft(unit, joiner, random.Next(3, 70)) };
        var members = random.Next(1, 8);
        while (family.Count < members)
        {
            var from = random.OneIn(3) ? random.Of(family) : family[0];
            family.Add(from.Changed(random, random.Of([0, 0, 1, 1, 2, 3, 5, 9]), unit));
        }

        return family;
    }

    // Of thresholds that are twentieths: so many of twenty shingles are shared.
    private Draft[] Border()
    {
        const int Parts = 20;
        var isOfCharacters = options.Shingles != ShingleKind.Words;
        Func<string> unit = isOfCharacters ? _alphabets.Ideograph : _alphabets.Letters;
        var times = random.Next(1, 4);
        var shared = Math.Max(1, ((int)Math.Round(options.Threshold * Parts) * times) + random.Next(-1, 2));
        var own = Math.Max(0, (Parts * times) - shared);
        var core = Draft(unit, isOfCharacters ? "" : " ", shared + options.Ngram - 1);
        var front = random.Next(own + 1);
        var longer = core with { Units = [.. Draft(unit, "", front).Units, .. core.Units] };
        return random.OneIn(2) ? [core.With(Draft(unit, "", own - front).Units), longer] : [longer.With(Draft(unit, "", own - front).Units), core];
    }

    private Draft Short() => random.Next(5) switch
    {
        0 => new Draft([random.Of(Nothings)], ""),
        1 => Draft(_alphabets.Character, "", random.Next(1, 4)),
        _ => new Draft([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Of(["yes", "no", "Yes.", "thank", "you", "ok", "42"]))], " "),
    };

    private IEnumerable<Draft> Template()
    {
        var shared = Draft(_alphabets.Word, " ", random.Next(10, 60));
        while (true)
        {
            var one = shared.With(Draft(_alphabets.Word, " ", random.Next(0, 14)).Units);
            yield return one;
            if (random.OneIn(3))
            {
                yield return one.Changed(random, 1, _alphabets.Word);
            }
        }
    }

    private IEnumerable<Draft> Chain()
    {
        var last = Draft(_alphabets.Word, " ", random.Next(8, 40));
        while (true)
        {
            yield return last;
            last = last.Changed(random, 1, _alphabets.Word);
        }
    }

    private IEnumerable<Draft> Refrains()
    {
        var words = Enumerable.Range(0, 3).Select(_ => _alphabets.Word()).ToList();
        while (true)
        {
            yield return Draft(() => random.Of(words), " ", random.Next(1, 30));
        }
    }
}
