namespace Quern.Plans.Inference;

/// <summary>What attacks are after, the most severe first, from <c>attacks.yaml</c>.</summary>
internal sealed class AttackTable
{
    private readonly IReadOnlyList<KnownTool> _tools;

    private AttackTable(IReadOnlyList<KnownTool> tools, KnownTool otherwise, KnownTool mail) => (_tools, Otherwise, Mail) = (tools, otherwise, mail);

    /// <summary>The tool of an attack that names no intent.</summary>
    public KnownTool Otherwise { get; }

    /// <summary>The tool by which an e-mail arrives.</summary>
    public KnownTool Mail { get; }

    /// <summary>The tool of the intent at a place, from 1 on.</summary>
    public KnownTool this[int intent] => _tools[intent - 1];

    /// <summary>Reads the table and marks its words.</summary>
    public static AttackTable Read(TableFile file, Vocabulary words)
    {
        var root = file.Map(file.Root);
        file.CheckKeys(root, "table of attacks", "intents", "otherwise", "mail");
        var tools = new List<KnownTool>();
        foreach (var map in file.List(file.Under(root, "intents")).Select(file.Map))
        {
            file.CheckKeys(map, "intent", "tool", "level", "intent", "deletes", "words");
            tools.Add(ToolTable.Tool(file, map));
            foreach (var word in file.Words(map, "words"))
            {
                words.Mark(word, m => m.Intent == 0 ? m with { Intent = tools.Count } : m);
            }
        }

        var otherwise = ToolTable.Tool(file, file.Map(file.Under(root, "otherwise")));
        var mail = ToolTable.Tool(file, file.Map(file.Under(root, "mail")));
        file.ThrowIfAny();
        return new AttackTable(tools, otherwise, mail);
    }
}
