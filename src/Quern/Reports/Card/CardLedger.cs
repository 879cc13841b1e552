using Quern.Formats.Yaml;
using Quern.Hub.Push;
using Quern.Rows;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>A ledger of files that a card is of.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Files">The paths of the files that it counts the rows of; empty for all.</param>
internal sealed record CardLedger(Ledger Ledger, IReadOnlyList<string> Files)
{
    /// <summary>The resolved recipe; null where a single verb wrote the rows.</summary>
    public string? Recipe { get; init; }

    /// <summary>Every source that is named anywhere in it, in order.</summary>
    public IReadOnlyList<string> Sources
        => [.. Ledger.Steps.SelectMany(static s => s.Sources.Keys).Concat(Ledger.Origins.Keys).Concat(Ledger.ShortSources.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The ledgers of what a card is of: that of the run, or those beside the files.</summary>
    /// <param name="subject">What the card is of.</param>
    /// <param name="rowsOf">The rows of a file, by its path.</param>
    public static IReadOnlyList<CardLedger> Of(CardSubject subject, Func<OutgoingFile, long> rowsOf)
        => subject.Run is { } folder ? [OfRun(folder)] : Beside(subject.Files, rowsOf);

    /// <summary>The ledger beside a file; null where there is none.</summary>
    public static CardLedger? Beside(string place)
    {
        var split = Path.Combine(Path.GetDirectoryName(place) ?? "", "split.stats.json");
        return Read(Sidecar.Stats(place)) is { } ledger ? new CardLedger(ledger, [])
            : Read(split) is { } ofAll && ofAll.Outputs.Any(o => o.Name == Path.GetFileName(place)) ? new CardLedger(ofAll, [])
            : null;
    }

    /// <summary>The files that a source of a recipe was read from; empty where the ledger's recipe does not say.</summary>
    public IReadOnlyList<string> FilesOf(string source)
    {
        if (Recipe is null || YamlText.Read(Recipe, new FaultList(""), "recipe") is not MapNode recipe || recipe.Find("sources")?.Value is not ListNode sources)
        {
            return [];
        }

        var named = sources.Items.OfType<MapNode>().FirstOrDefault(s => s.Find("name")?.Value is TextNode { Text: var name } && name == source);
        return [.. (named?.Find("files")?.Value.Texts ?? []).Select(static t => t.Text)];
    }

    private static CardLedger OfRun(string folder)
    {
        var path = RunFolder.LedgerOf(folder);
        var ledger = Read(path) ?? throw new RunFault($"{path} is damaged: it names no step. Delete the file and run the recipe again; it is written anew.");
        var recipe = RunFolder.RecipeOf(folder);
        return new CardLedger(ledger, []) { Recipe = File.Exists(recipe) ? YamlFile.ReadText(recipe, "recipe") : null };
    }

    private static List<CardLedger> Beside(IReadOnlyList<OutgoingFile> files, Func<OutgoingFile, long> rowsOf)
    {
        var ledgers = new List<CardLedger>();
        var without = new List<OutgoingFile>();
        foreach (var beside in files.GroupBy(static f => Sidecar.Stats(f.Place), StringComparer.Ordinal))
        {
            if (Read(beside.Key) is { } ledger)
            {
                ledgers.Add(new CardLedger(ledger, [.. beside.Select(static f => f.Path)]));
            }
            else
            {
                without.AddRange(beside);
            }
        }

        ledgers.AddRange(Together(without, rowsOf));
        return ledgers;
    }

    // A verb that writes several files leaves one ledger for all of them; it is theirs when it counts just their rows.
    private static IEnumerable<CardLedger> Together(IReadOnlyList<OutgoingFile> files, Func<OutgoingFile, long> rowsOf)
    {
        foreach (var folder in files.GroupBy(static f => Path.GetDirectoryName(f.Place)!, StringComparer.Ordinal))
        {
            var rows = folder.Sum(rowsOf);
            foreach (var path in Directory.EnumerateFiles(folder.Key, "*.stats.json").Order(StringComparer.Ordinal))
            {
                if (Read(path) is { } ledger && ledger.Kept == rows)
                {
                    yield return new CardLedger(ledger, [.. folder.Select(static f => f.Path)]);
                    break;
                }
            }
        }
    }

    // Statistics of another kind (quern stats -o) have no steps. What is damaged is said: licences may stand in it.
    private static Ledger? Read(string path)
    {
        if (RunJson.TryRead<Ledger>(path) is not { Steps.Count: > 0 } ledger)
        {
            return null;
        }

        return ledger.OpenEnd() is { } open ? throw new RunFault($"{path} is damaged: its numbers do not add up ({open}). Make the rows again; it is written anew.") : ledger;
    }
}
