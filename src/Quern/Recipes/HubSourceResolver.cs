using Quern.Formats.Yaml;
using Quern.Hub;
using Quern.Hub.Registry;

namespace Quern.Recipes;

/// <summary>Reads what a recipe asks of a dataset on the Hub. What there is of it is found out when the recipe is run or planned.</summary>
/// <param name="registry">The datasets that are known by name.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class HubSourceResolver(DatasetRegistry registry, FaultList faults)
{
    /// <summary>The request; null when it is none.</summary>
    public HubRequest? Request(MapNode source, MapEntry hub)
    {
        if (source.Find("files") is { Value: MapNode } files)
        {
            faults.Add(files.Value, "The files of a dataset are a pattern, or a list of patterns, of paths in its repository.");
        }

        if (hub.Value is not TextNode { Text.Length: > 0 } name)
        {
            faults.Add(hub.Value, "A dataset is a name, such as wildchat, or an id, such as allenai/WildChat-1M.");
            return null;
        }

        var known = registry.Find(name.Text);
        if (known is null && DatasetRegistry.IsGroup(name.Text))
        {
            faults.Add(name, $"'{name.Text}' is a group of datasets; a source is one of them ('quern sources --group {name.Text}' lists them).");
            return null;
        }

        if (known is null && !RepoName.IsOwned(name.Text))
        {
            faults.Add(name, registry.UnknownWord(name.Text));
            return null;
        }

        var revision = Text(source, "revision");
        if (revision is not null && !RepoName.IsRevision(revision))
        {
            faults.Add(source.Find("revision")!.Value, $"'{revision}' is no revision; it is a branch, a tag or a commit.");
            return null;
        }

        return new HubRequest(known ?? KnownDataset.Unlisted(name.Text))
        {
            Config = Text(source, "config"),
            Splits = Texts(source, "split"),
            Revision = revision,
            Files = Texts(source, "files"),
            Field = Text(source, "field"),
            MaxFiles = faults.Count(source, "max-files") is { } most ? (int)Math.Min(most, int.MaxValue) : null,
        };
    }

    private string? Text(MapNode source, string key)
    {
        if (source.Find(key)?.Value is not { } node)
        {
            return null;
        }

        if (node is TextNode { Text.Length: > 0 } text)
        {
            return text.Text;
        }

        faults.Add(node, $"{key} expects one text.");
        return null;
    }

    private IReadOnlyList<string> Texts(MapNode source, string key)
    {
        if (source.Find(key)?.Value is not { } node)
        {
            return [];
        }

        if (node.Texts is { } texts && texts.All(static t => t.Text.Length > 0))
        {
            return [.. texts.Select(static t => t.Text)];
        }

        faults.Add(node, $"{key} expects a text or a list of texts.");
        return [];
    }
}
