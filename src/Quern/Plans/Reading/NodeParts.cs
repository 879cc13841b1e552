using Quern.Rows.Json;

namespace Quern.Plans.Reading;

/// <summary>The members of a node, under their names of now or of before.</summary>
internal readonly ref struct NodeParts
{
    /// <summary>Reads the members of a node; those that nobody knows are kept.</summary>
    public NodeParts(ReadOnlySpan<byte> json, ReadPlan plan)
    {
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            var value = members.Value[0] == 'n' ? [] : members.Value;
            if (Is(members, "node_id"u8))
            {
                Id = value;
            }
            else if (Is(members, "id"u8) && Id.IsEmpty)
            {
                Id = value;
            }
            else if (Is(members, "tool_name"u8))
            {
                Tool = value;
            }
            else if (Is(members, "arguments"u8))
            {
                Arguments = value;
            }
            else if (Is(members, "provenance_tier"u8))
            {
                Tier = value;
            }
            else if (Is(members, "instruction_tier"u8))
            {
                Asked = value;
            }
            else if (Is(members, "scope_volume"u8))
            {
                Volume = value;
            }
            else if (Is(members, "sensitivity_level"u8) || ((Is(members, "scope_sensitivity"u8) || Is(members, "sensitivity"u8)) && Level.IsEmpty))
            {
                Level = value;
            }
            else if (!Is(members, "id"u8) && !Is(members, "scope_sensitivity"u8) && !Is(members, "sensitivity"u8))
            {
                Others.Add(plan.Keep(json[members.NameStart..members.ValueEnd]));
            }
        }
    }

    /// <summary>Its id.</summary>
    public ReadOnlySpan<byte> Id { get; } = [];

    /// <summary>Its tool.</summary>
    public ReadOnlySpan<byte> Tool { get; } = [];

    /// <summary>Its arguments.</summary>
    public ReadOnlySpan<byte> Arguments { get; } = [];

    /// <summary>The tier of its content.</summary>
    public ReadOnlySpan<byte> Tier { get; } = [];

    /// <summary>The tier of who asked.</summary>
    public ReadOnlySpan<byte> Asked { get; } = [];

    /// <summary>How much it touches.</summary>
    public ReadOnlySpan<byte> Volume { get; } = [];

    /// <summary>How sensitive it is.</summary>
    public ReadOnlySpan<byte> Level { get; } = [];

    /// <summary>Members that are passed on as they are, with their names.</summary>
    public List<(int Start, int Length)> Others { get; } = [];

    /// <summary>The first member that a node must have and this one has not; null where it has all.</summary>
    public string? Missing
        => Id is not [(byte)'"', _, .., (byte)'"'] ? "node_id"
            : Tool is not [(byte)'"', _, .., (byte)'"'] ? "tool_name"
            : Arguments is not [(byte)'{', ..] ? "arguments"
            : Tier.IsEmpty ? "provenance_tier"
            : Volume.IsEmpty ? "scope_volume"
            : Level.IsEmpty ? "sensitivity_level"
            : null;

    private static bool Is(in JsonMembers members, ReadOnlySpan<byte> name) => JsonMembers.NameEquals(members.Name, name);
}
