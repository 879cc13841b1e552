namespace Quern.Bench.Dedup.Corpus;

/// <summary>In what a corpus is written.</summary>
internal enum Script
{
    /// <summary>Latin letters, some with accents.</summary>
    Latin,

    /// <summary>Cyrillic letters.</summary>
    Cyrillic,

    /// <summary>Greek letters, with a final sigma where one belongs.</summary>
    Greek,

    /// <summary>Chinese characters without white space.</summary>
    Han,

    /// <summary>All of these and emoji, some of them without white space between.</summary>
    Mixed,
}

/// <summary>What follows from a script.</summary>
internal static class Scripts
{
    /// <summary>What <c>--shingles</c> has to be for the Jaccard indexes of the truth file to hold.</summary>
    public static string ShinglesOf(Script script) => script switch
    {
        Script.Han => "characters",
        Script.Mixed => "mixed",
        _ => "words",
    };

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out Script script)
        => Enum.TryParse(name, ignoreCase: true, out script) && NameOf(script) == name;

    /// <summary>The name for command lines and files.</summary>
    public static string NameOf(Script script) => script.ToString().ToLowerInvariant();
}
