using Quern.Hub.Cards;
using Quern.Reports.Shapes;
using Quern.Reports.Stats;

namespace Quern.Reports.Card;

/// <summary>Everything that a card says.</summary>
internal sealed record CardFacts
{
    /// <summary>What it is of.</summary>
    public required CardSubject Subject { get; init; }

    /// <summary>What it is headed with.</summary>
    public required string Title { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<DescribedFile> Files { get; init; }

    /// <summary>The splits that it declares.</summary>
    public required IReadOnlyList<DeclaredSplit> Splits { get; init; }

    /// <summary>What is in the rows of the files that are declared.</summary>
    public required DatasetStats Stats { get; init; }

    /// <summary>Which shapes they have.</summary>
    public required ShapeCensus Shapes { get; init; }

    /// <summary>The ledgers.</summary>
    public required IReadOnlyList<CardLedger> Ledgers { get; init; }

    /// <summary>What licences came with the rows, the strictest first.</summary>
    public required IReadOnlyList<CarriedLicence> Carried { get; init; }

    /// <summary>The licence that was asked for; null where it is derived.</summary>
    public string? Licence { get; init; }

    /// <summary>What a reader must know of the files, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the card's head names: the licence that was asked for, or those of the sources, the strictest first; none where none is known.</summary>
    public IReadOnlyList<string> Licences => Licence is { } one ? LicenceChoice.Named(one) : LicenceChoice.Derived(Carried);

    /// <summary>The files that are read as rows.</summary>
    public IEnumerable<DescribedFile> Declared => Files.Where(static f => f.IsDeclared);

    /// <summary>The splits by the file's path.</summary>
    public IReadOnlyDictionary<string, string> SplitOf
        => Splits.SelectMany(static s => s.Files.Select(f => (f.Path, s.Name))).ToDictionary(static s => s.Path, static s => s.Name, StringComparer.Ordinal);
}

/// <summary>A file of rows as a card shows it.</summary>
/// <param name="File">Its path, length and rows.</param>
/// <param name="Sha256">What names its content.</param>
/// <param name="Format">What it is.</param>
/// <param name="IsDeclared">Whether it is among the files that are loaded; of several formats only one is.</param>
internal sealed record DescribedFile(CardFile File, string Sha256, string Format, bool IsDeclared);
