using Quern.Hub.Cache;
using Quern.Hub.Calls;

namespace Quern.Hub.Fetching;

/// <summary>The downloads that this program has under way; whoever asks for the same content gets the same one.</summary>
internal sealed class Downloads(HubHttp http, HubCache cache) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, string Etag), Download> _running = [];

    /// <summary>Begins to fetch a file that will be wanted soon.</summary>
    /// <returns>The download; null when the file is in the cache.</returns>
    public Download? Prepare(string id, string commit, RepoFile file)
    {
        lock (_gate)
        {
            return Begin(id, commit, file);
        }
    }

    /// <summary>Begins to fetch a file, or joins who does.</summary>
    /// <returns>The download, which is to be left when it is no longer needed; null when the file is in the cache.</returns>
    public Download? Join(string id, string commit, RepoFile file)
    {
        lock (_gate)
        {
            var download = Begin(id, commit, file);
            if (download is not null)
            {
                download.Readers++;
            }

            return download;
        }
    }

    /// <summary>Says that a reader needs a download no longer. When nobody does, it is stopped; what has arrived is kept.</summary>
    public void Leave(Download download)
    {
        lock (_gate)
        {
            download.Readers--;
            if (download.Readers > 0 || !_running.Remove((download.Id, download.File.Etag)))
            {
                return;
            }
        }

        download.Dispose();
    }

    /// <summary>Where a file lies in the cache; waits until it is there, whole and right.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file.</param>
    /// <param name="interrupted">Asked now and then whether to give up.</param>
    public string Fetch(string id, string commit, RepoFile file, Func<bool> interrupted)
    {
        if (Join(id, commit, file) is { } download)
        {
            try
            {
                download.Arrival.WaitForEnd(interrupted);
            }
            finally
            {
                Leave(download);
            }
        }

        return cache.Require(id, commit, file);
    }

    /// <summary>The same, for callers that must not hold up a thread while they wait.</summary>
    public async Task<string> FetchAsync(string id, string commit, RepoFile file, CancellationToken cancel)
    {
        if (Join(id, commit, file) is { } download)
        {
            try
            {
                await download.Arrival.WaitForEndAsync(cancel).ConfigureAwait(false);
            }
            finally
            {
                Leave(download);
            }
        }

        return cache.Require(id, commit, file);
    }

    /// <summary>Where a file lies in the cache; null when it is not there whole.</summary>
    public string? Find(string id, string commit, RepoFile file) => cache.Find(id, commit, file);

    /// <summary>How many bytes of a file are here.</summary>
    public long BytesHere(string id, string commit, RepoFile file)
    {
        lock (_gate)
        {
            return _running.TryGetValue((id, file.Etag), out var running) ? running.Arrival.Bytes
                : cache.Holds(id, commit, file) ? file.Bytes
                : cache.PartLength(id, file.Etag);
        }
    }

    /// <summary>Stops all that still runs.</summary>
    public void Dispose()
    {
        List<Download> running;
        lock (_gate)
        {
            running = [.. _running.Values];
            _running.Clear();
        }

        foreach (var download in running)
        {
            download.Dispose();
        }
    }

    private Download? Begin(string id, string commit, RepoFile file)
    {
        if (_running.TryGetValue((id, file.Etag), out var running))
        {
            // One that was begun ahead and failed says nothing of the moment when its file is wanted.
            if (running.Readers > 0 || !running.Arrival.HasFailed)
            {
                return running;
            }

            _running.Remove((id, file.Etag));
            running.Dispose();
        }

        return cache.Find(id, commit, file) is not null ? null
            : _running[(id, file.Etag)] = Download.Begin(http, cache, id, commit, file, OthersLack);
    }

    // What the others have yet to bring must find room too.
    private long OthersLack(Download own)
    {
        lock (_gate)
        {
            return _running.Values.Where(d => d != own && !d.Arrival.HasFailed).Sum(static d => d.File.Bytes - d.Arrival.Bytes);
        }
    }
}
