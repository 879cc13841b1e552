using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Selecting;

/// <summary>
/// Which fields rows have, for formats without a schema: those of the first rows of a file are all that a recipe can name. A
/// slip in a name must not pass for a field that no row has.
/// </summary>
internal static class RowFields
{
    /// <summary>The names of the fields of some rows of a batch, in the order in which they are met.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sound">Which of its rows; they must be sound.</param>
    public static List<string> Of(RowBatch batch, IEnumerable<int> sound)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var plain = new ByteBuffer();
        foreach (var index in sound)
        {
            var members = new JsonMembers(batch[index]);
            while (members.MoveNext())
            {
                plain.Clear();
                JsonUnescape.Write(members.Name, plain);
                var name = Encoding.UTF8.GetString(plain.Span);
                if (seen.Add(name))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    /// <summary>Throws when fields that are to be kept are in none of the rows; broken rows say nothing.</summary>
    public static void RequireColumns(IReadOnlyList<string> columns, RowBatch batch)
    {
        var check = new RowCheck();
        var fields = Of(batch, Enumerable.Range(0, batch.Count).Where(i => !batch.IsBroken(i, out _) && (batch.Trusted || check.Passes(batch[i], out _))));
        var unknown = columns.Except(fields, StringComparer.Ordinal).ToList();
        if (fields.Count > 0 && unknown.Count > 0)
        {
            throw new RecipeFault([.. unknown.Select(name => WhereFaults.UnknownColumn(name, fields, batch.File))]);
        }
    }
}
