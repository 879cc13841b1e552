using System.Globalization;

namespace Quern.Hub.Registry;

/// <summary>A split of a dataset.</summary>
/// <param name="Name">Its name on the Hub.</param>
/// <param name="Rows">How many rows it has; null where that is not known.</param>
/// <param name="Certainty">How sure the number is.</param>
internal sealed record KnownSplit(string Name, long? Rows, RowCertainty Certainty)
{
    /// <summary>Patterns of the files that hold it; empty where the dataset's own rule, or the entry as a whole, decides.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// Reads what an entry says of a split's rows: <c>52_002</c>, <c>about 256_000</c>, <c>unverified 6_407_814</c> or
    /// <c>unknown</c>; null when it is none of these.
    /// </summary>
    public static KnownSplit? Parse(string name, string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] or ["unknown"] => new KnownSplit(name, null, RowCertainty.Unknown),
            ["about", var number] when Number(number) is { } rows => new KnownSplit(name, rows, RowCertainty.About),
            ["unverified", var number] when Number(number) is { } rows => new KnownSplit(name, rows, RowCertainty.Unverified),
            [var number] when Number(number) is { } rows => new KnownSplit(name, rows, RowCertainty.Exact),
            _ => null,
        };
    }

    private static long? Number(string text)
        => long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0 ? rows : null;
}

/// <summary>How sure a number of rows is.</summary>
internal enum RowCertainty
{
    /// <summary>No number is known.</summary>
    Unknown,

    /// <summary>From memory or a stranger's note; not seen in the dataset's own pages.</summary>
    Unverified,

    /// <summary>Seen, but rounded, or taken from a copy.</summary>
    About,

    /// <summary>Seen to the last row.</summary>
    Exact,
}
