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
    private readonly ReadPlanWriter _writer = new(options.Layout);

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
            _ => marks.IsAttack == true,
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
        _writer.Write(_plan);
        to.Append((byte)'{');
        if (options.Layout == PlanLayout.Gatling)
        {
            WriteGatling(row, marks, to);
            return;
        }

        WriteMember("\"id\":"u8, marks.Json(marks.Id, row), to);
        WriteMember("\"source_dataset\":"u8, marks.Json(marks.Source, row), to);
        to.Append("\"schema\":\""u8);
        to.Append(PlanWords.Of(Schema));
        to.Append("\",\"shape\":\""u8);
        to.Append(PlanWords.Of(marks.Shape));
        to.Append("\",\"label\":"u8);
        to.Append(Label(marks, row));
        WriteGroup(row, to);
        to.Append(",\"request\":"u8);
        PlanRequest.Write(row, _scratch, to);
        to.Append(",\"policy\":"u8);
        WritePolicy(row, to);
        to.Append(",\"execution_plan\":{\"schema\":\"execution_plan/1\",\"plan_id\":"u8);
        WriteId(to);
        to.Append(","u8);
        PlanJson.WriteGraph(_writer.Nodes, _writer.Edges, to);
        to.Append("}"u8);
        WriteOthers(row, to);
        to.Append((byte)'}');
    }

    private void WriteGatling(ReadOnlySpan<byte> row, Conversation marks, ByteBuffer to)
    {
        to.Append("\"execution_plan\":{"u8);
        PlanJson.WriteGraph(_writer.Nodes, _writer.Edges, to);
        to.Append("},"u8);
        WriteMember("\"source_dataset\":"u8, marks.Json(marks.Source, row), to);
        to.Append("\"label\":"u8);
        to.Append(Label(marks, row));
        if (IsAttack)
        {
            WriteOriginal(PlanRequest.TextOf(row), to);
        }

        to.Append((byte)'}');
    }

    // A label of the user's own, such as mutated, stays as it is.
    private ReadOnlySpan<byte> Label(Conversation marks, ReadOnlySpan<byte> row)
        => options.Label == PlanLabel.Auto && marks.IsAttack is null && !marks.Label.IsEmpty && marks.Json(marks.Label, row) is [(byte)'"', _, _, ..] own ? own
            : IsAttack ? "\"adversarial\""u8 : "\"benign\""u8;

    private void WriteId(ByteBuffer to)
    {
        if (_plan.Id.Length > 2)
        {
            to.Append(_plan.Text(_plan.Id));
            return;
        }

        _scratch.Clear();
        _scratch.Append(_writer.Nodes.Span);
        _scratch.Append((byte)'\n');
        _scratch.Append(_writer.Edges.Span);
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
        PlanJson.WriteHash(_writer.Nodes.Span, to);
        to.Append((byte)'"');
    }

    private static readonly byte[][] OlderGroups = ["group"u8.ToArray(), "root_id"u8.ToArray(), "original_id"u8.ToArray(), "trace_id"u8.ToArray()];

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

    private void WriteMember(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteBuffer to)
    {
        if (!value.IsEmpty)
        {
            to.Append(name);
            PlanJson.WriteCompact(value, _scratch, to);
            to.Append((byte)',');
        }
    }

    private void WriteOriginal(ReadOnlySpan<byte> text, ByteBuffer to)
    {
        _scratch.Clear();
        JsonUnescape.Write(text.IsEmpty ? text : text[1..^1], _scratch);
        to.Append(",\"original_text\":"u8);
        PlanJson.WriteBeginning(_scratch.Span, to);
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
            if (JsonMembers.NameEquals(name, known))
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
