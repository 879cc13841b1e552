using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Formats.Selecting;

/// <summary>
/// A where that was found to be one condition over one row. What it may not hold, a SELECT of its own above all, is found in
/// the tree that DuckDB makes of it, so that no trick of writing hides it.
/// </summary>
/// <param name="Text">The where as it was written.</param>
/// <param name="Names">The names it reads: of fields, and of parameters of its own.</param>
/// <param name="Parameters">Those that may be parameters of a lambda, and so need not be fields.</param>
internal sealed record Condition(string Text, IReadOnlyList<string> Names, IReadOnlySet<string> Parameters)
{
    /// <summary>The condition inside a query; its last line may be a comment.</summary>
    public string Sql => $"(\n{Text}\n)";

    /// <summary>Takes a where apart; <see cref="RecipeFault"/> when it is no such condition.</summary>
    public static Condition Parse(DuckDbSession session, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw WhereFaults.Unfit("holds the character NUL, which no SQL may", text);
        }

        try
        {
            // What parses without parentheses closes none that it did not open, and what parses inside some is an
            // expression; what does both is one expression, and the parentheses around it hold.
            using var alone = SqlTree.Parse(session, $"SELECT\n{text}\n");
            using var tree = SqlTree.Parse(session, $"SELECT (\n{text}\n)");
            var parts = new ConditionParts(text);
            parts.Add(tree.RootElement.GetProperty("statements"));
            return new Condition(text, parts.Names, parts.Parameters);
        }
        catch (DuckDbFault fault)
        {
            throw WhereFaults.Unfit($"is no condition that DuckDB understands: {WhereFaults.Words(fault)}", text);
        }
    }

    /// <summary>What is wrong with a where, before any file is known; null when nothing is. Costs the opening of DuckDB.</summary>
    public static string? FaultOf(string text)
    {
        try
        {
            using var session = DuckDbSession.Open(Path.GetTempPath(), threads: 1);
            Parse(session, text);
            return null;
        }
        catch (RecipeFault fault)
        {
            return fault.Message;
        }
        catch (RunFault fault)
        {
            return $"The where cannot be checked: {fault.Message}";
        }
    }
}
