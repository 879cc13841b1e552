using Quern.Hub;
using Quern.Reports.Card;

namespace Quern.Cli.Screen;

/// <summary>A card and what it says, as one JSON object.</summary>
internal static class CardJson
{
    /// <summary>Prints it.</summary>
    public static void Print(CardFacts facts, string card) => JsonText.Print(new
    {
        facts.Title,
        Rows = facts.Declared.Sum(static f => f.File.Rows ?? 0),
        License = facts.Licences,
        Files = facts.Files.Select(f => new { f.File.Path, Split = facts.SplitOf.GetValueOrDefault(f.File.Path), f.Format, f.File.Rows, f.File.Bytes, f.Sha256 }),
        facts.Stats.Fields,
        Licences = facts.Carried.Select(static c => new { c.Source, c.Hub, c.Revision, Licence = c.Licence ?? "unknown", Asks = LicenceReading.WordsOf(c.Strictness), c.Rows, c.By }),
        Ledgers = facts.Ledgers.Select(static l => new { l.Files, l.Ledger }),
        facts.Notes,
        Card = card,
    });
}
