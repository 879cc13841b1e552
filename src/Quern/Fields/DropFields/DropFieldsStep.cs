using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.DropFields;

/// <summary>Cuts fields out of a row.</summary>
internal sealed class DropFieldsStep(DropFieldsOptions options) : RowStep
{
    private readonly FieldPath[] _paths = [.. options.Fields.Select(FieldPath.Parse)];
    private ByteBuffer _cut = new();
    private ByteBuffer _before = new();

    public override void Apply(Row row, RowOutput output)
    {
        var json = row.Json;
        foreach (var path in _paths)
        {
            if (path.TryFind(json, out var value))
            {
                (_cut, _before) = (_before, _cut);
                _cut.Clear();
                JsonSplice.RemoveMember(json, value, _cut);
                json = _cut.Span;
            }
        }

        output.Keep(row.With(json));
    }
}
