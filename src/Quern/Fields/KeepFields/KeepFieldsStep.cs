using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.KeepFields;

/// <summary>Leaves only some top-level fields, in the row's own order and spelling.</summary>
internal sealed class KeepFieldsStep(KeepFieldsOptions options) : RowStep
{
    private readonly byte[][] _names = [.. options.Fields.Select(Encoding.UTF8.GetBytes)];
    private readonly ByteBuffer _kept = new();

    public override void Apply(Row row, RowOutput output)
    {
        _kept.Clear();
        _kept.Append((byte)'{');
        var all = true;
        var members = new JsonMembers(row.Json);
        while (members.MoveNext())
        {
            if (!IsKept(members.Name))
            {
                all = false;
                continue;
            }

            if (_kept.Length > 1)
            {
                _kept.Append((byte)',');
            }

            _kept.Append(row.Json[members.NameStart..members.ValueEnd]);
        }

        _kept.Append((byte)'}');
        output.Keep(all ? row : row.With(_kept.Span));
    }

    private bool IsKept(ReadOnlySpan<byte> written)
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
