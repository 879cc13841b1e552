using Quern.Rows;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Writes the nodes of a plan. One instance a core.</summary>
/// <param name="options">How they are written.</param>
internal sealed class NodeWriter(ToPlanOptions options)
{
    private readonly bool _own = options.Layout == PlanLayout.Quern;
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _hash = new();

    // The text that was hashed last: nodes that go back to one turn share it.
    private int _hashed;

    /// <summary>The hash of the text that the last node goes back to.</summary>
    public ReadOnlySpan<byte> LastHash => _hash.Span;

    /// <summary>Appends the nodes, with commas between them.</summary>
    public void Write(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        _hash.Clear();
        for (var i = 0; i < draft.Nodes.Count; i++)
        {
            to.Append(i > 0 ? ","u8 : ""u8);
            to.Append("{\"node_id\":\"n"u8);
            to.Append(i);
            to.Append("\",\"tool_name\":\""u8);
            var node = draft.Nodes[i];
            if (node.Tool is { } tool)
            {
                to.Append(tool);
            }
            else
            {
                PlanJson.WriteInside(row, node.Name, json, _scratch, to);
            }

            to.Append("\",\"arguments\":"u8);
            WriteArguments(node, row, json, to);
            WriteRest(node, draft, row, json, to);
        }
    }

    private void WriteRest(in NodeDraft node, PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        to.Append(",\"provenance_tier\":"u8);
        to.Append(node.ContentTier);
        if (_own)
        {
            to.Append(",\"instruction_tier\":"u8);
            to.Append(node.AskedTier);
        }

        to.Append(",\"provenance_hash\":"u8);
        if (node.Origin < 0)
        {
            to.Append("null"u8);
        }
        else
        {
            Hash(node.Origin, row, json);
            to.Append((byte)'"');
            to.Append(_hash.Span);
            to.Append((byte)'"');
        }

        to.Append(",\"scope_volume\":"u8);
        to.Append(node.Volume);
        to.Append(_own ? ",\"sensitivity_level\":"u8 : ",\"scope_sensitivity\":"u8);
        to.Append(node.Level);
        if (_own)
        {
            WriteInferred(node, draft, to);
            WriteResult(node, row, json, to);
        }

        to.Append((byte)'}');
    }

    private void WriteArguments(in NodeDraft node, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (node.Call >= 0)
        {
            PlanJson.WriteCompact(row.Json(row.Calls[node.Call].Arguments, json), _scratch, to);
            return;
        }

        to.Append(node.Form switch
        {
            ArgumentForm.Query => "{\"query\":"u8,
            ArgumentForm.Mail when !node.Input.IsEmpty => "{\"subject\":"u8,
            ArgumentForm.Mail => "{\"body\":"u8,
            _ => "{\"instruction\":"u8,
        });
        var (first, second) = node.Form == ArgumentForm.Mail && !node.Input.IsEmpty ? (node.Input, node.Text) : (node.Text, node.Input);
        PlanJson.WriteText(row, first, json, _scratch, to);
        if (!second.IsEmpty)
        {
            to.Append(node.Form == ArgumentForm.Mail ? ",\"body\":"u8 : ",\"input\":"u8);
            PlanJson.WriteText(row, second, json, _scratch, to);
        }

        to.Append((byte)'}');
    }

    private static void WriteInferred(in NodeDraft node, PlanDraft draft, ByteBuffer to)
    {
        to.Append(",\"inferred\":{\"tool\":\""u8);
        to.Append(node.ToolHow);
        to.Append("\",\"scope\":\""u8);
        to.Append(draft.Reasons.Span.Slice(node.VolumeHow.Start, node.VolumeHow.Length));
        to.Append("\",\"sensitivity\":\""u8);
        to.Append(node.LevelHow);
        to.Append("\",\"provenance\":\""u8);
        to.Append(node.TierHow);
        to.Append("\"}"u8);
    }

    private void WriteResult(in NodeDraft node, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (options.Results == KeptResults.Keep && node.Call >= 0 && row.Calls[node.Call].Result is { IsEmpty: false } result)
        {
            to.Append(",\"result\":"u8);
            PlanJson.WriteCompact(row.Json(result, json), _scratch, to);
        }
    }

    // Of the turn that a node goes back to.
    private void Hash(int origin, Conversation row, ReadOnlySpan<byte> json)
    {
        if (_hash.Length > 0 && origin == _hashed)
        {
            return;
        }

        _hashed = origin;
        _hash.Clear();
        PlanJson.WriteHash(row.Plain(row.Turns[origin].Text, json, _scratch), _hash);
    }
}
