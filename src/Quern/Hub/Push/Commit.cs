using System.Net;
using System.Text.Json;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>A commit that was made.</summary>
/// <param name="Oid">Its name.</param>
/// <param name="Url">Where people see it.</param>
internal sealed record MadeCommit(string Oid, string Url);

/// <summary>
/// Makes commits. A commit must not be made twice, and its answer may be lost after it was made; so it is never simply sent
/// again: first the branch is looked at. That each names the commit before it keeps out what others pushed meanwhile.
/// </summary>
internal sealed class Commit(HubHttp http, TargetRepo repo, string revision, PushProgress progress)
{
    private CallSubject About => new(repo.Id, revision) { Sends = true };

    /// <summary>Makes one.</summary>
    /// <param name="message">What it is to say.</param>
    /// <param name="parent">The commit that it must follow.</param>
    /// <param name="entries">Its files; the large ones are stored already.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<MadeCommit> MakeAsync(string message, string parent, IReadOnlyList<CommitEntry> entries, CancellationToken cancel)
    {
        var meter = new SliceMeter(progress);
        for (var attempt = 0; ; attempt++)
        {
            var attempted = await TryAsync(message, parent, entries, meter, cancel).ConfigureAwait(false);
            if (attempted.Made is { } made)
            {
                return made;
            }

            // Also a conflict may be our own doing: an attempt before this one that went through without an answer.
            await Task.Delay(attempted.Wait ?? RetryRule.Wait(attempt, http.Settings), http.Settings.Clock, cancel).ConfigureAwait(false);
            if (await FindAsync(parent, entries, cancel).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            if (attempt >= http.Settings.Retries)
            {
                throw attempted.Fault;
            }
        }
    }

    private async Task<Attempt> TryAsync(
        string message, string parent, IReadOnlyList<CommitEntry> entries, SliceMeter meter, CancellationToken cancel)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n', 2);
        var address = http.At($"/api/datasets/{HubApi.Escaped(repo.Id)}/commit/{Uri.EscapeDataString(revision)}");
        HttpRequestMessage Request() => new(HttpMethod.Post, address) { Content = new CommitBody(lines[0], lines.ElementAtOrDefault(1) ?? "", parent, entries, meter) };
        try
        {
            using var answer = await http.SendOnceAsync(Request, cancel).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return new Attempt(await ReadAsync(answer, cancel).ConfigureAwait(false), Unclear());
            }

            var fault = IsConflict(answer.StatusCode) ? Conflict() : await Refusal.OfAsync(answer, About, http.Settings, cancel).ConfigureAwait(false);
            var wait = RetryRule.AskedWait(answer);
            return IsConflict(answer.StatusCode) || (RetryRule.IsPassing(answer.StatusCode) && (wait ?? TimeSpan.Zero) <= RetryRule.LongestAskedWait)
                ? new Attempt(null, fault) { Wait = wait }
                : throw fault;
        }
        catch (Exception e) when (HubHttp.IsNoAnswer(e))
        {
            return new Attempt(null, Refusal.Unreachable(e, About, http.Settings));
        }
    }

    // The commit that has our files, whoever was told of it; null while the branch has not moved.
    private async Task<MadeCommit?> FindAsync(string parent, IReadOnlyList<CommitEntry> entries, CancellationToken cancel)
    {
        var api = new HubApi(http);
        var now = await api.InfoAsync(repo.Id, revision, cancel).ConfigureAwait(false);
        if (now.Commit == parent)
        {
            return null;
        }

        var files = (await api.FilesAsync(repo.Id, now.Commit, cancel).ConfigureAwait(false)).Select(static f => (f.Path, f.Etag)).ToHashSet();
        return entries.All(e => files.Contains((e.File.Path, e.Etag)))
            ? new MadeCommit(now.Commit, UrlOf(now.Commit))
            : throw Conflict();
    }

    // Null when the answer broke off or is not the Hub's; the branch will tell.
    private async Task<MadeCommit?> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            using var body = await JsonAnswer.BodyAsync(answer, http.Settings, cancel).ConfigureAwait(false);
            return body.RootElement.Text("commitOid") is { } name && RepoName.IsCommit(name)
                ? new MadeCommit(name, UrlOf(name))
                : null;
        }
        catch (Exception e) when (HubHttp.IsNoAnswer(e) || e is JsonException)
        {
            return null;
        }
    }

    private string UrlOf(string commit) => $"{http.Settings.PageOf(repo.Id)}/commit/{commit}";

    private static bool IsConflict(HttpStatusCode status) => status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict;

    private UnavailableFault Unclear() => new(About.Say("cannot be sent: the answer to the commit is not understood. Is HF_ENDPOINT a Hub? Run again; what has been sent is kept"));

    private RunFault Conflict()
        => new($"Somebody else changed {repo.Id} ({revision}) while this was being pushed, and nothing of theirs was overwritten. Run again: it looks at the dataset anew and sends only what is still missing.");

    private sealed record Attempt(MadeCommit? Made, QuernFault Fault)
    {
        public TimeSpan? Wait { get; init; }
    }
}
