using Quern.Formats.Yaml;

namespace Quern.Hub.Registry;

/// <summary>Reads lists of datasets: the one that comes with Quern, and those that users write. All faults are said at once, each with its line.</summary>
internal static class RegistryReader
{
    private const string What = "list of datasets";

    /// <summary>Reads a file.</summary>
    public static IReadOnlyList<KnownDataset> Load(string path) => Read(YamlFile.ReadText(path, What), path);

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Where it comes from, for the faults.</param>
    public static IReadOnlyList<KnownDataset> Read(string text, string file)
    {
        var faults = new FaultList(file);
        var entries = YamlText.Read(text, faults, What) is { } node ? Entries(node, faults) : [];
        faults.ThrowIfAny();
        return entries;
    }

    /// <summary>Reads the entries of a list that stands in another file.</summary>
    public static IReadOnlyList<KnownDataset> Entries(YamlNode node, FaultList faults)
    {
        if (node is not ListNode { Items.Count: > 0 } list)
        {
            faults.Add(node, "A list of datasets has an entry for each, such as '- { name: my-set, hub: org/my-set }'.");
            return [];
        }

        var entries = new List<KnownDataset>();
        foreach (var item in list.Items)
        {
            if (item is not MapNode map)
            {
                faults.Add(item, "A dataset is a map, such as '- { name: my-set, hub: org/my-set }'.");
            }
            else if (new EntryReader(map, faults).Read() is { } entry)
            {
                if (entries.Exists(e => e.Name == entry.Name))
                {
                    faults.Add(map.Find("name")!.Value, $"Two datasets are called '{entry.Name}'; give each a name of its own.");
                }

                entries.Add(entry);
            }
        }

        return entries;
    }
}
