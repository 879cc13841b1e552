using System.Text;
using Quern.Dedup;
using Quern.Dedup.Outcome;
using Quern.Dedup.Texts;

namespace Quern.Reports.Dedup;

/// <summary>A row as it is shown.</summary>
/// <param name="Name">Source, ordinal and id.</param>
/// <param name="Text">The texts that were compared; null where they are not at hand.</param>
/// <param name="Relation">Why it was removed and how similar it is to the kept row; empty for that row itself.</param>
internal sealed record ShownRow(string Name, string? Text, string Relation)
{
    /// <summary>Why there is no text, or that it is not whole.</summary>
    public string? WithoutText { get; init; }
}

/// <summary>A cluster as it is shown.</summary>
/// <param name="Size">How many rows it has.</param>
/// <param name="Kept">The row that is kept.</param>
/// <param name="Removed">Some that were removed, the least similar first.</param>
internal sealed record ShownCluster(int Size, ShownRow Kept, IReadOnlyList<ShownRow> Removed);

/// <summary>Chooses what people look at: the largest clusters, and of each the rows that are least like the kept one.</summary>
internal sealed class ShownClusters
{
    private const int Clusters = 20;
    private const int RowsOfEach = 3;
    private const int LongestText = 1_000_000;
    private const int LongestName = 2000;

    private readonly DecidedRows _rows;
    private readonly RemovedRow _removed;
    private readonly ComparedTexts _texts;
    private long _bytesLeft;

    private ShownClusters(DecidedRows rows, DedupOptions options, long mostBytes)
        => (_rows, _removed, _texts, _bytesLeft) = (rows, new RemovedRow(rows), new ComparedTexts(options.By), mostBytes);

    /// <summary>The clusters, the largest first. Each is read when it is asked for.</summary>
    /// <param name="rows">The rows and what became of them.</param>
    /// <param name="options">What was compared.</param>
    /// <param name="mostBytes">How much may be read of rows; those that are longer than what is left of it are only named.</param>
    public static IEnumerable<ShownCluster> Of(DecidedRows rows, DedupOptions options, long mostBytes = 1L << 30)
    {
        var sizes = rows.ClusterSizes();
        var largest = DecidedRows.Largest(sizes, Clusters).ToList();
        var removed = largest.ToDictionary(static row => row, static _ => new List<int>());
        for (var row = rows.Table.Known; row < rows.Table.Count; row++)
        {
            if (!rows.Verdicts.IsKept(row) && removed.TryGetValue(rows.Verdicts.KeptBy(row), out var members))
            {
                Take(row, members, rows);
            }
        }

        var shown = new ShownClusters(rows, options, mostBytes);
        return largest.Select(kept => new ShownCluster(sizes[kept], shown.Row(kept), [.. removed[kept].Select(shown.Row)]));
    }

    // Keeps the least similar ones, in their order; the first of equally similar ones.
    private static void Take(int row, List<int> members, DecidedRows rows)
    {
        var at = members.FindLastIndex(other => !(rows.Verdicts.Similarity(row) < rows.Verdicts.Similarity(other))) + 1;
        members.Insert(at, row);
        if (members.Count > RowsOfEach)
        {
            members.RemoveAt(RowsOfEach);
        }
    }

    private ShownRow Row(int row)
    {
        var relation = _rows.Verdicts.IsKept(row) ? "" : RelationOf(row);
        if (_rows.Names.IsWithoutText(row))
        {
            return new ShownRow(NameOf(row), null, relation) { WithoutText = "The kept row lies in an index, which holds no text." };
        }

        // A row is read once for its name and once for its text.
        var length = _rows.Table[row].Length;
        if (2L * length > _bytesLeft)
        {
            return new ShownRow(PlaceOf(row), null, relation) { WithoutText = FormattableString.Invariant($"A row of {length:N0} bytes is too long to be shown here.") };
        }

        _bytesLeft -= 2L * length;
        var name = NameOf(row);
        var (text, isWhole) = TextOf(_rows.Names.TextOf(row));
        return new ShownRow(name, text, relation) { WithoutText = isWhole ? null : FormattableString.Invariant($"Only the first {LongestText:N0} characters of a text are looked at here.") };
    }

    private string RelationOf(int row)
    {
        var similarity = _rows.Verdicts.Similarity(row);
        return _removed.ReasonOf(row) + (double.IsNaN(similarity) ? ", similarity not measured" : FormattableString.Invariant($", similarity {similarity:0.000}"));
    }

    // An identifier may be as long as a row.
    private string NameOf(int row)
    {
        var name = _rows.Names.NameOf(row);
        return "{" + (name.Length > LongestName ? Encoding.UTF8.GetString(name[..LongestName]) + "…" : Encoding.UTF8.GetString(name)) + "}";
    }

    private string PlaceOf(int row) => FormattableString.Invariant($"{_rows.Table.Files[_rows.Table.FileOf(row)].Name}, row {_rows.Names.PlaceOf(row).Ordinal}");

    private (string Text, bool IsWhole) TextOf(ReadOnlySpan<byte> row)
    {
        var text = new StringBuilder();
        var isWhole = true;
        _texts.Find(row, part =>
        {
            var room = Math.Max(0, LongestText - text.Length);
            isWhole &= part.Length <= room;
            text.Append(text.Length == 0 || room == 0 ? "" : "\n").Append(Encoding.UTF8.GetString(Beginning(part, room)));
        });
        return (text.ToString(), isWhole);
    }

    // Cut between characters, not inside one.
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> part, int length)
    {
        if (part.Length <= length)
        {
            return part;
        }

        while (length > 0 && (part[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return part[..length];
    }
}
