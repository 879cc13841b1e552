using Quern.Rows;

namespace Quern.Formats.Schema;

/// <summary>
/// What has been seen of the rows of a dataset, or of a part of one. Each core makes the shape of its batches; they are
/// added up in the rows' order, so the fields stand in the order of their first appearance whatever core saw them.
/// </summary>
internal sealed class RowShape(int depth = RowShape.FullDepth)
{
    /// <summary>Deep enough for any schema that a reader of Parquet takes; what is deeper makes its field JSON text.</summary>
    public const int FullDepth = 12;

    private readonly FieldShape _root = new();

    /// <summary>How many rows were seen.</summary>
    public long Rows => _root.Values;

    /// <summary>Length of the longest row.</summary>
    public int LongestRow { get; private set; }

    /// <summary>The fields, in the order of their first appearance.</summary>
    public IReadOnlyList<FieldShape.Member> Fields => _root.Members.Count <= FieldShape.MostMembers
        ? _root.Members
        : throw new RunFault($"The rows have more than {FieldShape.MostMembers} different fields; a table of so many columns is of no use. Are the names data? Write .jsonl, or keep the fields that matter first (keep-fields).");

    /// <summary>Adds rows that are valid JSON, each followed by a line feed.</summary>
    public void AddLines(ReadOnlySpan<byte> rows)
    {
        while (rows.Length > 0)
        {
            var length = rows.IndexOf((byte)'\n');
            Add(rows[..length]);
            rows = rows[(length + 1)..];
        }
    }

    /// <summary>Adds one row.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        LongestRow = Math.Max(LongestRow, row.Length);
        _root.Add(row.TrimStart(" \t\r\n"u8), depth);
    }

    /// <summary>Adds the shape of the part that follows.</summary>
    public void Add(RowShape later)
    {
        LongestRow = Math.Max(LongestRow, later.LongestRow);
        _root.Add(later._root);
    }
}
