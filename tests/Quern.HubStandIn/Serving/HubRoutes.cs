using Microsoft.AspNetCore.Http;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Reading;
using Quern.HubStandIn.Uploading;

namespace Quern.HubStandIn.Serving;

/// <summary>The calls that the Hub answers.</summary>
internal static class HubRoutes
{
    // The words that may follow an id; an old dataset may have a name without an owner, and then one of these comes second.
    private static readonly string[] Calls
        = ["revision", "tree", "paths-info", "refs", "commits", "parquet", "auth-check", "resolve", "preupload", "commit", "info"];

    private static readonly Route Nothing = new(RequestKind.Other, static _ => throw new Refusal(404, "Sorry, we can't find the page you are looking for.")) { Bucket = "pages" };

    /// <summary>What a request asks for.</summary>
    public static Route Find(StandInHub hub, string method, Target target) => (method, target.Segments) switch
    {
        ("GET", ["api", "whoami-v2"]) => new(RequestKind.WhoAmI, WhoAmICall.AnswerAsync),
        ("POST", ["api", "repos", "create"]) => new(RequestKind.Creation, CreationCall.AnswerAsync),
        (_, ["api", "resolve-cache", "datasets", var owner, var name, var revision, .. var path]) when IsRead(method)
            => ResolveRoute(hub, method, $"{owner}/{name}", revision, path) with { IdAt = 3, Answer = ResolveCall.AnswerFromCacheAsync },
        (_, ["api", "datasets", _, ..]) => Named(2, target, (id, rest) => Api(method, rest) with { Dataset = id }),
        (_, ["datasets", _, _, ..]) => Named(1, target, (id, rest) => Plain(hub, method, id, rest)),
        _ => Nothing,
    };

    private static Route Named(int at, Target target, Func<string, string[], Route> find)
    {
        var names = target.Segments[at..];
        var count = names.Length == 1 || Calls.Contains(names[1], StringComparer.Ordinal) ? 1 : 2;
        return find(string.Join('/', names[..count]), names[count..]) with { IdAt = at };
    }

    private static Route Api(string method, string[] rest) => (method, rest) switch
    {
        ("GET", []) => new(RequestKind.Description, DescriptionCall.AnswerAsync),
        ("GET", ["revision", var revision]) => new(RequestKind.Description, DescriptionCall.AnswerAsync) { Revision = revision },
        ("GET", ["tree", var revision, .. var path]) => new(RequestKind.Tree, TreeCall.AnswerAsync) { Revision = revision, Path = string.Join('/', path) },
        ("POST", ["paths-info", var revision]) => new(RequestKind.Paths, PathsCall.AnswerAsync) { Revision = revision },
        ("GET", ["refs"]) => new(RequestKind.References, ReferencesCall.AnswerAsync),
        ("GET", ["commits", var revision]) => new(RequestKind.Commits, CommitsCall.AnswerAsync) { Revision = revision },
        ("GET", ["parquet", .. var which]) => new(RequestKind.Parquet, ParquetCall.AnswerAsync) { Rest = which },
        ("GET", ["auth-check"]) => new(RequestKind.Access, AccessCall.AnswerAsync),
        ("POST", ["preupload", var revision]) => new(RequestKind.Preupload, PreuploadCall.AnswerAsync) { Revision = revision },
        ("POST", ["commit", var revision]) => new(RequestKind.Commit, CommitCall.AnswerAsync) { Revision = revision },
        _ => Nothing,
    };

    private static Route Plain(StandInHub hub, string method, string id, string[] rest) => (method, rest) switch
    {
        (_, ["resolve", var revision, .. { Length: > 0 } path]) when IsRead(method) => ResolveRoute(hub, method, id, revision, path),
        ("POST", ["info", "lfs", "objects", "batch"]) => new(RequestKind.Batch, BatchCall.AnswerAsync) { Dataset = WithoutGit(id) },
        ("POST", ["info", "lfs", "verify"]) => new(RequestKind.Verification, VerificationCall.AnswerAsync) { Dataset = WithoutGit(id) },
        ("POST", ["info", "lfs", "complete", var upload]) => new(RequestKind.Completion, CompletionCall.AnswerAsync) { Dataset = WithoutGit(id), Rest = [upload] },
        _ => Nothing,
    };

    // Whether bytes will come is known only by looking: a large file is answered with the way to the other host.
    private static Route ResolveRoute(StandInHub hub, string method, string id, string revision, string[] path)
    {
        var file = string.Join('/', path);
        var small = hub.Find(id)?.Find(revision)?.Files.GetValueOrDefault(file) is { Sha256: null };
        var kind = HttpMethods.IsGet(method) && small ? RequestKind.File : RequestKind.Resolve;
        return new(kind, ResolveCall.AnswerAsync) { Dataset = id, Revision = revision, Path = file, Bucket = "resolvers" };
    }

    private static bool IsRead(string method) => method is "GET" or "HEAD";

    private static string WithoutGit(string id) => id.EndsWith(".git", StringComparison.Ordinal) ? id[..^4] : id;
}
