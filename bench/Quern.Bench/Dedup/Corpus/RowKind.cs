namespace Quern.Bench.Dedup.Corpus;

/// <summary>How a row of the corpus came about.</summary>
internal enum RowKind : byte
{
    /// <summary>It is like no other.</summary>
    Orig,

    /// <summary>Its texts are those of an earlier row, byte for byte.</summary>
    Exact,

    /// <summary>It differs from an earlier row in case, ASCII punctuation and white space only.</summary>
    Norm,

    /// <summary>A near-duplicate at about .95.</summary>
    J95,

    /// <summary>A near-duplicate at about .90.</summary>
    J90,

    /// <summary>A near-duplicate at about .85.</summary>
    J85,

    /// <summary>A near-duplicate that only just is one at .8.</summary>
    J80,

    /// <summary>A row that is alike, and must stay.</summary>
    D70,

    /// <summary>A row that is less alike, and must stay.</summary>
    D60,
}

/// <summary>A kind of rows in numbers.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in the truth file.</param>
/// <param name="Share">How many of all rows are planned to be of it.</param>
/// <param name="Low">The least Jaccard index to its source.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct KindBand(RowKind Kind, string Name, double Share, double Low, double High)
{
    /// <summary>All kinds, in the order of <see cref="RowKind"/>.</summary>
    public static IReadOnlyList<KindBand> All { get; } =
    [
        new(RowKind.Orig, "orig", 0.80, 0, 0),
        new(RowKind.Exact, "exact", 0.03, 1, 1),
        new(RowKind.Norm, "norm", 0.01, 1, 1),
        new(RowKind.J95, "j95", 0.03, 0.940, 0.960),
        new(RowKind.J90, "j90", 0.03, 0.890, 0.910),
        new(RowKind.J85, "j85", 0.03, 0.840, 0.860),
        new(RowKind.J80, "j80", 0.03, 0.800, 0.815),
        new(RowKind.D70, "d70", 0.02, 0.690, 0.710),
        new(RowKind.D60, "d60", 0.02, 0.590, 0.610),
    ];

    /// <summary>Whether it is a decoy: alike, but below the threshold.</summary>
    public bool IsDecoy => Kind is RowKind.D70 or RowKind.D60;

    /// <summary>Whether it should be removed at a threshold of .8.</summary>
    public bool ShouldGo => Kind != RowKind.Orig && !IsDecoy;

    /// <summary>Whether it is made by changing words.</summary>
    public bool IsEdited => High is > 0 and < 1;

    /// <summary>The band of a kind.</summary>
    public static KindBand Of(RowKind kind) => All[(int)kind];
}
