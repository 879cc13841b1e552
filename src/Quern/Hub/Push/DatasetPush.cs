using Quern.Hub.Calls;
using Quern.Hub.Push.Card;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>
/// Sends files to a dataset on the Hub. What is there already is found out by content, so a push that was cut off is
/// simply run again, from any machine: nothing is remembered here.
/// </summary>
internal sealed class DatasetPush(HubHttp http, PushRequest request, PushLimits limits, PushProgress progress)
{
    /// <summary>The file that is a dataset's card.</summary>
    public const string CardPath = "README.md";

    private readonly List<string> _notes = [];

    /// <summary>Says what would be done. Nothing is sent, not even a piece of a file.</summary>
    public async Task<PushPlan> PlanAsync(CancellationToken cancel)
    {
        CheckReady();
        var local = OutgoingFiles.Find(request.Source, limits);
        progress.Begin("asking the Hub");
        var repo = await TargetRepo.FindAsync(http, request, cancel).ConfigureAwait(false);
        var read = await new FileReading(limits, progress).DoubtfulAsync(local.Files, repo, cancel).ConfigureAwait(false);
        var card = CardOf(local, repo);
        var files = read.Select(f => PlannedFile.Of(f.File, f.State, repo?.Files.GetValueOrDefault(f.File.Path))).ToList();
        if (card == CardOrigin.Made)
        {
            files.Add(new PlannedFile(CardPath, null, FileState.Made, Large: false));
        }

        return new PushPlan(repo?.Id ?? request.Id, request.Revision, repo is not null, card, files, local.LeftOut);
    }

    /// <summary>Sends what the dataset lacks.</summary>
    public async Task<PushResult> RunAsync(CancellationToken cancel)
    {
        CheckReady();
        var local = OutgoingFiles.Find(request.Source, limits);
        progress.Begin("asking the Hub");
        var repo = await TargetRepo.FindOrMakeAsync(http, request, cancel).ConfigureAwait(false);
        var files = await new FileReading(limits, progress).AllAsync(local.Files, repo, cancel).ConfigureAwait(false);
        var card = CardOf(local, repo);
        if (card == CardOrigin.Made)
        {
            var made = CardDraft.Of(request, repo, files, _notes);
            files = [.. files, .. await new FileReading(limits, progress).AllAsync([made], repo, cancel).ConfigureAwait(false)];
        }
        else if (request.Licence is not null)
        {
            _notes.Add($"--licence was left aside: the card is {(card == CardOrigin.Own ? "the README.md that is pushed" : "the README.md that the dataset has")}, and it says what it says.");
        }

        var entries = await EntriesAsync([.. files.Where(static f => f.State != FileState.Unchanged)], repo, cancel).ConfigureAwait(false);
        var sent = await SendAsync(entries, repo, cancel).ConfigureAwait(false);
        var commits = await CommitAsync(entries, repo, cancel).ConfigureAwait(false);
        return Result(repo, files, entries, sent, commits) with { Card = card, LeftOut = local.LeftOut, Notes = _notes };
    }

    private void CheckReady()
    {
        var faults = request.Check().ToList();
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        if (http.Settings.Offline)
        {
            throw new UnavailableFault($"{request.Id} cannot be pushed to: HF_HUB_OFFLINE is set. Unset it to send files.");
        }

        if (http.Settings.Token is null)
        {
            throw new UnauthorisedFault($"No token is set, and {http.Settings.Endpoint.Host} takes files from nobody unknown. Make a token with the right to write at "
                + $"{http.Settings.TokensPage} and set HF_TOKEN to it (HF_HUB_DISABLE_IMPLICIT_TOKEN must not be set).");
        }
    }

    private static CardOrigin CardOf(OutgoingFiles local, TargetRepo? repo)
        => local.Files.Any(static f => f.Path == CardPath) ? CardOrigin.Own
            : repo?.Files.ContainsKey(CardPath) == true ? CardOrigin.Kept
            : CardOrigin.Made;

