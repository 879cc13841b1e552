using Quern.Formats;

namespace Quern.Dedup.Files;

/// <summary>Tells which files can be read again and again where they lie: those of one row a line, uncompressed.</summary>
internal static class DirectRows
{
    /// <summary>Whether a file can be read where it lies.</summary>
    public static bool Serve(InputFile file) => file is { Format: InputFormat.Jsonl, Gzip: false, Pipe: null, Path: not "-" };
}
