using System.Text;
using Quern.Formats.DuckDb;
using Quern.Formats.Schema;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Selecting;

/// <summary>
/// The types under which a where sees the fields of rows that are JSON: those that a Parquet file of the same rows would have.
/// Unlike there, nothing is stored by them, so numbers that no column holds may be rounded, and a field that is text
/// in one row and a number in another is text.
/// </summary>
internal static class ConditionTypes
{
    /// <summary>What a field is of which only null was seen, or nothing: fits almost everywhere.</summary>
    public const string Null = "\"NULL\"";

    /// <summary>What such a field can be made where <see cref="Null"/> does not fit: any part of it can be named.</summary>
    public const string Anything = "VARIANT";

    private const string Json = "JSON";

    /// <summary>A column for each of the fields, in their order.</summary>
    /// <param name="names">The fields.</param>
    /// <param name="shape">What was seen of them.</param>
    /// <param name="unseen">The type of what was not seen.</param>
    public static IReadOnlyList<Column> Of(IReadOnlyList<string> names, RowShape shape, string unseen)
    {
        var seen = shape.Fields.ToDictionary(static f => Encoding.UTF8.GetString(f.Name), static f => f.Shape, StringComparer.Ordinal);
        return [.. names.Select(name => new Column(name, seen.TryGetValue(name, out var field) ? Of(field, unseen) : unseen))];
    }

    /// <summary>The columns as JSON text, for DuckDB's <c>from_json</c>.</summary>
    public static string Structure(IReadOnlyList<Column> columns)
    {
        var text = new ByteBuffer();
        var open = "[{";
        foreach (var column in columns)
        {
            text.Append(open);
            JsonText.WriteString(column.Name, text);
            text.Append((byte)':');
            JsonText.WriteString(column.Type, text);
            open = ",";
        }

        // Without columns nothing of the rows is asked for.
        text.Append(columns.Count == 0 ? "[\"JSON\"]"u8 : "}]"u8);
        return Encoding.UTF8.GetString(text.Span);
    }

    private static string Of(FieldShape shape, string unseen)
    {
        const ValueKinds Plain = ValueKinds.Bool | ValueKinds.Text | ValueKinds.Numbers;
        var kinds = shape.Kinds & ~ValueKinds.Null;
        return kinds switch
        {
            ValueKinds.None => unseen,
            ValueKinds.Bool => "BOOLEAN",
            ValueKinds.List => (shape.Element is null ? unseen : Of(shape.Element, unseen)) + "[]",
            ValueKinds.Struct => StructOf(shape, unseen),
            _ when (kinds & ~ValueKinds.Numbers) == ValueKinds.None => NumberOf(kinds),
            _ when (kinds & ~Plain) == ValueKinds.None => "VARCHAR",
            _ => Json,
        };
    }

    private static string NumberOf(ValueKinds kinds) => kinds switch
    {
        _ when (kinds & (ValueKinds.Fraction | ValueKinds.Wide)) != ValueKinds.None => "DOUBLE",
        _ when kinds.HasFlag(ValueKinds.Unsigned64) => kinds.HasFlag(ValueKinds.Negative) ? "HUGEINT" : "UBIGINT",
        _ => "BIGINT",
    };

    private static string StructOf(FieldShape shape, string unseen)
    {
        var members = shape.Members.Select(m => (Name: Encoding.UTF8.GetString(m.Name), m.Shape)).ToList();
        var isStruct = members.Count is > 0 and <= FieldShape.MostMembers
            && members.TrueForAll(static m => m.Name.Length > 0 && !m.Name.Contains('\0', StringComparison.Ordinal))
            && members.DistinctBy(static m => m.Name, StringComparer.OrdinalIgnoreCase).Count() == members.Count;
        return isStruct ? $"STRUCT({string.Join(", ", members.Select(m => $"{Sql.Name(m.Name)} {Of(m.Shape, unseen)}"))})" : Json;
    }
}
