using Quern.Formats.Yaml;

namespace Quern.Recipes;

/// <summary>
/// Reads recipes. Everything in one is checked before the first row is read, and all faults are said at once. Paths of
/// sources are relative to the recipe's folder, so that a recipe can lie beside its data; paths of outputs are relative
/// to the current folder, so that a run never writes where the recipe happens to lie.
/// </summary>
public static class Recipe
{
    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file; its sources are found relative to its folder.</param>
    /// <param name="steps">The steps it may name; those of Quern when null.</param>
    public static ResolvedRecipe Load(string path, StepTable? steps = null) => Parse(YamlFile.ReadText(path, "recipe"), path, steps);

    /// <summary>Reads the text of a recipe.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">Where the text comes from: its folder is where sources are looked for.</param>
    /// <param name="steps">The steps it may name; those of Quern when null.</param>
    public static ResolvedRecipe Parse(string text, string path = "recipe.yaml", StepTable? steps = null)
    {
        var faults = new FaultList(path);
        var node = YamlText.Read(text, faults, "recipe");
        var recipe = node is null ? null : new Resolver(steps ?? StepTable.Standard, Path.GetDirectoryName(path) ?? "", faults).Resolve(node);
        faults.ThrowIfAny();
        return recipe!;
    }
}
