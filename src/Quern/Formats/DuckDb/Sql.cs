namespace Quern.Formats.DuckDb;

/// <summary>Names and text inside SQL. Everything that comes from a file or a user goes through here.</summary>
internal static class Sql
{
    /// <summary>A name of a column or table, quoted.</summary>
    public static string Name(string name) => Quote(name, '"');

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => Quote(text, '\'');

    private static string Quote(string text, char mark)
    {
        var single = mark.ToString();
        return mark + text.Replace(single, single + single, StringComparison.Ordinal) + mark;
    }
}
