using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Quern.HubStandIn;

namespace Quern.Tests.Hub.StandIn;

/// <summary>What the tests of uploads share: a user who may write, and the calls as a client makes them.</summary>
public abstract class UploadCase : StandInCase
{
    internal const string Token = "hf_ann";

    internal void Known() => Stand.Add(new StandInUser("ann", Token, MayWrite: true));

    internal static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal async Task<(int Status, JsonNode Body)> Post(string target, string json, string type = "application/json", string? token = Token)
    {
        using var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await Send(HttpMethod.Post, target, token, content: content);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!);
    }

    /// <summary>Asks where to send one object.</summary>
    internal async Task<JsonNode> Batch(byte[] bytes, string transfers = "\"basic\",\"multipart\"")
    {
        var (status, body) = await Post(
            $"datasets/{Id}.git/info/lfs/objects/batch",
            $$"""{"operation":"upload","transfers":[{{transfers}}],"objects":[{"oid":"{{Sha256(bytes)}}","size":{{bytes.Length}}}],"hash_algo":"sha256"}""",
            "application/vnd.git-lfs+json");
        status.ShouldBe(200);
        return body;
    }

    internal async Task<HttpResponseMessage> Put(string address, byte[] bytes, string? token = null)
    {
        using var content = new ByteArrayContent(bytes);
        return await Send(HttpMethod.Put, address, token, content: content);
    }

    internal Task<(int Status, JsonNode Body)> Commit(string header, params string[] lines)
        => Post($"api/datasets/{Id}/commit/main", string.Join('\n', lines.Prepend($$"""{"key":"header","value":{{header}}}""")) + "\n", "application/x-ndjson");

    internal static string LfsLine(string path, byte[] bytes)
        => $$$"""{"key":"lfsFile","value":{"path":"{{{path}}}","algo":"sha256","oid":"{{{Sha256(bytes)}}}","size":{{{bytes.Length}}}}}""";

    internal static string FileLine(string path, string text)
        => $$$"""{"key":"file","value":{"path":"{{{path}}}","encoding":"base64","content":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}}"}}""";
}
