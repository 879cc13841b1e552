namespace Quern.Rows.Json;

/// <summary>
/// Edits a member of a row by cutting and inserting bytes: whatever the edit does not concern stays as it was written.
/// Rows are known to be valid JSON objects.
/// </summary>
public static class JsonSplice
{
    /// <summary>Adds a member before the closing brace. The row must not have it yet.</summary>
    public static void AddMember(ReadOnlySpan<byte> row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> valueJson, ByteBuffer to)
    {
        var brace = row.LastIndexOf((byte)'}');
        var end = brace;
        while (row[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            end--;
        }

        to.Append(row[..end]);
        if (row[end - 1] != '{')
        {
            to.Append((byte)',');
        }

        JsonText.WriteString(name, to);
        to.Append((byte)':');
        to.Append(valueJson);
        to.Append(row[end..]);
    }

    /// <summary>Gives a top-level member a value: in the place of the one it has, or as a new member.</summary>
    public static void SetMember(ReadOnlySpan<byte> row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> valueJson, ByteBuffer to)
    {
        var members = new JsonMembers(row);
        if (members.MoveTo(name))
        {
            ReplaceValue(row, new JsonValue(members.Value, members.ValueStart), valueJson, to);
        }
        else
        {
            AddMember(row, name, valueJson, to);
        }
    }

    /// <summary>Puts another value in the place of a value of the row.</summary>
    public static void ReplaceValue(ReadOnlySpan<byte> row, JsonValue old, ReadOnlySpan<byte> valueJson, ByteBuffer to)
    {
        to.Append(row[..old.Start]);
        to.Append(valueJson);
        to.Append(row[(old.Start + old.Span.Length)..]);
    }

    /// <summary>Gives a top-level member another name; false when the row does not have it.</summary>
    public static bool RenameMember(ReadOnlySpan<byte> row, ReadOnlySpan<byte> name, ReadOnlySpan<byte> newName, ByteBuffer to)
    {
        var members = new JsonMembers(row);
        if (!members.MoveTo(name))
        {
            return false;
        }

        to.Append(row[..members.NameStart]);
        JsonText.WriteString(newName, to);
        to.Append(row[(members.NameStart + members.Name.Length + 2)..]);
        return true;
    }

    /// <summary>Removes the member whose value is given, with the comma that parted it from its neighbour.</summary>
    public static void RemoveMember(ReadOnlySpan<byte> row, JsonValue value, ByteBuffer to)
    {
        var start = NameStart(row, value.Start);
        var end = value.Start + value.Span.Length;
        var next = JsonScan.SkipSpace(row, end);
        if (row[next] == ',')
        {
            end = JsonScan.SkipSpace(row, next + 1);
        }
        else
        {
            var before = start - 1;
            while (row[before] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                before--;
            }

            start = row[before] == ',' ? before : start;
        }

        to.Append(row[..start]);
        to.Append(row[end..]);
    }

    // From a member's value back over the colon to the opening quote of its name.
    private static int NameStart(ReadOnlySpan<byte> row, int valueStart)
    {
        var at = row[..valueStart].LastIndexOf((byte)':');
        at = row[..at].LastIndexOf((byte)'"');
        while (true)
        {
            at = row[..at].LastIndexOf((byte)'"');
            var backslashes = 0;
            while (at - 1 - backslashes >= 0 && row[at - 1 - backslashes] == '\\')
            {
                backslashes++;
            }

            if (backslashes % 2 == 0)
            {
                return at;
            }
        }
    }
}
