using System.Globalization;
using System.Text;
using Quern.Hub.Cards;

namespace Quern.Hub.Push.Card;

/// <summary>Writes a dataset card: the head that the Hub reads, and a short text with a table of the files.</summary>
internal static class CardText
{
    private const int MostFilesInTable = 200;

    /// <summary>Writes the card.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="licences">Its licences, as the Hub calls them or in other words.</param>
    /// <param name="files">Its files.</param>
    /// <param name="splits">Its splits.</param>
    public static string Of(string id, IReadOnlyList<string> licences, IReadOnlyList<CardFile> files, IReadOnlyList<DeclaredSplit> splits)
    {
        var head = new CardHead();
        head.AddLicences(licences);
        head.AddConfigs(splits);
        head.AddCounts(splits);
        return $"{head.Close()}\n# {id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]}\n\n{Table(files, splits)}\n"
            + "This card was made by `quern push`; replace it with what a reader must know of the rows.\n";
    }

    private static string Table(IReadOnlyList<CardFile> files, IReadOnlyList<DeclaredSplit> splits)
    {
        var splitOf = splits.SelectMany(static s => s.Files.Select(f => (f.Path, s.Name))).ToDictionary(static s => s.Path, static s => s.Name, StringComparer.Ordinal);
        var table = new StringBuilder("| File | Split | Rows | Bytes |\n|---|---|---:|---:|\n");
        foreach (var file in files.Take(MostFilesInTable))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {CardMarkdown.Cell(CardMarkdown.Code(file.Path))} | {splitOf.GetValueOrDefault(file.Path, "")} | {file.Rows:N0} | {file.Bytes:N0} |\n");
        }

        if (files.Count > MostFilesInTable)
        {
            table.Append(CultureInfo.InvariantCulture, $"| and {files.Count - MostFilesInTable:N0} more | | | {files.Skip(MostFilesInTable).Sum(static f => f.Bytes):N0} |\n");
        }

        return table.ToString();
    }
}
