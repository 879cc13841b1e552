namespace Quern.Hub;

/// <summary>What a licence asks of whoever passes rows on, as far as its name tells. The order is that of strictness: the least value first.</summary>
[Flags]
internal enum LicenceTerms
{
    /// <summary>It allows almost everything.</summary>
    Permissive = 0,

    /// <summary>Where rows come from must be named.</summary>
    Attribution = 1,

    /// <summary>What is made of it must stand under the same licence.</summary>
    ShareAlike = 2,

    /// <summary>It has terms of its own, which its name does not tell.</summary>
    OwnTerms = 4,

    /// <summary>Nothing that was changed may be passed on.</summary>
    NoDerivatives = 8,

    /// <summary>Commercial use is not allowed.</summary>
    NonCommercial = 16,

    /// <summary>Nobody knows it, so that it must be looked up.</summary>
    Unknown = 32,
}
