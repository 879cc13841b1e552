using System.Globalization;
using System.Text;
using Quern.Steps;

namespace Quern.Hub.Cards;

/// <summary>Writes the head of a dataset card: the keys and values that the Hub reads, between two lines of dashes.</summary>
internal sealed class CardHead
{
    private static readonly (long Below, string Name)[] Sizes =
    [
        (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
        (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"), (10_000_000_000, "1B<n<10B"), (100_000_000_000, "10B<n<100B"),
        (1_000_000_000_000, "100B<n<1T"),
    ];

    private readonly StringBuilder _text = new("---\n");

    /// <summary>The word with which the Hub says how many rows a dataset has.</summary>
    public static string SizeOf(long rows) => Sizes.FirstOrDefault(s => rows < s.Below).Name ?? "n>1T";

    /// <summary>The head as it stands, closed.</summary>
    public string Close() => _text + "---\n";

    /// <summary>Adds the licences. One that the Hub does not know must be called other, with its name beside it.</summary>
    /// <param name="licences">As the Hub calls them or in other words.</param>
    /// <param name="link">Where the terms of one that the Hub does not know are said to stand; null where that is not known.</param>
    public void AddLicences(IReadOnlyList<string> licences, string? link = null)
    {
        var known = licences.Select(KnownLicences.Find).Select(static l => l ?? KnownLicences.Other).Distinct(StringComparer.Ordinal).ToList();
        var others = licences.Where(static l => KnownLicences.Find(l) is null).ToList();
        if (known.Count == 1)
        {
            Line($"license: {known[0]}");
        }
        else
        {
            AddList("license", known);
        }

        if (others.Count > 0)
        {
            AddText("license_name", string.Join(", ", others));
        }

        if (link is not null && known.Contains(KnownLicences.Other))
        {
            AddText("license_link", link);
        }
    }

    /// <summary>Adds a key with a text from elsewhere.</summary>
    public void AddText(string key, string text) => Line($"{key}: {OptionTable.Quote(text)}");

    /// <summary>Adds a key with a list of words of the Hub's; nothing where there are none.</summary>
    public void AddList(string key, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            Line($"{key}:");
            foreach (var word in words)
            {
                Line($"- {word}");
            }
        }
    }

    /// <summary>Adds a key with a list of texts from elsewhere; nothing where there are none.</summary>
    public void AddTexts(string key, IEnumerable<string> texts) => AddList(key, [.. texts.Select(OptionTable.Quote)]);

    /// <summary>Adds the one config with the files of each split.</summary>
    public void AddConfigs(IReadOnlyList<DeclaredSplit> splits)
    {
        if (splits.Count == 0)
        {
            return;
        }

        Line("configs:");
        Line("- config_name: default");
        Line("  data_files:");
        foreach (var split in splits)
        {
            Line($"  - split: {split.Name}");
            if (split.Paths.Count == 1)
            {
                Line($"    path: {OptionTable.Quote(split.Paths[0])}");
                continue;
            }

            Line("    path:");
            foreach (var path in split.Paths)
            {
                Line($"    - {OptionTable.Quote(path)}");
            }
        }
    }

    /// <summary>Adds rows and bytes of each split. Loaders check these numbers, so they stand here only where every one is known.</summary>
    public void AddCounts(IReadOnlyList<DeclaredSplit> splits)
    {
        if (splits.Count == 0 || splits.Any(static s => s.Rows is null))
        {
            return;
        }

        Line("dataset_info:");
        Line("  splits:");
        foreach (var split in splits)
        {
            Line($"  - name: {split.Name}");
            Line(string.Create(CultureInfo.InvariantCulture, $"    num_examples: {split.Rows}"));
            Line(string.Create(CultureInfo.InvariantCulture, $"    num_bytes: {split.Bytes}"));
        }

        AddList("size_categories", [SizeOf(splits.Sum(static s => s.Rows!.Value))]);
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
