using System.Net.Http.Headers;
using System.Text.Json;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>Asks the Hub which large files it lacks, and where each of those goes.</summary>
internal sealed class ObjectQuestion(HubHttp http, TargetRepo repo, string revision)
{
    /// <summary>The media type of every exchange about large files.</summary>
    public const string MediaType = "application/vnd.git-lfs+json";

    /// <summary>What to do with each of some files: null where the Hub has it already.</summary>
    public async Task<IReadOnlyDictionary<string, UploadAction?>> AskAsync(IReadOnlyList<LargeFile> files, CancellationToken cancel)
    {
        var question = JsonBody.Object(json => Write(json, files));
        var address = http.At($"/datasets/{HubApi.Escaped(repo.Id)}.git/info/lfs/objects/batch");
        using var answer = await JsonAnswer.AskAsync(http, () => Request(HttpMethod.Post, address, question), About(null), cancel).ConfigureAwait(false);
        if (answer.Body.RootElement.Member("objects") is not { ValueKind: JsonValueKind.Array } objects)
        {
            throw Strange(null, "names no files");
        }

        var byName = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var one in objects.EnumerateArray())
        {
            byName.TryAdd(one.Text("oid") ?? "", one);
        }

        return files.ToDictionary(
            static f => f.Sha256,
            f => byName.TryGetValue(f.Sha256, out var one) ? ActionOf(one, f.File) : throw Strange(f.File, "does not speak of it"),
            StringComparer.Ordinal);
    }

    /// <summary>What a request about a file is about.</summary>
    public CallSubject About(OutgoingFile? file) => new(repo.Id, revision, file?.Path) { Sends = true };

    /// <summary>The fault of an answer that cannot be followed.</summary>
    public UnavailableFault Strange(OutgoingFile? file, string what)
        => new(About(file).Say($"cannot be sent: the Hub's answer about large files {what}. Is HF_ENDPOINT a Hub?"));

    private static HttpRequestMessage Request(HttpMethod method, Uri address, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(method, address) { Content = new JsonBody(body, MediaType) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        return request;
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<LargeFile> files)
    {
        json.WriteString("operation", "upload");
        json.WriteStartArray("transfers");
        json.WriteStringValue("basic");
        json.WriteStringValue("multipart");
        json.WriteEndArray();
        json.WriteStartArray("objects");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("oid", file.Sha256);
            json.WriteNumber("size", file.File.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("hash_algo", "sha256");
        json.WriteStartObject("ref");
        json.WriteString("name", revision);
        json.WriteEndObject();
    }

    private UploadAction? ActionOf(JsonElement said, OutgoingFile file)
    {
        if (said.Member("error") is { ValueKind: JsonValueKind.Object } error)
        {
            var message = error.Text("message") ?? "no reason given";
            throw new UnavailableFault(About(file).Say($"cannot be sent: {http.Settings.Endpoint.Host} does not take it ({message.TrimEnd('.')})"));
        }

        // Nothing to be done with it: it is stored.
        return said.Member("actions") is not { } actions || actions.Member("upload") is null
            ? null
            : UploadAction.Of(actions, file.Bytes, http.Settings.Endpoint) ?? throw Strange(file, "names no address, or another number of parts than the file has");
    }
}
