using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Running;

/// <summary>
/// What happens to a row as it enters: its JSON is checked, and in a recipe it gets <c>id</c> and
/// <c>source_dataset</c> where it lacks them. In the ledger this is the step <c>read</c>.
/// </summary>
/// <param name="tally">Its counts on this core.</param>
/// <param name="sources">Every source of the run; a row's place says which is its own.</param>
/// <param name="chain">The steps behind it.</param>
internal sealed class Intake(StepTally tally, IReadOnlyList<SourceSpec> sources, RowChain chain)
{
    /// <summary>The step's name in the ledger.</summary>
    public const string Label = "read";

    private static readonly FieldPath IdField = FieldPath.Parse("id");
    private static readonly FieldPath DatasetField = FieldPath.Parse("source_dataset");

    private readonly RowCheck _check = new();
    private readonly MemberSelection?[] _columns = [.. sources.Select(static s => s.Selection.Columns is { } columns ? new MemberSelection(columns) : null)];
    private readonly ByteBuffer _cut = new();
    private readonly ByteBuffer _identified = new();
    private readonly ByteBuffer _withId = new();
    private readonly ByteBuffer _value = new();

    /// <summary>The counts on this core.</summary>
    public StepTally Tally => tally;

    /// <summary>Takes every row of a batch in.</summary>
    public void Apply(BatchWork work)
    {
        var rows = work.Input.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = new Row(rows[i], work.PlaceOf(i));
            var counts = tally.Of(row.Place);
            counts.In++;
            if (rows.IsBroken(i, out var fault) || (!rows.IsTrusted(i) && !_check.Passes(row.Json, out fault)))
            {
                tally.Quarantine(row.Place, fault.Reason);
                chain.Unreadable(Label, row, fault, rows.Describe(i));
                continue;
            }

            counts.Out++;
            row = _columns[row.Place.Source] is { } columns ? Cut(row, columns) : row;
            var source = sources[row.Place.Source];
            chain.Pass(source.Identity == RowIdentity.None ? row : Identify(row, source), 0);
        }
    }

    // Rows of a reader that leaves out columns itself (Parquet) have no others, and stay as they are.
    private Row Cut(Row row, MemberSelection columns)
    {
        _cut.Clear();
        return columns.TryCut(row.Json, _cut) ? row.With(_cut.Span) : row;
    }

    private Row Identify(Row row, SourceSpec source)
    {
        var json = row.Json;
        if (source.Identity == RowIdentity.Full && !IdField.TryFind(json, out _))
        {
            _value.Clear();
            JsonText.WriteString(source.Name, _value);
            _value.Length--;
            _value.Append((byte)'-');
            _value.Append(row.Place.Ordinal);
            _value.Append((byte)'"');
            _withId.Clear();
            JsonSplice.AddMember(json, "id"u8, _value.Span, _withId);
            json = _withId.Span;
        }

        if (!DatasetField.TryFind(json, out _))
        {
            _value.Clear();
            JsonText.WriteString(source.Name, _value);
            _identified.Clear();
            JsonSplice.AddMember(json, "source_dataset"u8, _value.Span, _identified);
            json = _identified.Span;
        }

        return row.With(json);
    }
}
