using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Quern.HubStandIn;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

/// <summary>A stand-in and a client that follows no redirect by itself, as the tests of the stand-in need both.</summary>
public abstract class StandInCase : IAsyncLifetime
{
    internal const string Id = "ann/riddles";

    internal StandInHub Stand { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Stand = await StandInHub.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = Stand.Endpoint };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Stand.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A dataset with a small file and a large one.</summary>
    internal StandInDataset Riddles()
    {
        var dataset = Stand.Add(new StandInDataset(Id));
        dataset.Commit(static d => d.Add("README.md", "# Riddles\n").Add("data/train-00000.parquet", Pattern(5000)));
        return dataset;
    }

    /// <summary>Bytes that are not alike, the same each time.</summary>
    internal static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    internal async Task<JsonNode> JsonAt(string target) => JsonNode.Parse(await TextAt(target))!;

    internal Task<string> TextAt(string target) => Client.GetStringAsync(new Uri(target, UriKind.RelativeOrAbsolute), Stop);

    internal async Task<HttpResponseMessage> Send(HttpMethod method, string target, string? token = null, (long? From, long? To)? range = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, target) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Range = range is { } part ? new RangeHeaderValue(part.From, part.To) : null;
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    internal Task<HttpResponseMessage> Get(string target, string? token = null, (long? From, long? To)? range = null) => Send(HttpMethod.Get, target, token, range);

    /// <summary>Gets a large file: first the way to it, then the file.</summary>
    internal async Task<HttpResponseMessage> GetLarge(string path, (long? From, long? To)? range = null)
    {
        using var found = await Get($"datasets/{Id}/resolve/main/{path}");
        ((int)found.StatusCode).ShouldBe(302);
        return await Get(found.Headers.Location!.AbsoluteUri, range: range);
    }

    /// <summary>The bytes that come before a body ends or breaks off, and whether it broke off.</summary>
    internal static async Task<(byte[] Bytes, bool Broken)> ReadAll(HttpResponseMessage response)
    {
        var all = new MemoryStream();
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(Stop);
            await body.CopyToAsync(all, Stop);
            return (all.ToArray(), false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (all.ToArray(), true);
        }
    }

    internal static string? HeaderOf(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
