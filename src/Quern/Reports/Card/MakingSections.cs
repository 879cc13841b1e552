using System.Reflection;
using System.Text;
using Quern.Hub.Cards;

namespace Quern.Reports.Card;

/// <summary>How the rows were made, and what a reader should be told before they rely on them.</summary>
internal static class MakingSections
{
    /// <summary>The version of Quern that writes the card.</summary>
    public static string Version { get; } = typeof(MakingSections).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The recipe, and how to run it again.</summary>
    public static string Of(CardFacts facts, PlainPaths paths)
    {
        var text = new StringBuilder("## How it was made\n\n");
        foreach (var recipe in facts.Ledgers.Select(static l => l.Recipe).OfType<string>())
        {
            text.Append("The recipe with every default filled in. The same rows come of it again, byte for byte, where its sources are as they were");
            text.Append(recipe.Contains("hub:", StringComparison.Ordinal) ? " (those on the Hub are named with their commits)" : "");
            text.Append("; paths of the machine on which it was run are shortened, and must be put right first.\n\n");
            text.Append(CardMarkdown.Block("yaml", paths.Recipe(recipe))).Append("\nSave it as `recipe.yaml`, then:\n\n").Append(CardMarkdown.Block("sh", "quern run recipe.yaml")).Append('\n');
        }

        return text.Append($"This card was written by `quern card`, version {Version}, from the files and what their making left beside them.\n\n").ToString();
    }

    /// <summary>What the ledgers and the files show to be less than perfect; empty where they show nothing.</summary>
    public static string Limits(CardFacts facts, PlainPaths paths)
    {
        var limits = facts.Ledgers.SelectMany(static l => l.Ledger.ShortSources).Select(s => $"{CardMarkdown.Code(paths.Name(s.Key))} could not be had or not be read to its end: {CardMarkdown.Words(paths.Text(s.Value))}").ToList();
        limits.AddRange(OfRows(facts));
        limits.AddRange(facts.Notes.Select(n => CardMarkdown.Words(paths.Text(n))));
        return limits.Count == 0 ? "" : $"## Known limits\n\n{string.Concat(limits.Select(static l => $"- {l}\n"))}\n";
    }

    private static IEnumerable<string> OfRows(CardFacts facts)
    {
        if (facts.Ledgers.Sum(static l => l.Ledger.Quarantined) is > 0 and var quarantined)
        {
            yield return $"{Rows(quarantined)} could not be processed and {(quarantined == 1 ? "is" : "are")} missing; the tables above say why.";
        }

        if (facts.Ledgers.Sum(static l => l.Ledger.NonFinite) is > 0 and var numbers)
        {
            yield return $"{CardTable.Number(numbers)} {(numbers == 1 ? "number" : "numbers")} of the sources (NaN, Infinity) became null, because JSON cannot hold them.";
        }

        if (facts.Stats.Invalid > 0)
        {
            yield return $"{Rows(facts.Stats.Invalid)} of the files {(facts.Stats.Invalid == 1 ? "is" : "are")} not valid and in no field's count: {CardTable.Reasons(facts.Stats.InvalidRows)}.";
        }

        foreach (var file in facts.Files.Where(static f => f.File.Rows == 0))
        {
            yield return $"{CardMarkdown.Code(file.File.Path)} holds no rows.";
        }
    }

    private static string Rows(long rows) => $"{CardTable.Number(rows)} {(rows == 1 ? "row" : "rows")}";
}
