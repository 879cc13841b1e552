using System.Net;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>The dataset on the Hub as it is before anything is sent.</summary>
/// <param name="Id">Its name, which may have changed since it was asked for.</param>
/// <param name="Head">The newest commit of the branch.</param>
/// <param name="IsNew">Whether it was made just now.</param>
/// <param name="Files">Its files by their paths.</param>
internal sealed record TargetRepo(string Id, string Head, bool IsNew, IReadOnlyDictionary<string, RepoFile> Files)
{
    /// <summary>Looks at the dataset; null when there is none.</summary>
    public static async Task<TargetRepo?> FindAsync(HubHttp http, PushRequest request, CancellationToken cancel)
        => await ExistsAsync(http, request, cancel).ConfigureAwait(false)
            ? await OfAsync(http, request, isNew: false, cancel).ConfigureAwait(false)
            : null;

    /// <summary>Looks at the dataset; makes it when there is none.</summary>
    public static async Task<TargetRepo> FindOrMakeAsync(HubHttp http, PushRequest request, CancellationToken cancel)
    {
        if (await FindAsync(http, request, cancel).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        if (request.Revision != RepoName.Main)
        {
            throw new RecipeFault($"There is no dataset {request.Id} yet, and a new one has no branch but {RepoName.Main}. Push without --revision first.");
        }

        var isNew = await MakeAsync(http, request, cancel).ConfigureAwait(false);
        return await OfAsync(http, request, isNew, cancel).ConfigureAwait(false);
    }

    private static async Task<TargetRepo> OfAsync(HubHttp http, PushRequest request, bool isNew, CancellationToken cancel)
    {
        var api = new HubApi(http);
        var info = await api.InfoAsync(request.Id, request.Revision, cancel).ConfigureAwait(false);
        if (request.Private && !info.Private)
        {
            throw new RecipeFault($"{info.Id} exists and is public, so what is pushed would be seen by everybody, although --private was asked for. "
                + $"Make it private at {http.Settings.PageOf(info.Id)}/settings, or push to another name, or without --private.");
        }

        var files = await api.FilesAsync(info.Id, info.Commit, cancel).ConfigureAwait(false);
        return new TargetRepo(info.Id, info.Commit, isNew, files.DistinctBy(static f => f.Path).ToDictionary(static f => f.Path, StringComparer.Ordinal));
    }

    // The Hub does not tell a dataset that is not there from one that may not be seen; the attempt to make it will tell.
    private static async Task<bool> ExistsAsync(HubHttp http, PushRequest request, CancellationToken cancel)
    {
        var about = new CallSubject(request.Id) { Sends = false };
        using var answer = await http.TrySendAsync(() => new HttpRequestMessage(HttpMethod.Get, http.At($"/api/datasets/{HubApi.Escaped(request.Id)}")), about, cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return true;
        }

        var fault = await Refusal.OfAsync(answer, about, http.Settings, cancel).ConfigureAwait(false);
        return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized && fault is UnavailableFault ? false : throw fault;
    }

    // True when it was made; false when somebody was faster, or when it exists but could not be seen before.
    private static async Task<bool> MakeAsync(HubHttp http, PushRequest request, CancellationToken cancel)
    {
        var about = new CallSubject(request.Id) { Sends = true };
        var parts = request.Id.Split('/');
        var body = JsonBody.Object(json =>
        {
            json.WriteString("type", "dataset");
            json.WriteString("organization", parts[0]);
            json.WriteString("name", parts[1]);
            if (request.Private)
            {
                json.WriteString("visibility", "private");
            }
        });
        using var answer = await http.TrySendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, http.At("/api/repos/create")) { Content = new JsonBody(body, "application/json") }, about, cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict)
        {
            return answer.IsSuccessStatusCode;
        }

        throw await Refusal.OfAsync(answer, about, http.Settings, cancel).ConfigureAwait(false);
    }
}
