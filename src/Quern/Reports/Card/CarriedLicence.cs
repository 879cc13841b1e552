using Quern.Hub;

namespace Quern.Reports.Card;

/// <summary>A source of rows, and the licence that comes with it.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Hub">The dataset on the Hub; null for files.</param>
/// <param name="Licence">The licence, as its owners write it; null where nobody knows it.</param>
/// <param name="Rows">How many of its rows are in what is published; null where that is not known.</param>
internal sealed record CarriedLicence(string Source, string? Hub, string? Licence, long? Rows)
{
    /// <summary>The commit that was read.</summary>
    public string? Revision { get; init; }

    /// <summary>Whether the Hub gives it only to those who accepted its terms.</summary>
    public bool IsGated { get; init; }

    /// <summary>Whether commercial use is not allowed, whatever the licence's name says.</summary>
    public bool NonCommercial { get; init; }

    /// <summary>What the licence's name does not say.</summary>
    public string? Note { get; init; }

    /// <summary>The file between the source and what is published; null where there is none.</summary>
    public string? By { get; init; }

    /// <summary>What the licence asks.</summary>
    public LicenceTerms Terms => LicenceReading.TermsOf(Licence) | (NonCommercial ? LicenceTerms.NonCommercial : LicenceTerms.Permissive);

    /// <summary>How strict it is; one whose terms must be accepted first has terms of its own.</summary>
    public LicenceTerms Strictness => Terms | (IsGated ? LicenceTerms.OwnTerms : LicenceTerms.Permissive);

    /// <summary>Whether any row of the source is, or may be, in what is published.</summary>
    public bool Binds => Rows != 0;
}
