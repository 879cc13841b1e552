using System.Text.Json.Serialization;
using Quern.Formats.Shards;

namespace Quern.Running;

/// <summary>What a run did.</summary>
/// <param name="Ledger">The fate of every row.</param>
/// <param name="Outputs">The files written.</param>
/// <param name="RejectFiles">The files of rejected rows.</param>
/// <param name="Folder">The run folder, when there is one.</param>
/// <param name="Complete">False when more rows were quarantined than tolerated, or a source was short.</param>
/// <param name="UpToDate">True when everything had been done before and nothing was left to do.</param>
/// <param name="Shards">The shards of the last segment, when there is a run folder.</param>
internal sealed record RunResult(
    Ledger Ledger,
    IReadOnlyList<WrittenFile> Outputs,
    IReadOnlyList<string> RejectFiles,
    string? Folder,
    bool Complete,
    bool UpToDate,
    IReadOnlyList<Shard> Shards)
{
    /// <summary>What of the rows the outputs' formats could not hold as it was, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether fewer rows came out than were wanted.</summary>
    public bool IsBelowTarget { get; init; }

    /// <summary>0, or 3 when the result is incomplete.</summary>
    public int ExitCode => Complete ? 0 : 3;
}

/// <summary>A file that a run wrote.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record WrittenFile(string Path, long Rows, long Bytes)
{
    /// <summary>CRC-32C of its bytes, as eight hexadecimal digits; null where they went to standard output.</summary>
    public string? Crc32c { get; init; }

    /// <summary>The part of a split whose rows it holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }
}
