using System.IO.Compression;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>
/// Hands out a file of a dataset. One that git holds is sent by the Hub itself; for one in LFS the answer is the signed
/// address of the second host, and headers that name its content.
/// </summary>
internal static class ResolveCall
{
    private const string TextType = "text/plain; charset=utf-8";

    public static Task AnswerAsync(Exchange exchange)
    {
        var (dataset, commit, file) = Find(exchange);
        exchange.Headers["X-Repo-Commit"] = commit.Id;
        if (file.Sha256 is not null)
        {
            return SendToStore(exchange, dataset, commit, file);
        }

        if (exchange.Hub.Settings.RedirectsSmallFiles)
        {
            TellLinked(exchange, file);
            throw new Refusal(307, "Moved") { Location = $"/api/resolve-cache/datasets/{dataset.Id}/{commit.Id}/{Escaped(file.Path)}?etag=%22{file.Etag}%22" };
        }

        return SendSmall(exchange, file);
    }

    /// <summary>The Hub's own store of small files: the same bytes, without the redirect.</summary>
    public static Task AnswerFromCacheAsync(Exchange exchange)
    {
        var (_, commit, file) = Find(exchange);
        exchange.Headers["X-Repo-Commit"] = commit.Id;
        return file.Sha256 is null ? SendSmall(exchange, file) : throw Refusal.NoEntry();
    }

    private static (StandInDataset Dataset, StandInCommit Commit, StandInFile File) Find(Exchange exchange)
    {
        var dataset = Access.ToRead(exchange);
        var commit = Access.Commit(exchange, dataset);
        return (dataset, commit, commit.Files.GetValueOrDefault(exchange.Route.Path) ?? throw Refusal.NoEntry());
    }

    private static Task SendToStore(Exchange exchange, StandInDataset dataset, StandInCommit commit, StandInFile file)
    {
        TellLinked(exchange, file);
        exchange.Headers.AcceptRanges = "bytes";
        if (exchange.Hub.Settings.NamesXet)
        {
            exchange.Headers["X-Xet-Hash"] = XetName.Of(file);
            exchange.Headers.Link = $"<{exchange.Hub.Address}/api/datasets/{dataset.Id}/xet-read-token/{commit.Id}>; rel=\"xet-auth\"";
        }

        var query = $"?dataset={Uri.EscapeDataString(dataset.Id)}&commit={commit.Id}&path={Uri.EscapeDataString(file.Path)}";
        throw new Refusal(302, "Found") { Location = exchange.Hub.CdnAddress + exchange.Hub.Signatures.Sign($"/objects/{file.Sha256}{query}") };
    }

    private static void TellLinked(Exchange exchange, StandInFile file)
    {
        exchange.Headers["X-Linked-Etag"] = $"\"{exchange.Faults.FirstOrDefault(static f => f.Etag is not null)?.Etag ?? file.Etag}\"";
        exchange.Headers["X-Linked-Size"] = $"{file.Length}";
    }

    private static Task SendSmall(Exchange exchange, StandInFile file)
    {
        var accepts = exchange.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (!accepts || !exchange.Hub.Settings.CompressesText || exchange.Record.Range is not null || file.Length == 0)
        {
            return FileAnswer.SendAsync(exchange, file.Content, file.Etag, TextType);
        }

        exchange.Headers.ETag = $"W/\"{file.Etag}\"";
        exchange.Headers.ContentEncoding = "gzip";
        var packed = StandInContent.Of(Packed(file.Content));
        return exchange.SendAsync(packed, new ByteRange(0, packed.Length), TextType, 200, lengthKnown: false);
    }

    private static byte[] Packed(StandInContent content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content.ToArray());
        }

        return packed.ToArray();
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
