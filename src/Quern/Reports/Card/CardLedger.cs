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
    public static IReadOnlyList<CardLedger> Of(CardSubject subject)
        => subject.Run is { } folder ? [OfRun(folder)] : Beside(subject.Files);

    /// <summary>The ledger that was written with a file; null where there is none.</summary>
    public static CardLedger? Beside(string place) => Find(place).Ledger is { } ledger ? new CardLedger(ledger, []) : null;

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

    private static IReadOnlyList<CardLedger> Beside(IReadOnlyList<OutgoingFile> files)
        => [.. files.Select(static f => (File: f, Found: Find(f.Place))).Where(static f => f.Found.Ledger is not null)
            .GroupBy(static f => f.Found.Path, StringComparer.Ordinal)
            .Select(static g => new CardLedger(g.First().Found.Ledger!, [.. g.Select(static f => f.File.Path)]))];

    // One that names no output stands by itself for the file that it is called after.
    private static (string Path, Ledger? Ledger) Find(string place)
        => KnownLedger.PathsBeside(place).Select(static path => (Path: path, Ledger: Read(path)))
            .FirstOrDefault(f => f.Ledger is { } ledger && (ledger.Outputs.Any(o => o.Name == Path.GetFileName(place)) || (ledger.Outputs.Count == 0 && f.Path == Sidecar.Stats(place))));

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
