using System.Text;
using Quern.Formats;
using Quern.Hub.Cache;
using Quern.Hub.Calls;
using Quern.Hub.Fetching;
using Quern.Hub.Layout;
using Quern.Hub.Registry;
using Quern.Rows;

namespace Quern.Hub;

/// <summary>
/// The datasets of the Hub, as this machine can have them: what is asked for is looked up there, or in the cache when the
/// Hub is out of reach, and files are fetched when their rows are wanted.
/// </summary>
internal sealed class HubDatasets : IDisposable
{
    private const string ConvertedRevision = "refs/convert/parquet";
    private const string Readme = "README.md";
    private const int LongestCard = 16 << 20;
    private const int ShownRevisions = 20;

    private readonly HubHttp _http;
    private readonly HubApi _api;
    private readonly HubCache _cache;
    private readonly Downloads _downloads;

    public HubDatasets(HubSettings settings)
    {
        _http = new HubHttp(settings);
        _api = new HubApi(_http);
        _cache = new HubCache(settings.CacheFolder);
        _downloads = new Downloads(_http, _cache);
    }

    /// <summary>Where the Hub is, and how it is asked.</summary>
    public HubSettings Settings => _http.Settings;

    /// <summary>Finds out what will be read. Only names and lengths are fetched, and the card.</summary>
    public async Task<HubSource> OpenAsync(HubWish wish, CancellationToken cancel)
    {
        var notes = new List<string>();
        var found = await LookUpAsync(wish.Id, wish.Revision ?? RepoName.Main, notes, cancel).ConfigureAwait(false);
        var files = await ListAsync(found, notes, cancel).ConfigureAwait(false);
        var card = await CardAsync(found, files, cancel).ConfigureAwait(false);
        var (read, chosen) = await ChooseAsync(found, files, card, wish, cancel).ConfigureAwait(false);
        chosen = chosen with { Field = chosen.Field ?? wish.RowsKey };
        await CheckAccessAsync(read, chosen, cancel).ConfigureAwait(false);
        return new HubSource(read.Id, read.Commit, chosen, FilesOf(read, chosen), LicenceOf(card)) { Notes = [.. notes, .. chosen.Notes] };
    }

    /// <summary>A source that was found out before: nothing is asked of the Hub until its rows are wanted.</summary>
    public HubSource Reopen(string id, string commit, ChosenFiles chosen, string? licence)
        => new(id, commit, chosen, FilesOf(new Found(id, commit, Gated: false), chosen), licence);

    /// <summary>Throws when the disk of the cache has no room for so many bytes.</summary>
    public void RequireRoom(long bytes) => DiskSpace.Require(_cache.Root, bytes, "What is to be fetched");

    public void Dispose()
    {
        _downloads.Dispose();
        _http.Dispose();
    }

    private List<SourceFile> FilesOf(Found found, ChosenFiles chosen)
        => [.. chosen.Files.Select(f => new HubFile(_downloads, found.Id, found.Commit, f) { RowsKey = chosen.Field })];

    // A commit never changes: what the cache knows of one need not be asked again.
    private async Task<Found> LookUpAsync(string id, string revision, List<string> notes, CancellationToken cancel)
    {
        var kept = Kept(id, revision);
        if (kept is not null && (Settings.Offline || (RepoName.IsCommit(revision) && _cache.ListingOf(id, revision) is not null)))
        {
            return kept;
        }

        try
        {
            // What is asked for by an old name is kept under it, as other programs do, and so it is found there again.
            var info = await _api.InfoAsync(id, revision, cancel).ConfigureAwait(false);
            _cache.KeepCommit(id, revision, info.Commit);
            notes.AddRange(info.Id == id ? [] : [$"{id} is called {info.Id} now."]);
            return new Found(id, info.Commit, info.Gated);
        }
        catch (UnavailableFault fault) when (fault.MayPass && kept is not null)
        {
            notes.Add($"{fault.Message} The cache is read, which holds commit {kept.Commit[..12]}.");
            return kept;
        }
        catch (UnavailableFault fault) when (!fault.MayPass && !Settings.Offline && revision is not (RepoName.Main or ConvertedRevision))
        {
            throw await WithRevisionsAsync(fault, id, cancel).ConfigureAwait(false);
        }
    }

    private Found? Kept(string id, string revision)
        => _cache.CommitOf(id, revision) is { } commit ? new Found(id, commit, Gated: false) { IsKept = true } : null;

    private async Task<UnavailableFault> WithRevisionsAsync(UnavailableFault fault, string id, CancellationToken cancel)
    {
        try
        {
            var revisions = await _api.RevisionsAsync(id, cancel).ConfigureAwait(false);
            return new UnavailableFault($"{fault.Message} There are: {Wording.Some(revisions, ShownRevisions)}.", fault);
        }
        catch (SourceFault)
        {
            // The dataset itself cannot be had; the first fault said so.
            return fault;
        }
    }

