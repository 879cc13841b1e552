using System.Buffers.Text;
using System.Text.Unicode;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Running;

/// <summary>
/// Writes rejected rows as JSONL: step, reason, place, and the row itself. A row that is valid JSON stands under
/// <c>row</c>; other text under <c>raw</c>; bytes that are not even UTF-8 under <c>raw_base64</c>, so that none is lost.
/// </summary>
internal sealed class RejectLines(IReadOnlyList<string> sourceNames)
{
    /// <summary>The lines so far, each ending in a line feed.</summary>
    public ByteBuffer Text { get; } = new();

    /// <summary>Adds a row that a rule removed.</summary>
    /// <param name="step">The step.</param>
    /// <param name="row">The row.</param>
    /// <param name="reason">The rule.</param>
    /// <param name="details">What else is to be said, as members of an object, each behind a comma.</param>
    public void AddDropped(string step, Row row, string reason, ReadOnlySpan<byte> details = default)
    {
        Begin(step, "dropped", reason, row.Place);
        Text.Append(details);
        EndWithRow(row.Json);
    }

    /// <summary>Adds a row that a step could not process; the row itself is valid.</summary>
    public void AddQuarantined(string step, Row row, RowFault fault)
    {
        Begin(step, "quarantined", fault.Reason, row.Place);
        AddText("fault"u8, fault.Message);
        EndWithRow(row.Json);
    }

    /// <summary>Adds bytes that did not pass the check of rows.</summary>
    public void AddUnreadable(string step, ReadOnlySpan<byte> bytes, Place place, RowFault fault, string where)
    {
        Begin(step, "quarantined", fault.Reason, place);
        AddText("fault"u8, fault.Message);
        AddText("at"u8, where);
        if (Utf8.IsValid(bytes))
        {
            Text.Append(",\"raw\":"u8);
            JsonText.WriteString(bytes, Text);
        }
        else
        {
            Text.Append(",\"raw_base64\":\""u8);
            Base64.EncodeToUtf8(bytes, Text.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
            Text.Length += written;
            Text.Append((byte)'"');
        }

        Text.Append("}\n"u8);
    }

    private void Begin(string step, string fate, string reason, Place place)
    {
        Text.Append("{\"step\":"u8);
        JsonText.WriteString(step, Text);
        AddText("fate"u8, fate);
        AddText("reason"u8, reason);
        AddText("source"u8, sourceNames[place.Source]);
        Text.Append(",\"ordinal\":"u8);
        Text.Append(place.Ordinal);
    }

    private void AddText(ReadOnlySpan<byte> name, string value)
    {
        Text.Append(",\""u8);
        Text.Append(name);
        Text.Append("\":"u8);
        JsonText.WriteString(value, Text);
    }

    private void EndWithRow(ReadOnlySpan<byte> json)
    {
        Text.Append(",\"row\":"u8);
        OneLine.Append(json, Text);
        Text.Append("}\n"u8);
    }
}
