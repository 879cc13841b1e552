using Quern.Rows;

namespace Quern.Formats;

/// <summary>Turns what a user names (files, folders, globs, <c>-</c>) into files to read, each recognised by its content.</summary>
internal static class InputFiles
{
    /// <summary>All files that the patterns name, in order. Faults are added to the list, one sentence each.</summary>
    public static IReadOnlyList<InputFile> Expand(IEnumerable<string> patterns, ICollection<string> faults)
    {
        foreach (var pattern in patterns)
        {
            faults.Add($"{pattern}: not found.");
        }

        return [];
    }
}

/// <summary>Opens the reader for a recognised file.</summary>
internal static class RowReaders
{
    /// <summary>A reader for the file. <paramref name="workFolder"/> takes temporary files.</summary>
    public static RowReader Open(InputFile file, string workFolder) => throw new SourceFault($"{file.Path}: cannot be read.");
}

/// <summary>Opens the writer for an output.</summary>
internal static class RowWriters
{
    /// <summary>A writer for the file, under a temporary name until it is complete.</summary>
    public static RowWriter Open(OutputFile file, bool force) => throw new RunFault($"{file.Path}: cannot be written.");

    /// <summary>The format that a path's extension asks for; null when it says nothing known.</summary>
    public static OutputFormat? FormatOf(string path) => null;
}
