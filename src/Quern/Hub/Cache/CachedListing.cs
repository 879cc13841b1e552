using System.Text.Json;

namespace Quern.Hub.Cache;

/// <summary>The text of a kept listing: a map from path to what is known of the file, as huggingface_hub writes it.</summary>
internal static class CachedListing
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Layout = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The text of a listing.</summary>
    public static string Write(IEnumerable<RepoFile> files) => JsonSerializer.Serialize(
        new Listing(FormatVersion, files.DistinctBy(static f => f.Path).ToDictionary(static f => f.Path, EntryOf)), Layout);

    /// <summary>The listing that a text holds; null when it is not one that can be trusted.</summary>
    public static IReadOnlyList<RepoFile>? Parse(string text)
    {
        try
        {
            var listing = JsonSerializer.Deserialize<Listing>(text, Layout);
            var entries = listing?.FormatVersion == FormatVersion ? listing.Files : null;
            var files = entries?.Select(static f => FileOf(f.Key, f.Value)).OfType<RepoFile>().ToList();
            return files?.Count == entries?.Count ? files : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Entry EntryOf(RepoFile file) => file.IsLarge
        ? new Entry(file.Bytes, file.BlobId, file.Etag, file.Bytes, null)
        : new Entry(file.Bytes, file.Etag, null, null, null);

    private static RepoFile? FileOf(string path, Entry? entry)
    {
        var etag = entry?.LfsSha256 ?? entry?.BlobId;
        return entry is not null && etag is not null && RepoName.IsEtag(etag) && path.Length > 0 && (entry.LfsSize ?? entry.Size) >= 0
            ? new RepoFile(path, entry.LfsSize ?? entry.Size, etag) { BlobId = entry.BlobId }
            : null;
    }

    private sealed record Listing(int FormatVersion, Dictionary<string, Entry>? Files);

    private sealed record Entry(long Size, string? BlobId, string? LfsSha256, long? LfsSize, string? XetHash);
}
