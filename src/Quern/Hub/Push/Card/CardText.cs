using System.Globalization;
using System.Text;
using Quern.Steps;

namespace Quern.Hub.Push.Card;

/// <summary>Writes a dataset card: the head that the Hub reads, and a short text with a table of the files.</summary>
internal sealed class CardText
{
    private const int MostFilesInTable = 200;

    private static readonly (long Below, string Name)[] Sizes =
    [
        (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
        (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"), (10_000_000_000, "1B<n<10B"), (100_000_000_000, "10B<n<100B"),
        (1_000_000_000_000, "100B<n<1T"),
    ];

    private readonly StringBuilder _text = new();

    private CardText()
    {
    }

    /// <summary>Writes the card.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="licences">Its licences, as the Hub calls them or in other words.</param>
    /// <param name="files">Its files.</param>
    /// <param name="splits">Its splits.</param>
    public static string Of(string id, IReadOnlyList<string> licences, IReadOnlyList<CardFile> files, IReadOnlyList<DeclaredSplit> splits)
    {
        var card = new CardText();
        card.Line("---");
        card.Licences(licences);
        card.Configs(splits);
        card.Counts(splits);
        card.Line("---");
        card.Line("");
        card.Line($"# {id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]}");
        card.Line("");
        card.Table(files, splits);
        return card._text.ToString();
    }

    // A licence that the Hub does not know must be called other, with its name beside it.
    private void Licences(IReadOnlyList<string> licences)
    {
        var known = licences.Select(KnownLicences.Find).Select(static l => l ?? KnownLicences.Other).Distinct(StringComparer.Ordinal).ToList();
        var others = licences.Where(static l => KnownLicences.Find(l) is null).ToList();
        if (known.Count == 1)
        {
            Line($"license: {known[0]}");
        }
        else if (known.Count > 1)
        {
            Line("license:");
            known.ForEach(l => Line($"- {l}"));
        }

        if (others.Count > 0)
        {
            Line($"license_name: {OptionTable.Quote(string.Join(", ", others))}");
        }
    }

    private void Configs(IReadOnlyList<DeclaredSplit> splits)
    {
        if (splits.Count == 0)
        {
            return;
        }

        Line("configs:");
        Line("- config_name: default");
        Line("  data_files:");
        foreach (var split in splits)
        {
            Line($"  - split: {split.Name}");
            if (split.Paths.Count == 1)
            {
                Line($"    path: {OptionTable.Quote(split.Paths[0])}");
                continue;
            }

            Line("    path:");
            foreach (var path in split.Paths)
            {
                Line($"    - {OptionTable.Quote(path)}");
            }
        }
    }

    // Loaders check these numbers, so they stand here only where every one is known.
    private void Counts(IReadOnlyList<DeclaredSplit> splits)
    {
        if (splits.Count == 0 || splits.Any(static s => s.Files.Any(static f => f.Rows is null)))
        {
            return;
        }

        Line("dataset_info:");
        Line("  splits:");
        foreach (var split in splits)
        {
            Line($"  - name: {split.Name}");
            Line($"    num_examples: {RowsOf(split)}");
            Line($"    num_bytes: {split.Files.Sum(static f => f.Bytes)}");
        }

        var rows = splits.Sum(RowsOf);
        Line("size_categories:");
        Line($"- {Sizes.FirstOrDefault(s => rows < s.Below).Name ?? "n>1T"}");
    }

    private void Table(IReadOnlyList<CardFile> files, IReadOnlyList<DeclaredSplit> splits)
    {
        var splitOf = splits.SelectMany(static s => s.Files.Select(f => (f.Path, s.Name))).ToDictionary(static s => s.Path, static s => s.Name, StringComparer.Ordinal);
        Line("| File | Split | Rows | Bytes |");
        Line("|---|---|---:|---:|");
        foreach (var file in files.Take(MostFilesInTable))
        {
            Line($"| {Cell(file.Path)} | {splitOf.GetValueOrDefault(file.Path, "")} | {file.Rows?.ToString("N0", CultureInfo.InvariantCulture) ?? ""} | {file.Bytes:N0} |");
        }

        if (files.Count > MostFilesInTable)
        {
            Line($"| and {files.Count - MostFilesInTable:N0} more | | | {files.Skip(MostFilesInTable).Sum(static f => f.Bytes):N0} |");
        }

        Line("");
        Line("This card was made by `quern push`; replace it with what a reader must know of the rows.");
    }

    private static long RowsOf(DeclaredSplit split) => split.Files.Sum(static f => f.Rows ?? 0);

    // A name is shown as it is, also where it holds what Markdown takes for a sign.
    private static string Cell(string path) => $"`{path.Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)}`";

    private void Line(string line) => _text.Append(line).Append('\n');
}
