using System.Text.RegularExpressions;
using Quern.Hub.Cards;

namespace Quern.Hub;

/// <summary>Tells the terms of licences from their names, and holds one licence against another.</summary>
internal static partial class LicenceReading
{
    private static readonly (LicenceTerms Term, string Words)[] Meanings =
    [
        (LicenceTerms.Unknown, "not known: it must be looked up"),
        (LicenceTerms.NonCommercial, "no commercial use"),
        (LicenceTerms.NoDerivatives, "nothing changed may be passed on"),
        (LicenceTerms.OwnTerms, "terms of its own"),
        (LicenceTerms.ShareAlike, "what is made of it under the same licence"),
        (LicenceTerms.Attribution, "name where it comes from"),
    ];

    /// <summary>The terms of a licence; null and <c>unknown</c> are not known.</summary>
    public static LicenceTerms TermsOf(string? licence)
    {
        var parts = Parts(licence);
        return parts.Count == 0 ? LicenceTerms.Unknown : parts.Aggregate(LicenceTerms.Permissive, static (all, part) => all | TermsOfOne(part));
    }

    /// <summary>The licences that stand in a text such as <c>cc-by-sa-3.0 and gfdl</c>, each as the Hub writes it where it knows it.</summary>
    public static IReadOnlyList<string> Parts(string? licence)
        => [.. Between().Split(licence ?? "").Select(static p => p.Trim()).Where(static p => p.Length > 0).Select(static p => KnownLicences.Find(p) ?? p)];

    /// <summary>The terms in words, the strictest first.</summary>
    public static string WordsOf(LicenceTerms terms)
        => terms == LicenceTerms.Permissive ? "permissive" : string.Join("; ", Meanings.Where(m => terms.HasFlag(m.Term)).Select(static m => m.Words));

    /// <summary>
    /// The terms of a licence that another does not keep. What nobody knows cannot be compared; nor can a licence be laxer
    /// whose own terms are not told by its name.
    /// </summary>
    /// <param name="given">The terms of what rows are to be passed on under.</param>
    /// <param name="source">The terms that they came with.</param>
    public static LicenceTerms Lost(LicenceTerms given, LicenceTerms source)
        => given.HasFlag(LicenceTerms.Unknown) || given.HasFlag(LicenceTerms.OwnTerms) ? LicenceTerms.Permissive : source & ~given & ~LicenceTerms.Unknown;

    private static LicenceTerms TermsOfOne(string licence)
    {
        if (licence == "unknown")
        {
            return LicenceTerms.Unknown;
        }

        var terms = (Licences.ForbidCommerce(licence) ? LicenceTerms.NonCommercial : LicenceTerms.Permissive)
            | (NoDerivatives().IsMatch(licence) ? LicenceTerms.NoDerivatives : LicenceTerms.Permissive)
            | (ShareAlike().IsMatch(licence) ? LicenceTerms.ShareAlike | LicenceTerms.Attribution : LicenceTerms.Permissive)
            | (Attribution().IsMatch(licence) ? LicenceTerms.Attribution : LicenceTerms.Permissive);
        return terms == LicenceTerms.Permissive && !Permissive().IsMatch(licence) ? LicenceTerms.OwnTerms : terms;
    }

    [GeneratedRegex(",| and ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Between();

    // cc-by-nd-4.0, CC BY-NC-ND, No-Derivatives
    [GeneratedRegex("(?<![a-z])(nd|no[-_ ]?deriv[a-z]*)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NoDerivatives();

    [GeneratedRegex("(?<![a-z])(sa|share[-_ ]?alike|[al]?gpl|gfdl|odbl|mpl|epl|eupl|osl|cdla-sharing|lppl)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShareAlike();

    [GeneratedRegex("(?<![a-z])(by|etalab)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Attribution();

    [GeneratedRegex("^(mit|apache[- ]?(license[- ]?)?2(\\.0)?|bsd.*|cc0.*|isc|unlicense|pddl|wtfpl|zlib|ncsa|postgresql|bsl-1\\.0|cdla-permissive.*|afl-3\\.0|artistic-2\\.0|ecl-2\\.0|ms-pl|ofl-1\\.1)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Permissive();
}
