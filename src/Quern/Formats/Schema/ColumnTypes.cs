using System.Text;
using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Formats.Schema;

/// <summary>A column of a table.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type as DuckDB writes it.</param>
internal sealed record Column(string Name, string Type);

/// <summary>
/// Chooses column types that hold every value seen. Where no type does (a field that is text here and a list there,
/// objects whose names are data, numbers beyond 64 bits) the column is JSON text, and a note says so: nothing is rounded
/// or lost to fit.
/// </summary>
internal sealed class ColumnTypes
{
    /// <summary>JSON text: read back, it is the value itself again.</summary>
    public const string JsonText = "JSON";

    private readonly List<string> _notes = [];

    /// <summary>What may surprise, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The columns for rows of a shape. Names that differ only by case are a fault: DuckDB takes them for one.</summary>
    public IReadOnlyList<Column> Of(RowShape rows)
    {
        if (ClashByCase(rows.Fields) is var (one, other))
        {
            throw new RunFault($"The fields '{one}' and '{other}' differ only by case, which a table here cannot hold. Rename one of them (rename), or write .jsonl.");
        }

        return [.. rows.Fields.Select(f => new Column(NameOf(f), TypeOf(f.Shape, NameOf(f))))];
    }

    private string TypeOf(FieldShape shape, string path)
    {
        var kinds = shape.Kinds & ~ValueKinds.Null;
        return kinds switch
        {
            _ when kinds.HasFlag(ValueKinds.Deep) => AsText(path, $"is nested deeper than {RowShape.FullDepth} levels"),
            ValueKinds.None => "VARCHAR",
            ValueKinds.Bool => "BOOLEAN",
            ValueKinds.Text => "VARCHAR",
            ValueKinds.List => (shape.Element is null ? "VARCHAR" : TypeOf(shape.Element, path + "[]")) + "[]",
            ValueKinds.Struct => StructOf(shape, path),
            _ when (kinds & ~ValueKinds.Numbers) == ValueKinds.None => NumberOf(kinds, path),
            _ => AsText(path, $"is {Describe(kinds)}"),
        };
    }

    private string NumberOf(ValueKinds kinds, string path)
    {
        var isBig = (kinds & (ValueKinds.Whole64 | ValueKinds.Unsigned64)) != ValueKinds.None;
        return kinds switch
        {
            _ when kinds.HasFlag(ValueKinds.Wide) => AsText(path, "has numbers that no 64 bits hold without losing digits"),
            _ when kinds.HasFlag(ValueKinds.Fraction) && isBig => AsText(path, "has fractions and whole numbers beyond 2^53, which a double would round"),
            _ when kinds.HasFlag(ValueKinds.Fraction) => "DOUBLE",
            _ when kinds.HasFlag(ValueKinds.Unsigned64) && kinds.HasFlag(ValueKinds.Negative) => AsText(path, "has numbers below zero and beyond 2^63"),
            _ when kinds.HasFlag(ValueKinds.Unsigned64) => "UBIGINT",
            _ => "BIGINT",
        };
    }

    private string StructOf(FieldShape shape, string path)
    {
        if (shape.Members.Count == 0 || shape.Members.Any(static m => m.Name.Length == 0))
        {
            return AsText(path, shape.Members.Count == 0 ? "is an object without members in every row" : "has a member without a name");
        }

        // With dozens of names of which an object has few, the names are data.
        var isSparse = shape.Members.Count > 32 && shape.Filled < shape.Values * shape.Members.Count / 10;
        if (shape.Members.Count > FieldShape.MostMembers || isSparse)
        {
            return AsText(path, "is a map: its objects have ever other names");
        }

        if (ClashByCase(shape.Members) is var (one, other))
        {
            return AsText(path, $"has the members '{one}' and '{other}', which differ only by case");
        }

        return $"STRUCT({string.Join(", ", shape.Members.Select(m => $"{Sql.Name(NameOf(m))} {TypeOf(m.Shape, $"{path}.{NameOf(m)}")}"))})";
    }

    private string AsText(string path, string why)
    {
        _notes.Add($"{path} {why}; it was written as JSON text.");
        return JsonText;
    }

    private static (string One, string Other)? ClashByCase(IReadOnlyList<FieldShape.Member> members)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in members.Select(NameOf))
        {
            if (!seen.TryAdd(name, name))
            {
                return (seen[name], name);
            }
        }

        return null;
    }

    private static string Describe(ValueKinds kinds)
    {
        var words = new List<string>();
        Add(ValueKinds.Text, "text");
        Add(ValueKinds.Bool, "true or false");
        Add(ValueKinds.Numbers, "a number");
        Add(ValueKinds.List, "a list");
        Add(ValueKinds.Struct, "an object");
        return $"{string.Join(" in one row and ", words)} in another";

        void Add(ValueKinds kind, string word)
        {
            if ((kinds & kind) != ValueKinds.None)
            {
                words.Add(word);
            }
        }
    }

    private static string NameOf(FieldShape.Member member) => Encoding.UTF8.GetString(member.Name);
}
