using Quern.Hub.Registry;

namespace Quern.Cli.Screen;

/// <summary>Datasets for people: a line each, or everything that is known of one.</summary>
internal static class SourcesText
{
    private const int Width = 110;
    private const int Indent = 16;

    private static readonly string[] Heads = ["name", "hub id", "config/split", "rows", "family", "licence", "gated"];

    /// <summary>Prints a table.</summary>
    public static void Print(IReadOnlyList<KnownDataset> datasets, TextWriter to)
    {
        IReadOnlyList<string[]> rows = [Heads, .. datasets.Select(Cells)];
        int[] widths = [.. Heads.Select((_, i) => rows.Max(r => r[i].Length))];
        foreach (var row in rows)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, i) => i == 3 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }

        to.WriteLine();
        to.WriteLine($"{Amount.Count(datasets.Count, "dataset", "datasets")}. Rows are those of the split; ~ about, ? unverified.");
        to.WriteLine("A licence is what the dataset states; it is quoted here, and no advice. quern sources show NAME says more.");
    }

    /// <summary>Prints everything that is known of one dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="sameId">Every entry with its id, itself too.</param>
    /// <param name="list">The user's list that must be named for the dataset to be found; null for those that come with Quern.</param>
    /// <param name="to">Takes the text.</param>
    public static void Print(KnownDataset dataset, IReadOnlyList<KnownDataset> sameId, string? list, TextWriter to)
    {
        to.WriteLine($"{dataset.Name}: {dataset.Hub}");
        foreach (var (head, text) in Facts(dataset, sameId))
        {
            Entry(head, text, to);
        }

        to.WriteLine();
        Entry("to fetch it", $"quern pull {dataset.Name}{(list is null ? "" : $" --datasets {ShellWord.Of(list)}")}", to);
        Entry("in a recipe", list is null ? "sources:" : "sources:   (with the list beside it, as datasets.yaml)", to);
        Entry("", $"  - hub: {dataset.Name}", to);
    }

    private static string[] Cells(KnownDataset dataset) =>
    [
        dataset.Name,
        dataset.Hub,
        Printable.Line(Place(dataset), 60),
        Rows(dataset.DefaultSplit),
        dataset.Family,
        Printable.Line(dataset.Licence, 40),
        dataset.Gated ? "yes" : "no",
    ];

    private static string Place(KnownDataset dataset) => string.Join('/', new[] { dataset.Config, dataset.Split }.OfType<string>());

    private static string Rows(KnownSplit? split) => split switch
    {
        { Certainty: RowCertainty.Exact, Rows: { } rows } => Amount.Rows(rows),
        { Certainty: RowCertainty.About, Rows: { } rows } => "~" + Amount.Rows(rows),
        { Certainty: RowCertainty.Unverified, Rows: { } rows } => "?" + Amount.Rows(rows),
        _ => "?",
    };

    private static IEnumerable<(string Head, string? Text)> Facts(KnownDataset dataset, IReadOnlyList<KnownDataset> sameId)
    {
        yield return ("config", dataset.Config);
        foreach (var split in dataset.Splits)
        {
            yield return (split == dataset.Splits[0] ? "splits" : "", $"{split.Name}: {InWords(split)}{(split.Name == dataset.Split && dataset.Splits.Count > 1 ? " (read unless another is asked for)" : "")}");
            yield return ("", split.Files.Count > 0 ? $"  {string.Join(", ", split.Files)}" : null);
        }

        yield return ("files", dataset.Files.Count > 0 ? string.Join(", ", dataset.Files) : null);
        yield return ("native", dataset.Native ? "yes: files are read as they were uploaded, not from the Hub's conversion to Parquet" : null);
        yield return ("layout", Meaning(dataset.Layout, RegistryWords.Layouts));
        yield return ("field", dataset.Field);
        yield return ("family", Meaning(dataset.Family, RegistryWords.Families));
        yield return ("label", dataset.LabelField is { } field ? $"{field}: {string.Join(", ", dataset.Labels.Select(static l => $"{l.Value} = {l.Meaning}"))}" : null);
        yield return ("licence", dataset.Licence + (dataset.NonCommercial ? " (excludes commercial use)" : ""));
        yield return ("", dataset.LicenceNote);
        yield return ("gated", dataset.Gated ? $"yes: accept the terms on the dataset's page{(dataset.GateAsks is { } asked ? $"; the form asks for {asked}" : "")}" : "no");
        yield return ("revision", dataset.Revision);
        yield return ("groups", string.Join(", ", dataset.Groups.Append(RegistryWords.All)));
        yield return ("sure", dataset.Seen ? "seen in the dataset's own pages or in programs that read it" : "unverified: remembered, inferred, or seen in part only");
        yield return ("note", dataset.Note);
        yield return ("same id", sameId.Count > 1 ? string.Join(", ", sameId.Where(e => e.Name != dataset.Name).Select(static e => e.Name)) : null);
    }

    private static string InWords(KnownSplit split) => split switch
    {
        { Certainty: RowCertainty.Exact, Rows: { } rows } => Amount.Count(rows, "row", "rows"),
        { Certainty: RowCertainty.About, Rows: { } rows } => $"about {Amount.Count(rows, "row", "rows")}",
        { Certainty: RowCertainty.Unverified, Rows: { } rows } => $"{Amount.Count(rows, "row", "rows")}, unverified",
        _ => "number of rows unknown",
    };

    private static string Meaning(string word, IReadOnlyList<RegistryWord> known)
        => $"{word}: {known.First(k => k.Word == word).Meaning.Replace("`", "", StringComparison.Ordinal)}";

    private static void Entry(string head, string? text, TextWriter to)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var safe = Printable.Line(text, int.MaxValue);
        var line = $"  {head}".PadRight(Indent) + safe[..(safe.Length - safe.TrimStart().Length)];
        var empty = line.Length;
        foreach (var word in safe.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > empty && line.Length + word.Length > Width)
            {
                to.WriteLine(line.TrimEnd());
                line = new string(' ', Indent);
                empty = Indent;
            }

            line += word + " ";
        }

        to.WriteLine(line.TrimEnd());
    }
}
