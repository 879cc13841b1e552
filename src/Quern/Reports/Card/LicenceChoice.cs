using Quern.Hub;
using Quern.Hub.Layout;
using Quern.Hub.Registry;
using Quern.Rows;

namespace Quern.Reports.Card;

/// <summary>Which licence a card names, and whether it may.</summary>
internal static class LicenceChoice
{
    /// <summary>A licence that was asked for, each of its parts as the Hub writes it.</summary>
    public static IReadOnlyList<string> Named(string licence) => LicenceReading.Parts(licence);

    /// <summary>
    /// The licences of the sources, the strictest first; <c>unknown</c> where one is not known. None at all where nothing is
    /// known of any.
    /// </summary>
    public static IReadOnlyList<string> Derived(IReadOnlyList<CarriedLicence> carried)
    {
        var names = carried.Where(static c => c.Binds).SelectMany(static c => LicenceReading.Parts(c.Licence ?? RegistryWords.Unknown)).Distinct(StringComparer.Ordinal).ToList();
        return names is [RegistryWords.Unknown] ? [] : names;
    }

    /// <summary>The sources whose licences ask for more than another licence keeps, and what it is that they ask.</summary>
    public static IReadOnlyList<(CarriedLicence Source, LicenceTerms Lost)> LostBy(string licence, IReadOnlyList<CarriedLicence> carried)
    {
        var given = LicenceReading.TermsOf(licence);
        return [.. carried.Where(static c => c.Binds).Select(c => (c, LicenceReading.Lost(given, c.Terms))).Where(static c => c.Item2 != LicenceTerms.Permissive)];
    }

    /// <summary>Refuses a licence that is laxer than those of the sources.</summary>
    public static void Check(CardRequest request, IReadOnlyList<CarriedLicence> carried)
    {
        if (request.Licence is not { } licence || request.LicenceMayBeLaxer || LostBy(licence, carried) is not { Count: > 0 } lost)
        {
            return;
        }

        var faults = lost.Select(l => $"--license {licence} asks for less than {Wording.Shown(l.Source.Licence ?? "the terms")}, under which {Wording.Shown(l.Source.Source)} stands: {LicenceReading.WordsOf(l.Lost)}.").ToList();
        faults.Add("Name a licence that keeps this, or leave --license out: the card then names those of the sources. If you know that you may, say --license-ok; the card states it.");
        throw new RecipeFault(faults);
    }
}
