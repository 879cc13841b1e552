using Quern.Plans.Making;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Reading;

/// <summary>
/// Reads rows that are plans already, of ours or older ones, checks them, and writes them in the one form. Members that
/// it does not know stay. One instance a core.
/// </summary>
/// <param name="options">How plans are written.</param>
internal sealed class PlanReader(ToPlanOptions options)
{
    private readonly ReadPlan _plan = new();
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _nodes = new();
    private readonly ByteBuffer _edges = new();

    /// <summary>What the plan that was read last was made from.</summary>
    public PlanSchema Schema { get; private set; }

    /// <summary>Whether it is an attack.</summary>
    public bool IsAttack { get; private set; }

    /// <summary>Appends the row in the one form; false with the reason when it is no plan.</summary>
    public bool TryRead(ReadOnlySpan<byte> row, Conversation marks, ByteBuffer to, out RowFault fault)
    {
        _plan.Clear();
        var good = marks.Shape == Shape.GoldTrace ? GoldTraces.TryRead(row, _plan, out fault) : PlainPlans.TryRead(row, _plan, out fault);
        if (!good || !PlanGraphCheck.Passes(_plan, out fault))
        {
            return false;
        }

        Schema = SchemaOf(row);
        IsAttack = options.Label switch
        {
            PlanLabel.Benign => false,
            PlanLabel.Adversarial => true,
            _ => new JsonMembers(row) is var label && label.MoveTo("label"u8) && label.Value.SequenceEqual("\"adversarial\""u8),
        };
        Write(row, marks, to);
        return true;
    }

    private PlanSchema SchemaOf(ReadOnlySpan<byte> row)
    {
        var members = new JsonMembers(row);
        if (members.MoveTo("schema"u8))
        {
            return members.Value.SequenceEqual("\"conversation\""u8) ? PlanSchema.Conversation
                : members.Value.SequenceEqual("\"instruction\""u8) ? PlanSchema.Instruction : PlanSchema.FunctionCalling;
        }

        return _plan.IsFromInstructions ? PlanSchema.Instruction : PlanSchema.FunctionCalling;
    }

    private void Write(ReadOnlySpan<byte> row, Conversation marks, ByteBuffer to)
    {
        WriteNodes();
        WriteEdges();
        to.Append((byte)'{');
        if (options.Layout == PlanLayout.Gatling)
        {
            WriteGatling(row, marks, to);
            return;
        }

        WriteMember("\"id\":"u8, marks.Id.IsEmpty ? [] : marks.Json(marks.Id, row), to);
        WriteMember("\"source_dataset\":"u8, marks.Source.IsEmpty ? [] : marks.Json(marks.Source, row), to);
        to.Append("\"schema\":\""u8);
        to.Append(PlanWords.Of(Schema));
        to.Append("\",\"shape\":\""u8);
        to.Append(PlanWords.Of(marks.Shape));
        to.Append("\",\"label\":"u8);
        to.Append(Label(row));
        WriteGroup(row, to);
        to.Append(",\"request\":"u8);
        WriteRequest(row, to);
        to.Append(",\"policy\":"u8);
        WritePolicy(row, to);
        to.Append(",\"execution_plan\":{\"schema\":\"execution_plan/1\",\"plan_id\":"u8);
        WriteId(to);
        to.Append(",\"nodes\":["u8);
        to.Append(_nodes.Span);
        to.Append("],\"edges\":["u8);
        to.Append(_edges.Span);
        to.Append("]}"u8);
        WriteOthers(row, to);
        to.Append((byte)'}');
    }

    private void WriteGatling(ReadOnlySpan<byte> row, Conversation marks, ByteBuffer to)
    {
        to.Append("\"execution_plan\":{\"nodes\":["u8);
        to.Append(_nodes.Span);
        to.Append("],\"edges\":["u8);
        to.Append(_edges.Span);
        to.Append("]},"u8);
        WriteMember("\"source_dataset\":"u8, marks.Source.IsEmpty ? [] : marks.Json(marks.Source, row), to);
        to.Append("\"label\":"u8);
        to.Append(Label(row));
        to.Append((byte)'}');
    }

    // A label of the user's own, such as mutated, stays as it is.
    private ReadOnlySpan<byte> Label(ReadOnlySpan<byte> row)
    {
        var members = new JsonMembers(row);
        return options.Label == PlanLabel.Auto && members.MoveTo("label"u8) && members.Value[0] == '"' && members.Value.Length > 2 ? members.Value
            : IsAttack ? "\"adversarial\""u8 : "\"benign\""u8;
    }

