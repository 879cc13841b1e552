using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats;

internal static class ReaderRows
{
    /// <summary>Every row of a reader as text.</summary>
    public static List<string> All(this RowReader reader)
    {
        var rows = new List<string>();
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add(Encoding.UTF8.GetString(batch[i]));
            }
        }

        return rows;
    }
}
