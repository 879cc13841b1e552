using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.AddField;

/// <summary>Adds a field with a fixed or a copied value before the closing brace; nothing else of the row changes.</summary>
internal sealed class AddFieldStep : RowStep
{
    private readonly AddFieldOptions _options;
    private readonly byte[] _name;
    private readonly FieldPath? _from;
    private readonly ByteBuffer _value = new();
    private readonly ByteBuffer _added = new();

    public AddFieldStep(AddFieldOptions options)
    {
        _options = options;
        _name = Encoding.UTF8.GetBytes(options.Field);
        _from = options.From is null ? null : FieldPath.Parse(options.From);
        if (options.Value is not null && options.Json)
        {
            // A row is one line. Strings hold no raw line breaks, so these stand between values.
            _value.Append(options.Value.Replace('\n', ' ').Replace('\r', ' '));
        }
        else if (options.Value is not null)
        {
            JsonText.WriteString(options.Value, _value);
        }
    }

    public override void Apply(Row row, RowOutput output)
    {
        var value = _value.Span;
        if (_from is not null)
        {
            if (!_from.TryFind(row.Json, out var found))
            {
                output.Quarantine(row, new RowFault("missing-field", $"The row has no {_options.From} to copy from."));
                return;
            }

            value = found.Span;
        }

        _added.Clear();
        var members = new JsonMembers(row.Json);
        if (!members.MoveTo(_name))
        {
            JsonSplice.AddMember(row.Json, _name, value, _added);
        }
        else if (_options.Overwrite)
        {
            JsonSplice.ReplaceValue(row.Json, new JsonValue(members.Value, members.ValueStart), value, _added);
        }
        else
        {
            output.Quarantine(row, new RowFault("field-exists", $"The row already has a field '{_options.Field}'; overwrite replaces it."));
            return;
        }

        output.Keep(row.With(_added.Span));
    }
}
