using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Dedup.Outcome;

/// <summary>Writes into rows which cluster they belong to: the name of the kept row, source and ordinal.</summary>
/// <param name="field">The field.</param>
/// <param name="rows">The rows and what became of them.</param>
/// <param name="sources">Names of the sources.</param>
internal sealed class ClusterMark(string field, DecidedRows rows, IReadOnlyList<string> sources)
{
    private readonly ReadOnlyMemory<byte> _name = FieldPath.Parse(field).SingleName!.Value;
    private readonly ByteBuffer _value = new();
    private readonly ByteBuffer _marked = new();

    /// <summary>The row with its mark, valid until the next one.</summary>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> json, int row)
    {
        _marked.Clear();
        WriteName(rows.Verdicts.KeptBy(row));
        JsonSplice.SetMember(json, _name.Span, _value.Span, _marked);
        return _marked.Span;
    }

    private void WriteName(int kept)
    {
        var isKnown = kept < rows.Table.Known;
        var file = rows.Table.FileOf(kept);
        var (source, ordinal) = isKnown ? (rows.Table.Files[file].Name, kept - rows.Table.RowsOf(file).First) : NameOf(rows.Names.PlaceOf(kept));
        _value.Clear();
        JsonText.WriteString(FormattableString.Invariant($"{source}-{ordinal}"), _value);
    }

    private (string Source, long Ordinal) NameOf(Place place) => (sources[place.Source], place.Ordinal);
}
