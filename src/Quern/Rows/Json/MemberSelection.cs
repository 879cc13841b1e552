using System.Text;

namespace Quern.Rows.Json;

/// <summary>
/// Some top-level members of a row by name, in the row's own order and spelling. Rows must be valid JSON with each key
/// once. Holds nothing of a row, so cores may share one.
/// </summary>
/// <param name="names">The names; one that a row lacks is passed over.</param>
internal sealed class MemberSelection(IEnumerable<string> names)
{
    private readonly byte[][] _names = [.. names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Appends the row with only these members.</summary>
    public void Write(ReadOnlySpan<byte> row, ByteBuffer to) => Append(row, to);

    /// <summary>
    /// Appends the row with only these members, when it has others. False when it has none: then the row itself is meant,
    /// with its own spaces, and what was appended is taken back.
    /// </summary>
    public bool TryCut(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        var start = to.Length;
        if (Append(row, to))
        {
            return true;
        }

        to.Length = start;
        return false;
    }

    // Tells whether the row has other members too.
    private bool Append(ReadOnlySpan<byte> row, ByteBuffer to)
    {
        var start = to.Length;
        var found = 0;
        var hasOthers = false;
        to.Append((byte)'{');
        var members = new JsonMembers(row);
        while (members.MoveNext())
        {
            if (!IsChosen(members.Name))
            {
                hasOthers = true;
                continue;
            }

            if (to.Length > start + 1)
            {
                to.Append((byte)',');
            }

            to.Append(row[members.NameStart..members.ValueEnd]);
            if (++found == _names.Length)
            {
                // No name comes twice, so nothing behind this one needs to be looked at.
                hasOthers |= row[JsonScan.SkipSpace(row, members.ValueEnd)] == ',';
                break;
            }
        }

        to.Append((byte)'}');
        return hasOthers;
    }

    private bool IsChosen(ReadOnlySpan<byte> written)
    {
        foreach (var name in _names)
        {
            if (JsonMembers.NameEquals(written, name))
            {
                return true;
            }
        }

        return false;
    }
}
