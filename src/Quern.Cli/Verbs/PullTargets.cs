using Quern.Formats;
using Quern.Hub.Registry;

namespace Quern.Cli.Verbs;

/// <summary>Where the rows of each dataset go: one file for one dataset, or a folder with a file for each.</summary>
internal static class PullTargets
{
    /// <summary>Whether an output is meant as a folder.</summary>
    public static bool IsFolder(string output, int datasets) => output != "-" && (datasets > 1 || output.EndsWith('/') || Directory.Exists(output));

    /// <summary>The output of each dataset, in their order.</summary>
    public static IReadOnlyList<OutputFile> Of(IReadOnlyList<KnownDataset> datasets, string output, ICollection<string> faults)
    {
        if (!IsFolder(output, datasets.Count))
        {
            return [One(output, faults)];
        }

        if (File.Exists(output))
        {
            faults.Add($"{output} is a file; several datasets go into a folder, or with --combine into one file.");
        }

        return [.. datasets.Select(d => new OutputFile(Path.Combine(output, FileNameOf(d, datasets)), OutputFormat.Jsonl))];
    }

    /// <summary>One file, in the format that its name says.</summary>
    public static OutputFile One(string output, ICollection<string> faults)
    {
        if (RowWriters.FormatOf(output) is { } format)
        {
            return new OutputFile(output, format);
        }

        faults.Add($"{output}: the extension does not say how to write it. Use .jsonl, .jsonl.gz, .parquet or .csv, or a folder (with a slash at its end).");
        return new OutputFile(output, OutputFormat.Jsonl);
    }

    // An id without its owner, unless two datasets are called alike.
    private static string FileNameOf(KnownDataset dataset, IReadOnlyList<KnownDataset> all)
    {
        var name = ShortName(dataset);
        var isTaken = all.Any(d => d.Name != dataset.Name && ShortName(d).Equals(name, StringComparison.OrdinalIgnoreCase));
        return (isTaken ? dataset.Name.Replace("/", "--", StringComparison.Ordinal) : name) + ".jsonl";
    }

    private static string ShortName(KnownDataset dataset) => dataset.Name[(dataset.Name.LastIndexOf('/') + 1)..];
}
