using Quern.Rows;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Writes what a plan is judged against: what the row itself says, or else a template by domain. One instance a core.</summary>
internal sealed class PolicyWriter
{
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _body = new();

    /// <summary>Appends the policy.</summary>
    public void Write(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        _body.Clear();
        WriteRules(row, json);
        var hasRules = _body.Length > "\"rules\":["u8.Length + 1;
        if (!hasRules && row.Tools.Count == 0)
        {
            to.Append(PolicyTemplates.Standard.Of(draft.Domain));
            return;
        }

        // Rules and names tell policies apart; descriptions follow from the names.
        WriteOperations(row, json);
        to.Append("{\"policy_id\":\"row-"u8);
        PlanJson.WriteHash(_body.Span, to);
        to.Append("\",\"source\":\"row\",\"domain\":\""u8);
        to.Append(draft.Domain);
        to.Append("\","u8);
        to.Append(_body.Span);
        WriteTools(row, json, to);
        to.Append((byte)'}');
    }

    private void WriteRules(Conversation row, ReadOnlySpan<byte> json)
    {
        _body.Append("\"rules\":["u8);
        var start = _body.Length;
        foreach (var turn in row.Turns)
        {
            if (turn.Role == Role.System && !turn.Text.IsEmpty)
            {
                _body.Append(_body.Length > start ? ","u8 : ""u8);
                PlanJson.WriteText(row, turn.Text, json, _scratch, _body);
            }
        }

        _body.Append((byte)']');
    }

    private void WriteOperations(Conversation row, ReadOnlySpan<byte> json)
    {
        if (row.Tools.Count == 0)
        {
            return;
        }

        _body.Append(",\"allowed_operations\":["u8);
        for (var i = 0; i < row.Tools.Count; i++)
        {
            _body.Append(i > 0 ? ","u8 : ""u8);
            PlanJson.WriteText(row, row.Tools[i].Name, json, _scratch, _body);
        }

        _body.Append((byte)']');
    }

    private void WriteTools(Conversation row, ReadOnlySpan<byte> json, ByteBuffer to)
    {
        if (row.Tools.Count == 0)
        {
            return;
        }

        to.Append(",\"tools\":["u8);
        for (var i = 0; i < row.Tools.Count; i++)
        {
            to.Append(i > 0 ? ",{\"name\":"u8 : "{\"name\":"u8);
            PlanJson.WriteText(row, row.Tools[i].Name, json, _scratch, to);
            if (!row.Tools[i].Description.IsEmpty)
            {
                to.Append(",\"description\":"u8);
                PlanJson.WriteText(row, row.Tools[i].Description, json, _scratch, to);
            }

            to.Append((byte)'}');
        }

        to.Append((byte)']');
    }
}
