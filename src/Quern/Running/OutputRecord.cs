using System.Text.Json.Serialization;
using Quern.Formats;

namespace Quern.Running;

/// <summary>What a run folder has written, each file with the rows it was written from.</summary>
/// <param name="Files">The files.</param>
internal sealed record OutputRecord(IReadOnlyList<WrittenOutput> Files)
{
    /// <summary>The record of a folder.</summary>
    public static OutputRecord Of(RunFolder folder) => RunJson.TryRead<OutputRecord>(folder.Outputs) ?? new OutputRecord([]);

    /// <summary>What is known of a file; null when this folder has not written it.</summary>
    public WrittenOutput? Find(string path) => Files.FirstOrDefault(f => f.Path == Path.GetFullPath(path));

    /// <summary>Whether a file that exists is this folder's own: as it was written, or from a run that was killed over it.</summary>
    public bool MayReplace(string path) => Find(path) is { } known && (!known.Finished || known.IsUnchanged);

    /// <summary>The record with another file in it.</summary>
    public OutputRecord With(WrittenOutput file) => new([.. Files.Where(f => f.Path != file.Path), file]);

    /// <summary>Writes the record.</summary>
    public void Save(RunFolder folder) => RunJson.Write(folder.Outputs, this);
}

/// <summary>A file as it was when it had been written.</summary>
/// <param name="Path">Its full name.</param>
/// <param name="Format">How it was written.</param>
/// <param name="Rows">The rows in it, named by segment and checksums.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Changed">Its time of change, in ticks.</param>
/// <param name="Finished">False from the moment it was begun until it has its name.</param>
internal sealed record WrittenOutput(string Path, OutputFormat Format, string Rows, long Bytes, long Changed, bool Finished)
{
    /// <summary>CRC-32C of its bytes, as eight hexadecimal digits.</summary>
    public string? Crc32c { get; init; }

    /// <summary>What its writer had to say about it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether this is the file that a run's statistics name: by its way from where the run was made.</summary>
    public bool IsNamed(WrittenFile output)
        => Path == output.Path || Path.EndsWith("/" + output.Path.Replace("../", "", StringComparison.Ordinal).Replace("./", "", StringComparison.Ordinal), StringComparison.Ordinal);

    /// <summary>Whether the file is still as it was written.</summary>
    [JsonIgnore]
    public bool IsUnchanged
        => Finished && new FileInfo(Path) is { Exists: true } file && file.Length == Bytes && file.LastWriteTimeUtc.Ticks == Changed;
}
