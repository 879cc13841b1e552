using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Selecting;

/// <summary>
/// Looks whether rows have the fields that are to be kept. A format without a schema cannot say it beforehand; a name that no
/// row of the first batch has is taken for a mistake, because it would leave rows with less in them than was meant.
/// </summary>
internal static class ChosenColumns
{
    /// <summary>Throws when a field is in none of the rows.</summary>
    /// <param name="columns">The names of the fields.</param>
    /// <param name="rows">The first rows of a file.</param>
    public static void Require(IReadOnlyList<string> columns, RowBatch rows)
    {
        var check = new RowCheck();
        var missing = columns.ToHashSet(StringComparer.Ordinal);
        var there = new HashSet<string>(StringComparer.Ordinal);
        var sound = 0;
        for (var i = 0; i < rows.Count && missing.Count > 0; i++)
        {
            if (!rows.IsBroken(i, out _) && (rows.Trusted || check.Passes(rows[i], out _)))
            {
                sound++;
                missing.RemoveWhere(name => new JsonMembers(rows[i]).MoveTo(Encoding.UTF8.GetBytes(name)));
            }
        }

        if (missing.Count == 0 || sound == 0)
        {
            return;
        }

        for (var i = 0; i < rows.Count && there.Count == 0; i++)
        {
            AddNames(rows, i, check, there);
        }

        var name = missing.Order(StringComparer.Ordinal).First();
        throw new RecipeFault($"columns names '{name}', which none of the first {sound:N0} rows of {rows.File} has.{Suggestion.Sentence(name, there)} There are: {string.Join(", ", there)}.");
    }

    private static void AddNames(RowBatch rows, int index, RowCheck check, HashSet<string> names)
    {
        if (rows.IsBroken(index, out _) || (!rows.Trusted && !check.Passes(rows[index], out _)))
        {
            return;
        }

        var members = new JsonMembers(rows[index]);
        while (members.MoveNext())
        {
            names.Add(Encoding.UTF8.GetString(members.Name));
        }
    }
}
