using Quern.Formats.Yaml;
using Quern.Hub.Registry;
using Quern.Rows;

namespace Quern.Recipes;

/// <summary>
/// Finds the datasets that a recipe knows by name: those that come with Quern, and the user's own, which stand in the recipe
/// or in a file beside it.
/// </summary>
/// <param name="folder">Where the recipe lies.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class RegistryResolver(string folder, FaultList faults)
{
    private const string FileBeside = "datasets.yaml";

    /// <summary>The registry.</summary>
    public DatasetRegistry Registry(MapNode recipe)
    {
        var node = recipe.Find("datasets")?.Value;
        var beside = Path.Combine(folder, FileBeside);
        return node switch
        {
            TextNode { Text.Length: > 0 } path => With(path, Path.Combine(folder, path.Text)),
            not null => DatasetRegistry.Standard.With(RegistryReader.Entries(node, faults)),
            null when File.Exists(beside) => With(recipe, beside),
            null => DatasetRegistry.Standard,
        };
    }

    private DatasetRegistry With(YamlNode at, string path)
    {
        try
        {
            return DatasetRegistry.Standard.With(RegistryReader.Load(path));
        }
        catch (RecipeFault fault)
        {
            foreach (var message in fault.Faults)
            {
                faults.Add(at, message);
            }

            return DatasetRegistry.Standard;
        }
    }
}
