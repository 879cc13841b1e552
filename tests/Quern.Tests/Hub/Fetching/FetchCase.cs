using Quern.Hub;
using Quern.Hub.Calls;
using Quern.Hub.Fetching;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.Fetching;

/// <summary>A large file on the stand-in, and downloads of it.</summary>
public abstract class FetchCase : HubCase
{
    internal const string Soup = "data/a.parquet";

    internal static readonly byte[] Content = Bytes(Lines(20_000));

    internal static CancellationToken Never => CancellationToken.None;

    internal Downloads Downloads(HubSettings? settings = null) => new(new HubHttp(settings ?? Settings), Kept);

    internal StandInDataset AddContent(string path = Soup) => Add((path, Content));

    /// <summary>The file as the listing has it.</summary>
    internal RepoFile Listed(string path = Soup)
    {
        var file = Hub.Find(Id)!.Head.Files[path];
        return new RepoFile(path, file.Length, file.Etag);
    }

    internal string Newest => Hub.Find(Id)!.Head.Id;

    internal byte[] Fetch(Downloads downloads, RepoFile? file = null)
        => File.ReadAllBytes(downloads.Fetch(Id, Newest, file ?? Listed(), static () => Stop.IsCancellationRequested));

    internal byte[] Fetch(HubSettings? settings = null)
    {
        using var downloads = Downloads(settings);
        return Fetch(downloads);
    }

    internal string PartPath => Kept.PartOf(Id, Listed().Etag);

    internal string BlobPath => Kept.BlobOf(Id, Listed().Etag);

    internal void WritePart(ReadOnlySpan<byte> bytes)
    {
        Kept.Prepare(Id);
        File.WriteAllBytes(PartPath, bytes);
    }

    /// <summary>The ranges that were asked for, in order; empty for the whole.</summary>
    internal IReadOnlyList<string> AskedRanges => [.. Hub.Requests.Of(RequestKind.File).Select(static r => r.Range ?? "")];
}
