using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Writes the row of a plan: request, policy, nodes and edges. One instance a core.</summary>
/// <param name="options">How it is written.</param>
internal sealed class PlanWriter(ToPlanOptions options)
{
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _request = new();
    private readonly ByteBuffer _nodes = new();
    private readonly ByteBuffer _edges = new();
    private readonly ByteBuffer _identity = new();
    private readonly PolicyWriter _policy = new();
    private readonly NodeWriter _node = new(options);

    /// <summary>Appends the row of a plan.</summary>
    public void Write(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        _request.Clear();
        WriteRequest(draft, row, json);
        _nodes.Clear();
        _node.Write(draft, row, json, _nodes);
        WriteEdges(draft, row, json);
        if (options.Layout == PlanLayout.Gatling)
        {
            WriteGatling(draft, row, json, to);
        }
        else
        {
            WriteOwn(draft, row, json, to);
        }
    }

    private void WriteOwn(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        to.Append((byte)'{');
        if (!row.Id.IsEmpty)
        {
            to.Append("\"id\":"u8);
            PlanJson.WriteCompact(row.Json(row.Id, json), _scratch, to);
            to.Append((byte)',');
        }

        WriteSource(row, json, to);
        to.Append("\"schema\":\""u8);
        to.Append(PlanWords.Of(draft.Schema));
        to.Append("\",\"shape\":\""u8);
        to.Append(PlanWords.Of(row.Shape));
        to.Append("\",\"label\":"u8);
        WriteLabel(draft, to);
        if (!row.Label.IsEmpty)
        {
            to.Append(",\"source_label\":"u8);
            PlanJson.WriteCompact(row.Json(row.Label, json), _scratch, to);
        }

        WriteGroup(draft, row, json, to);
        to.Append(",\"request\":{\"text\":\""u8);
        to.Append(_request.Span);
        to.Append((byte)'"');
        if (draft.Nodes[0].Intent.Length > 0)
        {
            to.Append(",\"intent\":\""u8);
            to.Append(draft.Nodes[0].Intent);
            to.Append((byte)'"');
        }

        to.Append(draft.RequestIsTemplate ? ",\"source\":\"template\"},\"policy\":"u8 : "},\"policy\":"u8);
        _policy.Write(draft, row, json, to);
        to.Append(",\"execution_plan\":{\"schema\":\"execution_plan/1\",\"plan_id\":\""u8);
        WriteIdentity(row, json, to);
        to.Append("\","u8);
        PlanJson.WriteGraph(_nodes, _edges, to);
        to.Append("}"u8);
        WriteFlags(row, json, to);
        to.Append((byte)'}');
    }

    private void WriteGatling(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        to.Append("{\"execution_plan\":{"u8);
        PlanJson.WriteGraph(_nodes, _edges, to);
        to.Append("},"u8);
        WriteSource(row, json, to);
        to.Append("\"label\":"u8);
        WriteLabel(draft, to);
        if (draft.IsAttack)
        {
            to.Append(",\"original_text\":"u8);
            WriteOriginal(row, json, to);
        }

        to.Append((byte)'}');
    }

    // Of an attack what arrived; the first characters, as the older record keeps them.
    private void WriteOriginal(Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        var turn = row.Turns.Find(static t => t.Role == Role.User);
        PlanJson.WriteBeginning(row.Plain(turn.Text, json, _scratch), to);
    }

    private void WriteSource(Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (!row.Source.IsEmpty)
        {
            to.Append("\"source_dataset\":"u8);
            PlanJson.WriteCompact(row.Json(row.Source, json), _scratch, to);
            to.Append((byte)',');
        }
    }

    private static void WriteLabel(PlanDraft draft, ByteBuffer to) => to.Append(draft.IsAttack ? "\"adversarial\""u8 : "\"benign\""u8);

