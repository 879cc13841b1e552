using System.Text.Json.Serialization;

namespace Quern.Formats.Shards;

/// <summary>
/// One file of a dataset that lies between steps: rows as JSONL, and beside it (<c>.places</c>) the place of each row.
/// </summary>
/// <param name="Path">The JSONL file.</param>
/// <param name="Rows">How many rows it must hold.</param>
/// <param name="Bytes">How long it must be.</param>
/// <param name="Checksum">CRC-32C of its bytes: a reader compares it at the end.</param>
/// <param name="PlacesChecksum">CRC-32C of the places file.</param>
public sealed record Shard(string Path, long Rows, long Bytes, uint Checksum, uint PlacesChecksum)
{
    /// <summary>The part of a split that its rows belong to; null where nothing was split.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }

    /// <summary>The file with the rows' places: 12 bytes each, source then ordinal, little-endian.</summary>
    public string PlacesPath => Path + ".places";
}
