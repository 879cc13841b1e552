using Quern.Hub.Cache;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Fetching;

/// <summary>One file on its way into the cache, in the background. Several readers may wait for it.</summary>
internal sealed class Download : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HubCache _cache;
    private readonly HubSettings _settings;
    private readonly FileTransfer _transfer;
    private readonly Func<Download, long> _othersLack;
    private readonly Task _work;

    private Download(HubHttp http, HubCache cache, string id, string commit, RepoFile file, Func<Download, long> othersLack)
    {
        _othersLack = othersLack;
        (Id, Commit, File) = (id, commit, file);
        _cache = cache;
        _settings = http.Settings;
        _transfer = new FileTransfer(http, new HubApi(http).FileAt(id, commit, file.Path), new CallSubject(id, commit, file.Path), file);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>The dataset.</summary>
    public string Id { get; }

    /// <summary>The commit.</summary>
    public string Commit { get; }

    /// <summary>The file.</summary>
    public RepoFile File { get; }

    /// <summary>How much of it is here.</summary>
    public Arrival Arrival { get; } = new();

    /// <summary>How many need it; to be changed by <see cref="Downloads"/> alone.</summary>
    public int Readers { get; set; }

    /// <summary>Begins.</summary>
    /// <param name="http">Asks the Hub.</param>
    /// <param name="cache">Takes the file.</param>
    /// <param name="id">The dataset.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file.</param>
    /// <param name="othersLack">How many bytes the other downloads have yet to bring.</param>
    public static Download Begin(HubHttp http, HubCache cache, string id, string commit, RepoFile file, Func<Download, long> othersLack)
        => new(http, cache, id, commit, file, othersLack);

    /// <summary>Opens the bytes that are here, for reading while more come.</summary>
    public FileStream OpenArrived(Func<bool> interrupted)
    {
        try
        {
            return Open(_cache.PartOf(Id, File.Etag));
        }
        catch (FileNotFoundException)
        {
            // It became whole and has its name, or it was damaged and is deleted; the end says which.
            Arrival.WaitForEnd(interrupted);
            return Open(_cache.Require(Id, Commit, File));
        }
    }

    /// <summary>Stops it and waits until it is over; what has arrived is kept.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _work.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private async Task WorkAsync()
    {
        try
        {
            _cache.Prepare(Id);
            using var held = await CacheLock.TakeAsync(_cache.LockOf(Id, File.Etag), File.Path, _settings, _stop.Token).ConfigureAwait(false);
            await FetchAsync().ConfigureAwait(false);
            Arrival.Reach(File.Bytes);
            Arrival.End(failure: null);
        }
        catch (IOException e)
        {
            Arrival.End(_cache.Unwritable(e));
        }
        catch (UnauthorizedAccessException e)
        {
            Arrival.End(_cache.Unwritable(e));
        }
        catch (Exception e)
        {
            // Whoever waits for the file throws it.
            Arrival.End(e);
        }
    }

    private async Task FetchAsync()
    {
        var part = _cache.PartOf(Id, File.Etag);
        // Another process may have fetched it while this one waited.
        if (_cache.Find(Id, Commit, File) is not null)
        {
            System.IO.File.Delete(part);
            return;
        }

        // Damage is mended by fetching once more, unless somebody has read the damaged bytes.
        if (!await FetchPartAsync(part).ConfigureAwait(false) && (!Arrival.TryTakeBack() || !await FetchPartAsync(part).ConfigureAwait(false)))
        {
            throw new RunFault($"{File.Path} of {Id} arrived damaged: its checksum is not {File.Etag}. It was deleted; run again to fetch it anew.");
        }

        System.IO.File.Move(part, _cache.BlobOf(Id, File.Etag), overwrite: true);
        _cache.Link(Id, Commit, File);
    }

    private async Task<bool> FetchPartAsync(string path)
    {
        using (var part = PartialFile.Open(path, File, _stop.Token))
        {
            Arrival.Reach(part.Length);
            DiskSpace.Require(_cache.Root, File.Bytes - part.Length + _othersLack(this), $"{File.Path} of {Id}");
            await _transfer.RunAsync(part, Arrival, _stop.Token).ConfigureAwait(false);
            // What was written over with other bytes is right now, and was not when somebody read it.
            if (part.IsRight() && (!part.HasChanged || Arrival.TryTakeBack()))
            {
                return true;
            }
        }

        System.IO.File.Delete(path);
        return false;
    }
}