    private void WriteNodes()
    {
        _nodes.Clear();
        foreach (var node in _plan.Nodes)
        {
            _nodes.Append(_nodes.Length > 0 ? ",{\"node_id\":"u8 : "{\"node_id\":"u8);
            _nodes.Append(_plan.Text(node.Id));
            _nodes.Append(",\"tool_name\":"u8);
            _nodes.Append(_plan.Text(node.Tool));
            _nodes.Append(",\"arguments\":"u8);
            PlanJson.WriteCompact(_plan.Text(node.Arguments), _scratch, _nodes);
            _nodes.Append(",\"provenance_tier\":"u8);
            _nodes.Append(node.ContentTier);
            if (options.Layout == PlanLayout.Quern && node.AskedTier > 0)
            {
                _nodes.Append(",\"instruction_tier\":"u8);
                _nodes.Append(node.AskedTier);
            }

            _nodes.Append(",\"scope_volume\":"u8);
            _nodes.Append(node.Volume);
            _nodes.Append(options.Layout == PlanLayout.Quern ? ",\"sensitivity_level\":"u8 : ",\"scope_sensitivity\":"u8);
            _nodes.Append(node.Level);
            foreach (var (start, length) in options.Layout == PlanLayout.Quern ? node.Others : [])
            {
                _nodes.Append((byte)',');
                PlanJson.WriteCompact(_plan.Text((start, length)), _scratch, _nodes);
            }

            _nodes.Append((byte)'}');
        }
    }

    private void WriteEdges()
    {
        _edges.Clear();
        foreach (var edge in _plan.Edges)
        {
            var isOwn = options.Layout == PlanLayout.Quern;
            _edges.Append(_edges.Length > 0 ? ","u8 : ""u8);
            _edges.Append(isOwn ? "{\"src\":"u8 : "["u8);
            _edges.Append(_plan.Text(edge.From));
            _edges.Append(isOwn ? ",\"dst\":"u8 : ","u8);
            _edges.Append(_plan.Text(edge.To));
            if (isOwn)
            {
                _edges.Append(",\"kind\":"u8);
                _edges.Append(edge.Kind.Length == 0 ? "\"data\""u8 : _plan.Text(edge.Kind));
                _edges.Append(edge.Arg.Length == 0 ? ""u8 : ",\"arg\":"u8);
                _edges.Append(_plan.Text(edge.Arg));
            }

            _edges.Append(isOwn ? "}"u8 : "]"u8);
        }
    }

    private void WriteId(ByteBuffer to)
    {
        if (_plan.Id.Length > 2)
        {
            to.Append(_plan.Text(_plan.Id));
            return;
        }

        _scratch.Clear();
        _scratch.Append(_nodes.Span);
        _scratch.Append((byte)'\n');
        _scratch.Append(_edges.Span);
        to.Append("\"p-"u8);
        PlanJson.WriteHash(_scratch.Span, to);
        to.Append((byte)'"');
    }

    private void WriteGroup(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        to.Append(",\"group\":"u8);
        foreach (var name in OlderGroups)
        {
            var members = new JsonMembers(row);
            if (members.MoveTo(name) && members.Value[0] == '"')
            {
                to.Append(members.Value);
                return;
            }
        }

        to.Append("\"r-"u8);
        PlanJson.WriteHash(_nodes.Span, to);
        to.Append((byte)'"');
    }

    private static readonly byte[][] OlderGroups = ["group"u8.ToArray(), "root_id"u8.ToArray(), "original_id"u8.ToArray(), "trace_id"u8.ToArray()];

    private void WriteRequest(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        var members = new JsonMembers(row);
        if (members.MoveTo("request"u8) && members.Value[0] == '{')
        {
            PlanJson.WriteCompact(members.Value, _scratch, to);
            return;
        }

        to.Append("{\"text\":"u8);
        var original = new JsonMembers(row);
        var metadata = new JsonMembers(row);
        to.Append(original.MoveTo("original_text"u8) && original.Value[0] == '"' ? original.Value
            : metadata.MoveTo("metadata"u8) && metadata.Value[0] == '{' && new JsonMembers(metadata.Value) is var inside && inside.MoveTo("request_text"u8) && inside.Value[0] == '"' ? inside.Value
            : "\"\""u8);
        to.Append((byte)'}');
    }

    private void WritePolicy(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        var members = new JsonMembers(row);
        if (!members.MoveTo("policy"u8) || members.Value[0] != '{')
        {
            to.Append(PolicyTemplates.Standard.General);
            return;
        }

        var policy = members.Value;
        if (new JsonMembers(policy) is var source && source.MoveTo("source"u8))
        {
            PlanJson.WriteCompact(policy, _scratch, to);
            return;
        }

        to.Append("{\"source\":\"row\""u8);
        to.Append(policy[1..].TrimStart(" \t\r\n"u8)[0] == '}' ? ""u8 : ","u8);
        PlanJson.WriteCompact(policy[1..], _scratch, to);
    }

    private static void WriteMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer to)
    {
        if (!value.IsEmpty)
        {
            to.Append(name);
            to.Append(value);
            to.Append((byte)',');
        }
    }

    // What nobody here knows stays: metadata, energies, the source's own label.
    private void WriteOthers(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        var members = new JsonMembers(row);
        while (members.MoveNext())
        {
            if (!IsKnown(members.Name))
            {
                to.Append(",\""u8);
                to.Append(members.Name);
                to.Append("\":"u8);
                PlanJson.WriteCompact(members.Value, _scratch, to);
            }
        }
    }

    private static bool IsKnown(ReadOnlySpan<byte> name)
    {
        foreach (var known in Known)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly byte[][] Known =
    [
        .. new[] { "id", "source_dataset", "schema", "shape", "label", "group", "request", "policy", "execution_plan", "nodes", "edges", "graph", "plan_id" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];
}