    private async Task<IReadOnlyList<RepoFile>> ListAsync(Found found, List<string> notes, CancellationToken cancel)
    {
        if (_cache.ListingOf(found.Id, found.Commit) is { } kept)
        {
            return kept;
        }

        try
        {
            var files = await _api.FilesAsync(found.Id, found.Commit, cancel).ConfigureAwait(false);
            _cache.KeepListing(found.Id, found.Commit, files);
            return files;
        }
        catch (UnavailableFault fault) when ((Settings.Offline || fault.MayPass) && _cache.FilesOf(found.Id, found.Commit) is { Count: > 0 } here)
        {
            notes.Add($"The cache holds no listing of {found.Id} at commit {found.Commit[..12]}: the files that lie there are read, and there may be more of them on the Hub.");
            return here;
        }
    }

    private async Task<DatasetCard> CardAsync(Found found, IReadOnlyList<RepoFile> files, CancellationToken cancel)
    {
        if (files.FirstOrDefault(static f => f.Path == Readme) is not { } readme)
        {
            return DatasetCard.Empty;
        }

        if (readme.Bytes > LongestCard)
        {
            return DatasetCard.Empty with { Notes = [$"The dataset card (README.md) is longer than {LongestCard >> 20} MiB and is not read."] };
        }

        try
        {
            var path = await _downloads.FetchAsync(found.Id, found.Commit, readme, cancel).ConfigureAwait(false);
            return DatasetCard.Read(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"The dataset card of {found.Id} in the cache {_cache.Root} cannot be read: {e.Message}", e);
        }
        catch (UnavailableFault) when (Settings.Offline || found.IsKept)
        {
            // Who fetched the data with another program may have left the card out.
            return DatasetCard.Empty with { Notes = ["The cache does not hold the dataset card (README.md), so the names of the files alone tell what belongs to which config and split."] };
        }
    }

    private async Task<(Found Read, ChosenFiles Chosen)> ChooseAsync(
        Found found, IReadOnlyList<RepoFile> files, DatasetCard card, HubWish wish, CancellationToken cancel)
    {
        var nativeOnly = wish.Native || wish.Files.Files.Count > 0 || wish.Revision is not (null or RepoName.Main);
        var converted = nativeOnly || IsParquet(found.Id, files, card, wish.Files) ? null : await ConvertedAsync(found, cancel).ConfigureAwait(false);
        var chosen = SourceFormat.Of(found.Id, files, card, converted?.Files, wish.Files, nativeOnly);
        return (chosen.IsConverted ? converted!.Value.Found : found, chosen);
    }

    // What is Parquet already, nobody has to have converted.
    private static bool IsParquet(string id, IReadOnlyList<RepoFile> files, DatasetCard card, FileWish wish)
    {
        try
        {
            return FileName.KindOf(FileChoice.Of(id, files, card, wish).Files[0].Path) == FileKind.Parquet;
        }
        catch (RecipeFault)
        {
            return false;
        }
    }

    private async Task<(Found Found, IReadOnlyList<RepoFile> Files)?> ConvertedAsync(Found own, CancellationToken cancel)
    {
        try
        {
            // A Hub that did not answer a moment ago is not asked again.
            var converted = own.IsKept ? Kept(own.Id, ConvertedRevision) : await LookUpAsync(own.Id, ConvertedRevision, [], cancel).ConfigureAwait(false);
            return converted is null ? null : (converted, await ListAsync(converted, [], cancel).ConfigureAwait(false));
        }
        catch (UnavailableFault fault) when (!fault.MayPass || own.IsKept)
        {
            // Many datasets have none.
            return null;
        }
    }

    // Said before anything is read, and not when the first file turns out to be refused.
    private async Task CheckAccessAsync(Found found, ChosenFiles chosen, CancellationToken cancel)
    {
        if (found.Gated && chosen.Files.Any(f => _downloads.Find(found.Id, found.Commit, f) is null))
        {
            await _api.CheckAccessAsync(found.Id, cancel).ConfigureAwait(false);
        }
    }

    private static string? LicenceOf(DatasetCard card)
    {
        var said = card.Licenses.Where(static l => !l.Equals(RegistryWords.Unknown, StringComparison.OrdinalIgnoreCase)).ToList();
        return said.Count == 0 ? null : string.Join(", ", said);
    }

    /// <summary>A dataset at a commit.</summary>
    private sealed record Found(string Id, string Commit, bool Gated)
    {
        /// <summary>Whether the cache says so, and not the Hub.</summary>
        public bool IsKept { get; init; }
    }
}
