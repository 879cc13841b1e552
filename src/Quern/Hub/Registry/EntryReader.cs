using Quern.Formats.Yaml;
using Quern.Rows;

namespace Quern.Hub.Registry;

/// <summary>Reads one entry of a list of datasets.</summary>
/// <param name="entry">The entry as it was typed.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class EntryReader(MapNode entry, FaultList faults)
{
    private readonly EntryValues _values = new(entry, faults);

    /// <summary>The dataset; null when it has no name that others could be told apart from.</summary>
    public KnownDataset? Read()
    {
        faults.CheckKeys(entry, EntryKeys.Names, "dataset");
        var name = Name();
        var hub = Hub(name);
        var splits = Splits();
        var known = new KnownDataset
        {
            Name = name ?? "",
            Hub = hub ?? "",
            Config = _values.Text("config"),
            Splits = splits,
            Split = Split(splits),
            Files = Files(),
            Native = _values.Flag("native"),
            Layout = _values.Word("layout", RegistryWords.Layouts) ?? RegistryWords.Unknown,
            Field = _values.Text("field"),
            Family = _values.Word("family", RegistryWords.Families) ?? RegistryWords.Unknown,
            LabelField = _values.Text("label-field"),
            Labels = [.. _values.Texts("labels", "value: meaning").Select(static l => new KnownLabel(l.Key.Text, l.Value.Text))],
            Licence = _values.Text("licence") ?? RegistryWords.Unknown,
            LicenceNote = _values.Text("licence-note"),
            NonCommercial = _values.Flag("non-commercial"),
            Gated = _values.Flag("gated"),
            GateAsks = _values.Text("gate-asks"),
            Revision = _values.Text("revision"),
            Seen = _values.Word("sure", [new("seen", ""), new("unverified", "")]) == "seen",
            Note = _values.Text("note"),
            Groups = Groups(),
        };
        CheckTogether(known);
        return name is null ? null : known;
    }

    private string? Name()
    {
        if (_values.Text("name") is not { } name)
        {
            faults.Add(entry, "The dataset has no name; write 'name: my-set', which is what you call it.");
            return null;
        }

        if (!DatasetRegistry.IsName(name))
        {
            faults.Add(entry.Find("name")!.Value, $"The name '{name}' cannot be used; names are lower-case words and digits with hyphens between them, such as my-set.");
        }
        else if (DatasetRegistry.IsGroup(name))
        {
            faults.Add(entry.Find("name")!.Value, $"'{name}' is the name of a group of datasets; call the dataset otherwise.");
        }

        return name;
    }

    private string? Hub(string? name)
    {
        if (_values.Text("hub") is not { } hub)
        {
            faults.Add(entry, $"The dataset{(name is null ? "" : $" '{name}'")} names no dataset of the Hub; write 'hub: org/name'.");
            return null;
        }

        if (!RepoName.IsOwned(hub))
        {
            faults.Add(entry.Find("hub")!.Value, $"'{hub}' is no id of a dataset; an id is an organisation and a name, such as openai/gsm8k.");
        }

        return hub;
    }

    private List<KnownSplit> Splits()
    {
        if (entry.Find("splits")?.Value is not { } node)
        {
            return [];
        }

        var splits = node.Texts is { } names
            ? [.. names.Select(static n => (Name: n, Rows: n with { Text = "unknown" }))]
            : _values.Texts("splits", "split: rows").Select(static s => (Name: s.Key, Rows: s.Value)).ToList();
        var known = new List<KnownSplit>();
        foreach (var (name, rows) in splits)
        {
            if (name.Text.Length == 0 || !name.Text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
            {
                faults.Add(name, $"'{name.Text}' cannot be the name of a split; it has letters, digits, underscores and dots.");
            }
            else if (known.Exists(s => s.Name == name.Text))
            {
                faults.Add(name, $"The split '{name.Text}' stands here a second time.");
            }
            else if (KnownSplit.Parse(name.Text, rows.Text) is { } split)
            {
                known.Add(split with { Files = FilesOf(name.Text) });
            }
            else
            {
                faults.Add(rows, $"The rows of the split '{name.Text}' are a number such as 52_002, 'about 256_000', 'unverified 6_407_814' or 'unknown'; found '{rows.Text}'.");
            }
        }

        return known;
    }

    private string? Split(List<KnownSplit> splits)
    {
        var given = _values.Text("split");
        if (given is not null && splits.Count > 0 && !splits.Exists(s => s.Name == given))
        {
            var names = splits.ConvertAll(static s => s.Name);
            faults.Add(entry.Find("split")!.Value, $"The dataset has no split '{given}'.{Suggestion.Sentence(given, names)} Its splits: {string.Join(", ", names)}.");
        }

        return given ?? splits.Find(static s => s.Name == "train")?.Name ?? splits.FirstOrDefault()?.Name;
    }

    private string[] Files()
    {
        if (entry.Find("files")?.Value is not MapNode bySplit)
        {
            return Patterns(entry.Find("files")?.Value);
        }

        var splits = SplitNames();
        foreach (var (split, _) in bySplit.Entries.Where(e => !splits.Contains(e.Key.Text)))
        {
            faults.Add(split, $"There are files for a split '{split.Text}', which does not stand under 'splits'.{Suggestion.Sentence(split.Text, splits)}");
        }

        foreach (var (_, patterns) in bySplit.Entries)
        {
            Patterns(patterns);
        }

        return [];
    }

    private IReadOnlyList<string> FilesOf(string split)
        => (entry.Find("files")?.Value as MapNode)?.Find(split)?.Value.Texts is { } patterns ? [.. patterns.Select(static p => p.Text)] : [];

    private HashSet<string> SplitNames() => entry.Find("splits")?.Value switch
    {
        MapNode map => [.. map.Entries.Select(static e => e.Key.Text)],
        { Texts: { } texts } => [.. texts.Select(static t => t.Text)],
        _ => [],
    };

    private string[] Patterns(YamlNode? node)
    {
        if (node is null)
        {
            return [];
        }

        if (node.Texts is not { } patterns)
        {
            faults.Add(node, "files is a pattern of paths in the dataset, such as data/*.parquet, a list of patterns, or splits with their patterns.");
            return [];
        }

        foreach (var pattern in patterns.Where(static p => p.Text.Length == 0 || p.Text.StartsWith('/') || p.Text.Split('/').Any(static s => s is "" or "." or "..")))
        {
            faults.Add(pattern, $"'{pattern.Text}' is no pattern of paths in a dataset; they have no dots for folders and no slash at the beginning or the end, such as data/*.parquet.");
        }

        return [.. patterns.Select(static p => p.Text)];
    }

    private string[] Groups()
    {
        if (entry.Find("groups")?.Value is not { } node)
        {
            return [];
        }

        if (node.Texts is not { } groups)
        {
            faults.Add(node, "groups is a word or a list of words.");
            return [];
        }

        foreach (var group in groups)
        {
            _values.CheckWord(group, "There is no group", RegistryWords.Groups);
        }

        return [.. groups.Select(static g => g.Text).Distinct(StringComparer.Ordinal)];
    }

    private void CheckTogether(KnownDataset known)
    {
        if (known.Layout == "json-field" && known.Field is null)
        {
            faults.Add(entry.Find("layout")!.Value, "The layout json-field needs 'field', the key that holds the rows.");
        }

        if (known.Layout != "json-field" && known.Field is not null)
        {
            faults.Add(entry.Find("field")!.Key, "'field' belongs to the layout json-field; this entry has another.");
        }

        if (known.Labels.Count > 0 && known.LabelField is null)
        {
            faults.Add(entry.Find("labels")!.Key, "Labels need 'label-field', the field that holds them.");
        }

        if (known.GateAsks is not null && !known.Gated)
        {
            faults.Add(entry.Find("gate-asks")!.Key, "'gate-asks' belongs to a dataset that is 'gated: true'.");
        }
    }
}
