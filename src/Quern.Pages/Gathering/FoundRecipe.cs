using Quern.Formats.Yaml;

namespace Quern.Pages.Gathering;

/// <summary>
/// The resolved recipe of a run: its text, and what a page shows of it by itself. It is only looked at, never resolved
/// again: its sources may be gone by now, and the page is about what was, not about what would be.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Inputs">The files of the sources, or what they are called on the Hub.</param>
/// <param name="Weights">The weights of sources, where they are read up to a target.</param>
internal sealed record FoundRecipe(
    string Path, string Text, string? Seed, IReadOnlyList<(string? Hub, string File)> Inputs, IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>Reads a recipe; null when there is none.</summary>
    public static FoundRecipe? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var text = YamlFile.ReadText(path, "recipe");
        var root = YamlText.Read(text, new FaultList(path), "recipe") as MapNode;
        var sources = (root?.Find("sources")?.Value as ListNode)?.Items.OfType<MapNode>().ToList() ?? [];
        return new FoundRecipe(
            path,
            text,
            TextOf(root, "seed"),
            [.. sources.SelectMany(static s => (s.Find("files")?.Value.Texts ?? []).Select(f => (TextOf(s, "hub"), f.Text)))],
            WeightsOf(sources));
    }

    private static Dictionary<string, double> WeightsOf(IReadOnlyList<MapNode> sources)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var source in sources.Where(static s => TextOf(s, "fill") != "true"))
        {
            if (TextOf(source, "name") is { } name && double.TryParse(TextOf(source, "weight"), out var weight))
            {
                weights[name] = weight;
            }
        }

        return weights;
    }

    private static string? TextOf(MapNode? map, string key) => (map?.Find(key)?.Value as TextNode)?.Text;
}
