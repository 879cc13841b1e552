using Quern.Rows.Json;

namespace Quern.Plans.Quality;

/// <summary>Looks at the nodes of a plan, as far as its quality depends on them. One instance a core.</summary>
internal sealed class NodeSurvey
{
    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; private set; }

    /// <summary>How many of them name no tool.</summary>
    public int UnknownTools { get; private set; }

    /// <summary>How many were made from an instruction.</summary>
    public int Instructions { get; private set; }

    /// <summary>Characters of the longest instruction.</summary>
    public long LongestInstruction { get; private set; }

    /// <summary>Whether any node has an argument with a value.</summary>
    public bool HasArguments { get; private set; }

    /// <summary>Looks at a list of nodes.</summary>
    public void Look(ReadOnlySpan<byte> nodes)
    {
        (Nodes, UnknownTools, Instructions, LongestInstruction, HasArguments) = (0, 0, 0, 0, false);
        var elements = new JsonElements(nodes);
        while (elements.MoveNext())
        {
            Node(elements.Value);
        }
    }

    private void Node(ReadOnlySpan<byte> node)
    {
        Nodes++;
        if (node[0] != '{')
        {
            UnknownTools++;
            return;
        }

        var (isUnknown, isExplicit) = (true, false);
        var instruction = -1L;
        var members = new JsonMembers(node);
        while (members.MoveNext())
        {
            var value = members.Value;
            if (members.Name.SequenceEqual("tool_name"u8))
            {
                isUnknown = value.SequenceEqual("\"unknown_tool\""u8) || value.SequenceEqual("\"unknown\""u8) || value.Length <= 2 || value[0] != '"';
            }
            else if (members.Name.SequenceEqual("arguments"u8) && value[0] == '{')
            {
                instruction = Arguments(value);
            }
            else if (members.Name.SequenceEqual("inferred"u8) && value[0] == '{')
            {
                var inferred = new JsonMembers(value);
                isExplicit = inferred.MoveTo("tool"u8) && inferred.Value.SequenceEqual("\"explicit\""u8);
            }
        }

        UnknownTools += isUnknown ? 1 : 0;
        if (instruction >= 0 && !isExplicit)
        {
            Instructions++;
            LongestInstruction = Math.Max(LongestInstruction, instruction);
        }
    }

    // Characters of the instruction; -1 where there is none.
    private long Arguments(ReadOnlySpan<byte> arguments)
    {
        var characters = -1L;
        var members = new JsonMembers(arguments);
        while (members.MoveNext())
        {
            var value = members.Value;
            HasArguments |= !value.SequenceEqual("\"\""u8) && !value.SequenceEqual("null"u8) && !value.SequenceEqual("{}"u8) && !value.SequenceEqual("[]"u8);
            if (value[0] == '"' && members.Name.SequenceEqual("instruction"u8))
            {
                characters = JsonUnescape.CharCount(value[1..^1]);
            }
        }

        return characters;
    }
}
