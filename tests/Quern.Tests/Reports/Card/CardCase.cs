using Quern.Formats.Yaml;
using Quern.Hub.Layout;
using Quern.Recipes;
using Quern.Reports.Card;
using Quern.Running;

namespace Quern.Tests.Reports.Card;

/// <summary>A folder with files and ledgers, and the card of what is in it.</summary>
internal sealed class CardCase : IDisposable
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("quern-test-").FullName;

    /// <summary>A path in it.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Writes a file of so many rows.</summary>
    public string WriteRows(string name, int rows) => Write(name, string.Concat(Enumerable.Range(0, rows).Select(static i => $"{{\"n\":{i},\"text\":\"row {i}\"}}\n")));

    /// <summary>Leaves a ledger beside a file.</summary>
    public void WriteLedger(string name, Ledger ledger) => RunJson.Write(Sidecar.Stats(At(name)), ledger, durable: false);

    /// <summary>A ledger that reads and keeps rows of sources.</summary>
    public static Ledger LedgerOf(params IEnumerable<(string Source, long Rows, SourceOrigin? Origin)> sources)
    {
        var ledger = new Ledger();
        foreach (var (source, rows, origin) in sources)
        {
            var counts = ledger.Step("read").Of(source);
            (counts.In, counts.Out) = (rows, rows);
            if (origin is not null)
            {
                ledger.Origins[source] = origin;
            }
        }

        return ledger;
    }

    /// <summary>Runs a recipe, whose run folder is <c>run</c>.</summary>
    public RunResult Run(string recipe)
        => Recipe.Load(Write("recipe.yaml", recipe)).Run(new RunSettings { Folder = At("run"), Workers = 2 }, hub: null, new RunProgress(), TestContext.Current.CancellationToken);

    /// <summary>What a card of something in the folder says.</summary>
    public CardFacts Facts(string what, Func<CardRequest, CardRequest>? change = null)
    {
        var request = new CardRequest(At(what)) { Workers = 2 };
        return CardMaking.Run(change is null ? request : change(request), new RunProgress(), TestContext.Current.CancellationToken);
    }

    /// <summary>The card of something in the folder.</summary>
    public string Card(string what, Func<CardRequest, CardRequest>? change = null) => CardPage.Of(Facts(what, change));

    /// <summary>The head of a card, read as YAML.</summary>
    public static MapNode Head(string card)
    {
        var end = card.IndexOf("\n---\n", StringComparison.Ordinal);
        card.ShouldStartWith("---\n");
        var faults = new FaultList("README.md");
        var head = YamlText.Read(card[4..(end + 1)], faults, "card").ShouldBeOfType<MapNode>();
        faults.Messages.ShouldBeEmpty();
        DatasetCard.Read(card).Notes.ShouldBeEmpty();
        return head;
    }

    /// <summary>The texts of a key of the head; empty where there is no such key.</summary>
    public static IReadOnlyList<string> Texts(MapNode head, string key) => [.. (head.Find(key)?.Value.Texts ?? []).Select(static t => t.Text)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