    // What the user asked, as the inside of a JSON string.
    private void WriteRequest(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json)
    {
        if (draft.RequestIsTemplate)
        {
            _request.Append("Read my latest e-mail and tell me what it says."u8);
            return;
        }

        foreach (var turn in draft.Request)
        {
            foreach (var text in (ReadOnlySpan<TextSlice>)[turn.Text, turn.Input])
            {
                if (text.IsEmpty)
                {
                    continue;
                }

                _request.Append(_request.Length > 0 ? "\\n\\n"u8 : ""u8);
                PlanJson.WriteInside(row, text, json, _scratch, _request);
            }
        }
    }

    private void WriteGroup(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        to.Append(",\"group\":\""u8);
        if (!row.Group.IsEmpty)
        {
            PlanJson.WriteInside(row, row.Group, json, _scratch, to);
        }
        else
        {
            to.Append("r-"u8);
            WriteRequestHash(draft, row, json, to);
        }

        to.Append((byte)'"');
    }

    private void WriteRequestHash(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (draft.Request is [{ Input.IsEmpty: true } only] && draft.Nodes[^1].Origin is >= 0 and var origin && row.Turns[origin].Text == only.Text)
        {
            // One turn is the whole request, and the nodes that go back to it have its hash already.
            to.Append(_node.LastHash);
        }
        else if (draft.RequestIsTemplate || _request.Length == 0)
        {
            PlanJson.WriteHash(_nodes.Span, to);
        }
        else
        {
            _scratch.Clear();
            JsonUnescape.Write(_request.Span, _scratch);
            PlanJson.WriteHash(_scratch.Span, to);
        }
    }

    private void WriteEdges(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json)
    {
        _edges.Clear();
        foreach (var edge in draft.Edges)
        {
            _edges.Append(_edges.Length > 0 ? ","u8 : ""u8);
            if (options.Layout == PlanLayout.Gatling)
            {
                WriteEnds("[\"n"u8, edge.From, "\",\"n"u8, edge.To, "\"]"u8);
                continue;
            }

            WriteEnds("{\"src\":\"n"u8, edge.From, "\",\"dst\":\"n"u8, edge.To, "\",\"kind\":\""u8);
            _edges.Append(PlanWords.Of(edge.Kind));
            if (edge.FillsInstruction || !edge.Arg.IsEmpty)
            {
                _edges.Append("\",\"arg\":\""u8);
                if (edge.FillsInstruction)
                {
                    _edges.Append("instruction"u8);
                }
                else
                {
                    PlanJson.WriteInside(row, edge.Arg, json, _scratch, _edges);
                }
            }

            _edges.Append("\"}"u8);
        }
    }

    private void WriteEnds(ReadOnlySpan<byte> before, int from, ReadOnlySpan<byte> between, int to, ReadOnlySpan<byte> behind)
    {
        _edges.Append(before);
        _edges.Append(from);
        _edges.Append(between);
        _edges.Append(to);
        _edges.Append(behind);
    }

    private void WriteIdentity(Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        _identity.Clear();
        PlanJson.WriteCompact(row.Json(row.Source, json), _scratch, _identity);
        _identity.Append((byte)'\n');
        _identity.Append(_request.Span);
        _identity.Append((byte)'\n');
        _identity.Append(_nodes.Span);
        _identity.Append((byte)'\n');
        _identity.Append(_edges.Span);
        to.Append("p-"u8);
        PlanJson.WriteHash(_identity.Span, to);
    }

    private void WriteFlags(Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (row.Language.IsEmpty && row.Toxic is null && row.Redacted is null)
        {
            return;
        }

        to.Append(",\"flags\":{"u8);
        var start = to.Length;
        if (!row.Language.IsEmpty)
        {
            to.Append("\"language\":"u8);
            PlanJson.WriteText(row, row.Language, json, _scratch, to);
        }

        WriteFlag("\"toxic\":"u8, row.Toxic, start, to);
        WriteFlag("\"redacted\":"u8, row.Redacted, start, to);
        to.Append((byte)'}');
    }

    private static void WriteFlag(ReadOnlySpan<byte> name, bool? flag, int start, ByteBuffer to)
    {
        if (flag is { } value)
        {
            to.Append(to.Length > start ? ","u8 : ""u8);
            to.Append(name);
            to.Append(value ? "true"u8 : "false"u8);
        }
    }
}
