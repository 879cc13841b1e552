using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.Rename;

/// <summary>Gives top-level fields other names, in place. All names change at once, so two fields can swap theirs.</summary>
internal sealed class RenameStep(RenameOptions options) : RowStep
{
    private readonly (byte[] From, byte[] To)[] _names =
        [.. options.Fields.Select(static f => (Encoding.UTF8.GetBytes(f.Key), Encoding.UTF8.GetBytes(f.Value)))];

    private readonly ByteBuffer _renamed = new();

    public override void Apply(Row row, RowOutput output)
    {
        _renamed.Clear();
        var copied = 0;
        var members = new JsonMembers(row.Json);
        while (members.MoveNext())
        {
            if (NewName(members.Name) is not { } name)
            {
                continue;
            }

            _renamed.Append(row.Json[copied..members.NameStart]);
            JsonText.WriteString(name, _renamed);
            copied = members.NameStart + members.Name.Length + 2;
        }

        if (copied == 0)
        {
            output.Keep(row);
            return;
        }

        _renamed.Append(row.Json[copied..]);
        if (Doubled(_renamed.Span) is { } doubled)
        {
            output.Quarantine(row, new RowFault("field-exists", $"The row already has a field '{doubled}', which is the new name of another."));
        }
        else
        {
            output.Keep(row.With(_renamed.Span));
        }
    }

    private byte[]? NewName(ReadOnlySpan<byte> written)
    {
        foreach (var (from, to) in _names)
        {
            if (JsonMembers.NameEquals(written, from))
            {
                return to;
            }
        }

        return null;
    }

    // Only a new name can stand twice: the row had no duplicates before.
    private string? Doubled(ReadOnlySpan<byte> json)
    {
        foreach (var (_, to) in _names)
        {
            var members = new JsonMembers(json);
            if (members.MoveTo(to) && members.MoveTo(to))
            {
                return Encoding.UTF8.GetString(to);
            }
        }

        return null;
    }
}
