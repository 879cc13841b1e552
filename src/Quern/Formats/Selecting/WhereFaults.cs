using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Formats.Selecting;

/// <summary>What is said of a where or of columns that cannot be used.</summary>
internal static class WhereFaults
{
    private const int MostNames = 50;

    // DuckDB quotes the value that failed, however long it is.
    private const int MostWords = 1000;

    /// <summary>The where is not of the kind that is expected.</summary>
    public static RecipeFault Unfit(string what, string where) => new($"The where {Sentence(what)}{Quote(where)}");

    /// <summary>The where asks chance or a clock.</summary>
    public static RecipeFault Fickle(string function, string where)
        => new($"The where asks {function}, whose answer is not decided by the row; a where has to keep the same rows each time. Write the value itself.{Quote(where)}");

    /// <summary>The where names a field that is not there.</summary>
    public static RecipeFault UnknownField(string name, IReadOnlyList<string> fields, string file, string where)
    {
        var quoting = fields.Any(static f => !IsPlain(f)) ? " A name with anything but letters, digits and _ stands in double quotes." : "";
        var written = fields.Select(static f => IsPlain(f) ? f : Sql.Name(f));
        return new($"The where names the field '{name}', which {Lacking(name, fields, [.. written], file)} If '{name}' is meant as a text, put it in single quotes.{quoting}{Quote(where)}");
    }

    /// <summary>The where names a field in a spelling that fits several.</summary>
    public static RecipeFault SeveralFields(string name, IEnumerable<string> fields, string file, string where)
        => new($"The where names the field '{name}', and {file} has {string.Join(" and ", fields.Select(static f => $"'{f}'"))}. Write the one that is meant as the file does.{Quote(where)}");

    /// <summary>The where names two fields that DuckDB takes for one.</summary>
    public static RecipeFault SameButCase(string one, string other, string file, string where)
        => new($"The where names the fields '{one}' and '{other}' of {file}, which differ only by case; DuckDB cannot tell them apart. Use one of them, and the other in a step behind (filter).{Quote(where)}");

    /// <summary>The fields are there, but not of types that the where can work with.</summary>
    public static RecipeFault DoesNotFit(DuckDbFault fault, IEnumerable<string> fields, string file, string where)
        => new($"The where cannot be used on {file}: {Words(fault)} {Types(fields)}{Quote(where)}");

    /// <summary>The where fails on a row of a Parquet file, where rows cannot be told apart.</summary>
    public static RecipeFault Fails(DuckDbFault fault, string file, string where)
        => new($"The where fails on a row of {file}: {Words(fault)} Use TRY_CAST where a value may not fit: it gives null, and the row is left out.{Quote(where)}");

    /// <summary>A column that is to be kept is not there.</summary>
    public static string UnknownColumn(string name, IReadOnlyList<string> fields, string file)
        => $"'columns' names '{name}', which {Lacking(name, fields, fields, file)}";

    /// <summary>No column is to be kept.</summary>
    public static RecipeFault NoColumns() => new("'columns' names no column; every row would be empty. Name some, or leave it out to keep all.");

    /// <summary>DuckDB's words without its picture of a query that is not the user's.</summary>
    public static string Words(DuckDbFault fault)
    {
        var words = fault.Message.Split("\n\nLINE ", 2)[0].Trim();
        return words.Length <= MostWords ? Sentence(words) : string.Concat(words.EnumerateRunes().Take(MostWords)) + " …";
    }

    private static string Lacking(string name, IReadOnlyList<string> fields, IReadOnlyList<string> written, string file)
    {
        var more = fields.Count > MostNames ? $", and {fields.Count - MostNames:N0} more" : "";
        var list = fields.Count == 0 ? "It has none at all." : $"Its fields are: {string.Join(", ", written.Take(MostNames))}{more}.";
        return $"{file} does not have.{Suggestion.Sentence(name, fields)} {list}";
    }

    private static string Types(IEnumerable<string> fields) => string.Join(", ", fields) is { Length: > 0 } types ? $"Here {types}." : "";

    private static string Sentence(string words) => words.EndsWith('.') || words.EndsWith('!') || words.EndsWith('?') ? words : words + ".";

    private static string Quote(string where) => $"{Environment.NewLine}The where: {where}";

    private static bool IsPlain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
