using Quern.Plans.Making;
using Quern.Rows;

namespace Quern.Plans.Reading;

/// <summary>Writes nodes and edges of a plan that was read. One instance a core.</summary>
/// <param name="layout">How they are written.</param>
internal sealed class ReadPlanWriter(PlanLayout layout)
{
    private readonly bool _own = layout == PlanLayout.Quern;
    private readonly ByteBuffer _scratch = new();

    /// <summary>The nodes that were written last, with commas between them.</summary>
    public ByteBuffer Nodes { get; } = new();

    /// <summary>The edges that were written last, with commas between them.</summary>
    public ByteBuffer Edges { get; } = new();

    /// <summary>Writes them.</summary>
    public void Write(ReadPlan plan)
    {
        WriteNodes(plan);
        WriteEdges(plan);
    }

    private void WriteNodes(ReadPlan plan)
    {
        Nodes.Clear();
        foreach (var node in plan.Nodes)
        {
            Nodes.Append(Nodes.Length > 0 ? ",{\"node_id\":"u8 : "{\"node_id\":"u8);
            Nodes.Append(plan.Text(node.Id));
            Nodes.Append(",\"tool_name\":"u8);
            Nodes.Append(plan.Text(node.Tool));
            Nodes.Append(",\"arguments\":"u8);
            PlanJson.WriteCompact(plan.Text(node.Arguments), _scratch, Nodes);
            Nodes.Append(",\"provenance_tier\":"u8);
            Nodes.Append(node.ContentTier);
            if (_own && node.AskedTier > 0)
            {
                Nodes.Append(",\"instruction_tier\":"u8);
                Nodes.Append(node.AskedTier);
            }

            Nodes.Append(",\"scope_volume\":"u8);
            Nodes.Append(node.Volume);
            Nodes.Append(_own ? ",\"sensitivity_level\":"u8 : ",\"scope_sensitivity\":"u8);
            Nodes.Append(node.Level);
            foreach (var other in node.Others)
            {
                var member = plan.Text(other);
                if (_own || member.StartsWith("\"provenance_hash\""u8))
                {
                    Nodes.Append((byte)',');
                    PlanJson.WriteCompact(member, _scratch, Nodes);
                }
            }

            Nodes.Append((byte)'}');
        }
    }

    private void WriteEdges(ReadPlan plan)
    {
        Edges.Clear();
        foreach (var edge in plan.Edges)
        {
            Edges.Append(Edges.Length > 0 ? ","u8 : ""u8);
            Edges.Append(_own ? "{\"src\":"u8 : "["u8);
            Edges.Append(plan.Text(edge.From));
            Edges.Append(_own ? ",\"dst\":"u8 : ","u8);
            Edges.Append(plan.Text(edge.To));
            if (_own)
            {
                Edges.Append(",\"kind\":"u8);
                Edges.Append(edge.Kind.Length == 0 ? "\"data\""u8 : plan.Text(edge.Kind));
                Edges.Append(edge.Arg.Length == 0 ? ""u8 : ",\"arg\":"u8);
                Edges.Append(plan.Text(edge.Arg));
            }

            Edges.Append(_own ? "}"u8 : "]"u8);
        }
    }
}
