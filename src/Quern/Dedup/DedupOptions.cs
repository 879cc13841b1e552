using Quern.Dedup.Files;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Dedup;

/// <summary>What counts as a duplicate, which of several is kept, and how they are looked for.</summary>
public sealed record DedupOptions : StepOptions
{
    private const int MostNamed = 10;

    /// <summary>The Jaccard index from which two rows are duplicates.</summary>
    [Option("Rows are duplicates from this Jaccard index of their sets of shingles on: above 0, up to 1.")]
    public double Threshold { get; init; } = 0.8;

    /// <summary>Fields whose text is compared.</summary>
    [Option("Fields that are compared, joined by line breaks in this order, such as instruction,response. Without it: every text of the row, at any depth, except id, source_dataset, role and from.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>What texts are cut into.</summary>
    [Option("What a shingle is made of: words between white space, characters, or mixed: words, and single characters of scripts that write no spaces.")]
    public ShingleKind Shingles { get; init; }

    /// <summary>Words or characters in a shingle.</summary>
    [Option("Words or characters in a shingle; a shorter text is one shingle as a whole.")]
    public int Ngram { get; init; } = 5;

    /// <summary>Whether compatible characters are made equal first.</summary>
    [Option("Compare in Unicode form NFKC: full-width letters, ligatures and composed accents count as their plain forms.")]
    public bool Nfkc { get; init; }

    /// <summary>Byte-equal after normalisation only.</summary>
    [Option("Only rows whose texts are equal after normalisation are duplicates.")]
    public bool Exact { get; init; }

    /// <summary>Which of several duplicates stays.</summary>
    [Option("Which duplicate is kept: first, longest, or best:FIELD, the highest number under a field.", Value = "RULE")]
    public string Keep { get; init; } = "first";

    /// <summary>Sources whose rows are kept before those of others.</summary>
    [Option("Sources whose rows are kept before those of others, the most preferred first; keep decides among equals.", Commas = true, Value = "SOURCE,...")]
    public IReadOnlyList<string>? Prefer { get; init; }

    /// <summary>How duplicates make clusters.</summary>
    [Option("star: every removed row is itself similar to the kept one. connected: chains of similar rows are one cluster, of which one row is kept.")]
    public Linkage Linkage { get; init; }

    /// <summary>Rows that are there already.</summary>
    [Option("Files or saved indexes whose rows are there already: rows that are similar to one of them are removed, and they themselves are not written.", Commas = true, Value = "FILE,...")]
    public IReadOnlyList<string>? Against { get; init; }

    /// <summary>How duplicates are looked for.</summary>
    [Option("join finds every pair at or above the threshold; minhash finds nearly all, at a lower cost for long rows and low thresholds.")]
    public DedupMethod Method { get; init; }

    /// <summary>Length of a MinHash signature.</summary>
    [Option("Length of a signature, for minhash.")]
    public int Permutations { get; init; } = 128;

    /// <summary>How a signature is cut into bands.</summary>
    [Option("How many bands a signature is cut into, for minhash; auto chooses as many as find 99 % of the pairs at the threshold.", Value = "auto|NUMBER")]
    public string Bands { get; init; } = "auto";

    /// <summary>Whether candidates are taken for duplicates unseen.</summary>
    [Option("Take rows that share a band for duplicates without comparing them, for minhash: the classic way, which also removes rows below the threshold.")]
    public bool NoVerify { get; init; }

    /// <summary>How much memory may be used.</summary>
    [Option("How much memory the work may take, such as 1gb; what does not fit goes to disk. Without it: half of the machine's.", Value = "AMOUNT")]
    public string? Memory { get; init; }

    /// <summary>A field that gets the cluster's name instead of rows being removed.</summary>
    [Option("Remove nothing: write the name of each row's cluster into this field, for splits that keep duplicates together.", Value = "FIELD")]
    public string? Mark { get; init; }

    /// <summary>Where an index of the kept rows goes.</summary>
    [Option("Save an index of the kept rows in this file, to be named under against later instead of the rows.", Value = "FILE")]
    public string? SaveIndex { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check() => DedupOptionsCheck.Of(this);

    /// <inheritdoc />
    public override IEnumerable<string> CheckSources(IReadOnlyList<string> sources)
        => (Prefer ?? []).Where(name => !sources.Contains(name, StringComparer.Ordinal))
            .Select(name => $"prefer names '{name}', and no source is called so.{Suggestion.Sentence(name, sources)} There are: {string.Join(", ", sources.Take(MostNamed))}{(sources.Count > MostNamed ? ", ..." : "")}.");

    /// <inheritdoc />
    public override StepOptions WithFilesIn(string folder) => this with { Against = Against?.Select(p => Path.Combine(folder, p)).ToList() };

    /// <inheritdoc />
    public override string FilesIdentity() => Against is { } against ? string.Join('\n', KnownFiles.Of(against, []).Select(static f => "\n" + f.Identity)) : "";
}

/// <summary>What a shingle is made of.</summary>
public enum ShingleKind
{
    /// <summary>Words between white space.</summary>
    Words,

    /// <summary>Characters.</summary>
    Characters,

    /// <summary>Words, and single characters of scripts that are written without spaces.</summary>
    Mixed,
}

/// <summary>How duplicates make clusters.</summary>
public enum Linkage
{
    /// <summary>Every removed row is similar to the kept one.</summary>
    Star,

    /// <summary>Chains of similar rows are one cluster.</summary>
    Connected,
}

/// <summary>How duplicates are looked for.</summary>
public enum DedupMethod
{
    /// <summary>Every pair at or above the threshold.</summary>
    Join,

    /// <summary>Nearly all of them, by signatures.</summary>
    Minhash,
}
