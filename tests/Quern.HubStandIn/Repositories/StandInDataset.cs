using System.Text.Json.Nodes;

namespace Quern.HubStandIn.Repositories;

/// <summary>
/// A dataset of the stand-in: commits, and the branches and tags that name them. <c>main</c> begins with the commit that
/// the Hub makes itself, which holds a <c>.gitattributes</c>.
/// </summary>
internal sealed class StandInDataset
{
    private const string Main = "main";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StandInCommit> _commits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StandInCommit> _branches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StandInCommit> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _writers = new(StringComparer.Ordinal);

    public StandInDataset(string id)
    {
        Id = id;
        Commit(static d => d.Add(".gitattributes", LargeFiles.Attributes), message: "initial commit");
    }

    /// <summary>Its name, with the name of its owner: <c>owner/name</c>.</summary>
    public string Id { get; }

    /// <summary>The owner's name; empty for a name without one.</summary>
    public string Owner => Id.Contains('/', StringComparison.Ordinal) ? Id[..Id.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>Whether its existence is hidden from those who may not read it.</summary>
    public bool Private { get; set; }

    /// <summary>Whether its files are handed out only to those who were let in.</summary>
    public Gate Gate { get; set; }

    /// <summary>Whether the Hub has closed it.</summary>
    public bool Disabled { get; set; }

    /// <summary>The card's YAML as the Hub shows it in JSON.</summary>
    public JsonNode? CardFields { get; set; }

    /// <summary>Files longer than this go to LFS.</summary>
    public long LfsThreshold { get; set; } = LargeFiles.UsualThreshold;

    /// <summary>The newest commit of <c>main</c>.</summary>
    public StandInCommit Head => Find(Main)!;

    /// <summary>The branches, by full name: <c>refs/heads/main</c>, <c>refs/convert/parquet</c>, <c>refs/pr/1</c>.</summary>
    public IReadOnlyDictionary<string, StandInCommit> Branches => Copy(_branches);

    /// <summary>The tags, by name.</summary>
    public IReadOnlyDictionary<string, StandInCommit> Tags => Copy(_tags);

    /// <summary>Lets a user in.</summary>
    public StandInDataset LetRead(string user)
    {
        lock (_lock)
        {
            _readers.Add(user);
        }

        return this;
    }

    /// <summary>Lets a user write, and read as well.</summary>
    public StandInDataset LetWrite(string user)
    {
        lock (_lock)
        {
            _writers.Add(user);
        }

        return this;
    }

    /// <summary>Whether a user was let in or owns the dataset.</summary>
    public bool IsReader(string? user) => user is not null && (IsWriter(user) || Has(_readers, user));

    /// <summary>Whether a user may write.</summary>
    public bool IsWriter(string? user) => user is not null && (user == Owner || Has(_writers, user));

    /// <summary>Makes a commit on a branch and gives its id. A branch that is not there begins empty.</summary>
    public string Commit(Action<CommitDraft> change, string branch = Main, string message = "change")
    {
        lock (_lock)
        {
            var name = FullName(branch);
            var before = _branches.GetValueOrDefault(name);
            var draft = new CommitDraft(before, LfsThreshold);
            change(draft);
            return Put(name, new StandInCommit(before, message, draft.Files)).Id;
        }
    }

    /// <summary>Makes a commit unless the branch has moved on from the commit that is expected; then null.</summary>
    public StandInCommit? CommitOnto(string branch, string? expected, string message, Action<CommitDraft> change, string? newBranch = null)
    {
        lock (_lock)
        {
            var before = _branches[FullName(branch)];
            if (expected is not null && expected != before.Id)
            {
                return null;
            }

            var draft = new CommitDraft(before, LfsThreshold);
            change(draft);
            return Put(FullName(newBranch ?? branch), new StandInCommit(before, message, draft.Files));
        }
    }

    /// <summary>Begins a branch at a revision.</summary>
    public StandInDataset Branch(string name, string from = Main)
    {
        Put(FullName(name), Find(from)!);
        return this;
    }

    /// <summary>Names a revision.</summary>
    public StandInDataset Tag(string name, string revision = Main)
    {
        var commit = Find(revision)!;
        lock (_lock)
        {
            _tags[name] = commit;
        }

        return this;
    }

    /// <summary>The commit that a branch, a tag, an id of 40 hex digits or <c>HEAD</c> names; null when there is none.</summary>
    public StandInCommit? Find(string revision)
    {
        lock (_lock)
        {
            return _branches.GetValueOrDefault(FullName(revision == "HEAD" ? Main : revision)) ?? _tags.GetValueOrDefault(revision) ?? _commits.GetValueOrDefault(revision);
        }
    }

    /// <summary>The newest commit of a branch; null when there is no such branch.</summary>
    public StandInCommit? FindBranch(string branch) => Branches.GetValueOrDefault(FullName(branch));

    /// <summary>The content of a file in LFS, whichever commit holds it; null when none does.</summary>
    public StandInContent? FindLarge(string sha256)
    {
        lock (_lock)
        {
            return _commits.Values.SelectMany(static c => c.Files.Values).FirstOrDefault(f => f.Sha256 == sha256)?.Content;
        }
    }

    private static string FullName(string branch) => branch.StartsWith("refs/", StringComparison.Ordinal) ? branch : $"refs/heads/{branch}";

    private StandInCommit Put(string branch, StandInCommit commit)
    {
        lock (_lock)
        {
            _commits[commit.Id] = commit;
            _branches[branch] = commit;
            return commit;
        }
    }

    private bool Has(HashSet<string> users, string user)
    {
        lock (_lock)
        {
            return users.Contains(user);
        }
    }

    private SortedDictionary<string, StandInCommit> Copy(Dictionary<string, StandInCommit> named)
    {
        lock (_lock)
        {
            return new(named, StringComparer.Ordinal);
        }
    }
}