    private async Task<IReadOnlyList<CommitEntry>> EntriesAsync(IReadOnlyList<ReadFile> files, TargetRepo repo, CancellationToken cancel)
    {
        progress.Begin("asking the Hub");
        var modes = await UploadModes.OfAsync(http, repo, request.Revision, [.. files.Select(static f => f.File)], limits, cancel).ConfigureAwait(false);
        var entries = new List<CommitEntry>();
        for (var i = 0; i < files.Count; i++)
        {
            if (modes[i] != UploadMode.Ignored)
            {
                var isLarge = modes[i] == UploadMode.Large;
                entries.Add(new CommitEntry(files[i].File, await NamesAsync(files[i], isLarge, cancel).ConfigureAwait(false), isLarge));
            }
        }

        var ignored = files.Where((_, i) => modes[i] == UploadMode.Ignored).Select(static f => f.File.Path).ToList();
        if (ignored.Count > 0)
        {
            _notes.Add($"Not sent, because the dataset's own .gitignore names {(ignored.Count == 1 ? "it" : "them")}: {Layout.Wording.Some(ignored, 5)}.");
        }

        return entries;
    }

    // A long file that the Hub wants within the commit all the same is read once more, for git's name of it.
    private static async Task<ContentNames> NamesAsync(ReadFile file, bool isLarge, CancellationToken cancel)
        => isLarge || file.Names!.BlobId is not null ? file.Names! : await ContentNames.OfAsync(file.File, asBlob: true, static _ => { }, cancel).ConfigureAwait(false);

    private async Task<long> SendAsync(IReadOnlyList<CommitEntry> entries, TargetRepo repo, CancellationToken cancel)
    {
        var large = entries.Where(static e => e.IsLarge).Select(static e => new LargeFile(e.File, e.Names.Sha256)).ToList();
        if (large.Count == 0)
        {
            return 0;
        }

        progress.Begin("sending large files", large.Count, large.DistinctBy(static f => f.Sha256).Sum(static f => f.File.Bytes));
        var upload = new ObjectUpload(http, new ObjectQuestion(http, repo, request.Revision), limits, progress);
        await upload.SendAsync(large, cancel).ConfigureAwait(false);
        return upload.BytesSent;
    }

    private async Task<IReadOnlyList<MadeCommit>> CommitAsync(IReadOnlyList<CommitEntry> entries, TargetRepo repo, CancellationToken cancel)
    {
        var batches = CommitBatches.Of(entries, limits);
        var commit = new Commit(http, repo, request.Revision, progress);
        var made = new List<MadeCommit>();
        progress.Begin("committing", entries.Count, entries.Sum(static e => e.BytesInCommit));
        foreach (var batch in batches)
        {
            foreach (var entry in batch)
            {
                entry.File.CheckUnchanged();
            }

            var part = batches.Count > 1 ? $" ({made.Count + 1} of {batches.Count})" : "";
            made.Add(await commit.MakeAsync(MessageOf(entries, part), made.Count > 0 ? made[^1].Oid : repo.Head, batch, cancel).ConfigureAwait(false));
        }

        return made;
    }

    private string MessageOf(IReadOnlyList<CommitEntry> entries, string part)
    {
        var lines = (request.Message ?? (entries.Count == 1 ? $"Add {entries[0].File.Path}" : $"Add {entries.Count:N0} files")).ReplaceLineEndings("\n").Split('\n', 2);
        return string.Join('\n', lines.Skip(1).Prepend(lines[0] + part));
    }

    private PushResult Result(TargetRepo repo, IReadOnlyList<ReadFile> files, IReadOnlyList<CommitEntry> entries, long sent, IReadOnlyList<MadeCommit> commits)
    {
        var unchanged = files.Where(static f => f.State == FileState.Unchanged).ToList();
        var last = commits.Count > 0 ? commits[^1] : null;
        return new PushResult
        {
            Id = repo.Id,
            Revision = request.Revision,
            Url = http.Settings.PageOf(repo.Id),
            Created = repo.IsNew,
            Commit = last?.Oid,
            CommitUrl = last?.Url,
            Commits = commits.Count,
            FilesSent = entries.Count,
            BytesSent = sent + entries.Sum(static e => e.BytesInCommit),
            FilesUnchanged = unchanged.Count,
            BytesThere = unchanged.Sum(static f => f.File.Bytes) + entries.Where(static e => e.IsLarge).Sum(static e => e.File.Bytes) - sent,
        };
    }
}
