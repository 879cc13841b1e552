using Quern.Formats.Yaml;

namespace Quern.Hub.Layout;

/// <summary>
/// What the head of a dataset's README.md says of its files. People write cards by hand, and a dataset with a broken one can
/// still be read: what is not understood is left out, and a note says so.
/// </summary>
internal sealed record DatasetCard
{
    // The largest cards list hundreds of languages twice in some 200 kB.
    private const int LongestHead = 4 << 20;

    /// <summary>The card of a dataset without one.</summary>
    public static DatasetCard Empty { get; } = new();

    /// <summary>The configs in the order of the card; empty where it declares none.</summary>
    public IReadOnlyList<CardConfig> Configs { get; init; } = [];

    /// <summary>The licences, as they are written there.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The sizes of the configs.</summary>
    public IReadOnlyList<CardSizes> Sizes { get; init; } = [];

    /// <summary>What the user should know of the card, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The config to take where none is named: the only one, or the one that says so, or the one called so.</summary>
    public CardConfig? DefaultConfig => Configs.Count == 1
        ? Configs[0]
        : Configs.FirstOrDefault(static c => c.IsDefault) ?? Configs.FirstOrDefault(static c => c.Name == CardConfig.Default);

    /// <summary>Reads the text of a README.md.</summary>
    public static DatasetCard Read(string readme)
    {
        var head = HeadOf(readme, out var isOpen);
        if (isOpen || head.Length > LongestHead)
        {
            var fault = isOpen ? "its head begins with '---' and has no line '---' that ends it" : $"its head is longer than {LongestHead >> 20} MiB";
            return Empty with { Notes = [NotUnderstood(fault)] };
        }

        if (string.IsNullOrWhiteSpace(head))
        {
            return Empty;
        }

        var faults = new FaultList("README.md");
        var root = YamlText.Read(head, faults, "dataset card");
        var notes = faults.Messages.Take(1).Select(NotUnderstood).ToList();
        return root is MapNode map
            ? CardReading.Of(map, notes)
            : Empty with { Notes = notes.Count > 0 ? notes : [NotUnderstood("its head is not a list of keys and values")] };
    }

    /// <summary>How large a config is; null where the card does not say.</summary>
    public CardSizes? SizesOf(string config) => Sizes.FirstOrDefault(s => s.Config == config)
        ?? (Sizes.Count == 1 && Configs.Count <= 1 ? Sizes[0] : null);

    private static string NotUnderstood(string fault)
        => $"The dataset card (README.md) is not understood in full, and what it says of configs and splits may be missing: {Wording.Shown(fault.TrimEnd('.'))}.";

    // The lines before the head become empty ones, so that the places in messages are those of the file.
    private static string HeadOf(string readme, out bool isOpen)
    {
        isOpen = false;
        var text = readme.AsSpan().TrimStart('\uFEFF');
        var before = text[..^text.TrimStart().Length].Count('\n');
        text = text.TrimStart();
        var begin = text.IndexOf('\n');
        if (begin < 0 || text[..begin].TrimEnd() is not "---")
        {
            return "";
        }

        var rest = text[(begin + 1)..];
        for (var at = 0; at < rest.Length;)
        {
            var end = rest[at..].IndexOf('\n');
            var line = end < 0 ? rest[at..] : rest.Slice(at, end);
            if (line.TrimEnd() is "---")
            {
                return new string('\n', before + 1) + rest[..at].ToString();
            }

            at += end < 0 ? line.Length : end + 1;
        }

        isOpen = true;
        return "";
    }
}
