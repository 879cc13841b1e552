namespace Quern.Plans.Inference;

/// <summary>Every table that tells tools, scope, sensitivity, attacks and domains from words.</summary>
/// <param name="tools">The table of tools.</param>
/// <param name="texts">The tables of scope, sensitivity and domains.</param>
/// <param name="attacks">The table of attacks.</param>
internal sealed class InferenceTables(ToolTable tools, TextTable texts, AttackTable attacks)
{
    private readonly KnownTool[] _tools = [.. tools.Tools, .. attacks.Tools];

    /// <summary>The tables that come with Quern.</summary>
    public static InferenceTables Standard { get; } = new(
        ToolTable.Read(TableText.Bundled("tools.yaml"), "tools.yaml"),
        TextTable.Read(TableText.Bundled("scope.yaml"), TableText.Bundled("sensitivity.yaml"), TableText.Bundled("domains.yaml")),
        AttackTable.Read(TableText.Bundled("attacks.yaml"), "attacks.yaml"));

    /// <summary>The table of tools.</summary>
    public ToolTable Tools { get; } = tools;

    /// <summary>The tables of scope, sensitivity and domains.</summary>
    public TextTable Texts { get; } = texts;

    /// <summary>The table of attacks.</summary>
    public AttackTable Attacks { get; } = attacks;

    /// <summary>The tool of a text that says nothing else.</summary>
    public ToolGuess DefaultTool => Tools.Default;

    /// <summary>The tool with a name; null where the tables have none.</summary>
    public KnownTool? Find(ReadOnlySpan<byte> name)
    {
        foreach (var tool in _tools)
        {
            if (name.SequenceEqual(tool.Name))
            {
                return tool;
            }
        }

        return null;
    }
}
