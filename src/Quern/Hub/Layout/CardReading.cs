using System.Globalization;
using Quern.Formats.Yaml;

namespace Quern.Hub.Layout;

/// <summary>Reads the parts of a dataset card that say where its rows are. Keys that it does not know are for others.</summary>
internal static class CardReading
{
    private const string Train = "train";

    /// <summary>The card that a head of keys and values describes.</summary>
    /// <param name="head">The head.</param>
    /// <param name="notes">What is to be said of the card already; takes what is not understood.</param>
    public static DatasetCard Of(MapNode head, List<string> notes) => new()
    {
        Configs = Configs(head.Find("configs")?.Value, notes),
        Licenses = [.. (head.Find("license")?.Value.Texts ?? []).Select(static t => t.Text).Where(static t => t.Length > 0)],
        Sizes = [.. Maps(head.Find("dataset_info")?.Value).Select(Sizes)],
        Notes = notes,
    };

    private static List<CardConfig> Configs(YamlNode? node, List<string> notes)
    {
        var configs = new List<CardConfig>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in Maps(node))
        {
            if (TextOf(map, "config_name") is not { } name)
            {
                notes.Add($"The dataset card (README.md) has a config without a name on line {map.Line}; it is left out.");
            }
            else if (!names.Add(name))
            {
                notes.Add($"The dataset card (README.md) declares the config '{Wording.Shown(name)}' twice; the first counts.");
            }
            else
            {
                configs.Add(Config(name, map, notes));
            }
        }

        return configs;
    }

    private static CardConfig Config(string name, MapNode map, List<string> notes) => new(name)
    {
        Splits = Splits(name, map.Find("data_files")?.Value, notes),
        Folder = RepoListing.Plain(TextOf(map, "data_dir") ?? "").Trim('/'),
        IsDefault = TextOf(map, "default") is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase),
        Field = TextOf(map, "field"),
    };

    // A pattern, a list of patterns, a list of {split, path}, or a map of splits. Patterns without a split are train.
    private static List<CardSplit> Splits(string config, YamlNode? node, List<string> notes)
    {
        var splits = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (split, paths) in Named(node))
        {
            if (paths?.Texts is not { } texts || split.Length == 0)
            {
                notes.Add($"The dataset card (README.md) names files of the config '{Wording.Shown(config)}' in a way that is not understood; they are left out.");
                continue;
            }

            if (!splits.TryGetValue(split, out var patterns))
            {
                splits.Add(split, patterns = []);
                order.Add(split);
            }

            patterns.AddRange(texts.Select(static t => t.Text));
        }

        return [.. order.Select(s => new CardSplit(s, splits[s]))];
    }

    private static IEnumerable<(string Split, YamlNode? Paths)> Named(YamlNode? node) => node switch
    {
        TextNode { Text: "" or "null" or "~" } => [],
        TextNode text => [(Train, text)],
        MapNode map when map.Find("path") is not null => [SplitOf(map)],
        MapNode map => map.Entries.Select(static e => (e.Key.Text, (YamlNode?)e.Value)),
        ListNode list => list.Items.Select(static i => i is MapNode map ? SplitOf(map) : (Train, i)),
        _ => [],
    };

    private static (string Split, YamlNode? Paths) SplitOf(MapNode map) => (TextOf(map, "split") ?? Train, map.Find("path")?.Value);

    private static CardSizes Sizes(MapNode map) => new(
        TextOf(map, "config_name") ?? CardConfig.Default,
        [.. SizedSplits(map.Find("splits")?.Value)],
        NumberOf(map, "download_size"));

    private static IEnumerable<SplitSize> SizedSplits(YamlNode? node) => node switch
    {
        ListNode list => list.Items.OfType<MapNode>().Where(static m => TextOf(m, "name") is not null).Select(static m => SizedSplit(TextOf(m, "name")!, m)),
        MapNode map => map.Entries.Where(static e => e.Value is MapNode).Select(static e => SizedSplit(e.Key.Text, (MapNode)e.Value)),
        _ => [],
    };

    private static SplitSize SizedSplit(string name, MapNode map) => new(name, NumberOf(map, "num_examples"), NumberOf(map, "num_bytes"));

    private static IEnumerable<MapNode> Maps(YamlNode? node) => node switch
    {
        MapNode map => [map],
        ListNode list => list.Items.OfType<MapNode>(),
        _ => [],
    };

    private static string? TextOf(MapNode map, string key)
        => map.Find(key)?.Value is TextNode { Text: not ("" or "null" or "~") and var text } ? text : null;

    private static long? NumberOf(MapNode map, string key)
        => long.TryParse(TextOf(map, key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
