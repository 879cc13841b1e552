using System.Net;
using System.Text.Json;
using Quern.Rows;

namespace Quern.Hub.Calls;

/// <summary>The Hub's questions and answers about datasets.</summary>
internal sealed class HubApi(HubHttp http)
{
    // A listing has a thousand entries a page; who sends more pages than this does not end.
    private const int MostPages = 10_000;

    /// <summary>What a dataset is at a revision.</summary>
    public async Task<RepoHead> InfoAsync(string id, string revision, CancellationToken cancel)
    {
        var about = new CallSubject(id, revision);
        using var answer = await JsonAsync($"/api/datasets/{Escaped(id)}/revision/{Uri.EscapeDataString(revision)}", about, cancel).ConfigureAwait(false);
        var info = answer.Body.RootElement;
        if (info.Text("sha") is not { } commit || !RepoName.IsCommit(commit))
        {
            throw Strange(about, "names no commit");
        }

        // The name becomes the name of a folder here, and of what is asked for next.
        var name = info.Text("id") ?? id;
        if (!RepoName.IsId(name))
        {
            throw Strange(about, $"calls it '{name}', which is no name of a dataset");
        }

        var isGated = info.Member("gated") is { ValueKind: JsonValueKind.String or JsonValueKind.True };
        return new RepoHead(name, commit, isGated, info.IsTrue("private"));
    }

    /// <summary>All files of a dataset at a commit.</summary>
    public async Task<IReadOnlyList<RepoFile>> FilesAsync(string id, string commit, CancellationToken cancel)
    {
        var about = new CallSubject(id, commit);
        var files = new Dictionary<string, RepoFile>(StringComparer.Ordinal);
        var pages = new HashSet<Uri>();
        Uri? page = http.At($"/api/datasets/{Escaped(id)}/tree/{Uri.EscapeDataString(commit)}?recursive=true");
        while (page is not null)
        {
            using var answer = await JsonAsync(page, about, cancel).ConfigureAwait(false);
            var isNew = pages.Add(page) && pages.Count <= MostPages;
            if (answer.Body.RootElement.ValueKind != JsonValueKind.Array || !isNew)
            {
                throw Strange(about, isNew ? "is no list" : "has no end");
            }

            foreach (var file in answer.Body.RootElement.EnumerateArray().Select(e => FileOf(e, about)).OfType<RepoFile>())
            {
                files.TryAdd(file.Path, file);
            }

            page = answer.Next;
        }

        return [.. files.Values];
    }

    /// <summary>The branches of a dataset, those that the Hub converts to included.</summary>
    public async Task<IReadOnlyList<string>> RevisionsAsync(string id, CancellationToken cancel)
    {
        using var answer = await JsonAsync($"/api/datasets/{Escaped(id)}/refs", new CallSubject(id), cancel).ConfigureAwait(false);
        string[] kinds = ["branches", "tags", "converts"];
        return [.. kinds.SelectMany(kind => answer.Body.RootElement.List(kind).Select(r => r.Text(kind == "converts" ? "ref" : "name")).OfType<string>())];
    }

    /// <summary>Throws when the user may not read a dataset's files.</summary>
    public async Task CheckAccessAsync(string id, CancellationToken cancel)
    {
        var about = new CallSubject(id);
        using var answer = await http.TrySendAsync(() => new HttpRequestMessage(HttpMethod.Get, http.At($"/api/datasets/{Escaped(id)}/auth-check")), about, cancel).ConfigureAwait(false);
        // A mirror may not know the question; then the first file tells.
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw await Refusal.OfAsync(answer, about, http.Settings, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The address of a file's bytes.</summary>
    public Uri FileAt(string id, string commit, string path)
        => http.At($"/datasets/{Escaped(id)}/resolve/{Uri.EscapeDataString(commit)}/{Escaped(path)}");

    /// <summary>A path in an address: its parts quoted, its slashes kept.</summary>
    public static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private Task<JsonAnswer> JsonAsync(string path, CallSubject about, CancellationToken cancel) => JsonAsync(http.At(path), about, cancel);

    private Task<JsonAnswer> JsonAsync(Uri address, CallSubject about, CancellationToken cancel)
        => JsonAnswer.AskAsync(http, () => new HttpRequestMessage(HttpMethod.Get, address), about, cancel);

    private static RepoFile? FileOf(JsonElement entry, CallSubject about)
    {
        if (entry.Text("type") == "directory")
        {
            return null;
        }

        var path = entry.Text("path") ?? throw Strange(about, "holds an entry without a path");
        var named = entry.Member("lfs") is { ValueKind: JsonValueKind.Object } large ? large : entry;
        var etag = named.Text("oid");
        var bytes = Length(named) ?? Length(entry);
        // A path that cannot be used here is left out where files are chosen, which says so.
        if (path.Length == 0 || etag is null || !RepoName.IsEtag(etag) || bytes is null or < 0)
        {
            throw Strange(about, $"holds an entry that is no file: {path}");
        }

        return new RepoFile(path, bytes.Value, etag) { BlobId = entry.Text("oid") };
    }

    private static long? Length(JsonElement entry) => entry.Member("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : null;

    private static UnavailableFault Strange(CallSubject about, string what)
        => new(about.Say($"cannot be had: the Hub's answer {what}. Is HF_ENDPOINT a Hub?"));
}

/// <summary>What the Hub says of a dataset.</summary>
/// <param name="Id">Its name, which may have changed since it was asked for.</param>
/// <param name="Commit">The commit that the revision stands for now.</param>
/// <param name="Gated">Whether its files are given only to those who agreed to terms.</param>
/// <param name="Private">Whether only its owners see it.</param>
internal sealed record RepoHead(string Id, string Commit, bool Gated, bool Private);
