using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.KeepFields;

/// <summary>Leaves only some top-level fields, in the row's own order and spelling.</summary>
internal sealed class KeepFieldsStep(KeepFieldsOptions options) : RowStep
{
    private readonly MemberSelection _selection = new(options.Fields);
    private readonly ByteBuffer _kept = new();

    public override void Apply(Row row, RowOutput output)
    {
        _kept.Clear();
        output.Keep(_selection.TryCut(row.Json, _kept) ? row.With(_kept.Span) : row);
    }
}
