using Quern.Hub.Cache;
using Quern.Hub.Calls;

namespace Quern.Hub.Fetching;

/// <summary>The downloads that this program has under way; whoever asks for the same content gets the same one.</summary>
internal sealed class Downloads(HubHttp http, HubCache cache) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, string Etag), Download> _running = [];

    /// <summary>Begins to fetch a file, or joins who does.</summary>
    /// <returns>The download; null when the file is in the cache.</returns>
    public Download? Begin(string id, string commit, RepoFile file)
    {
        lock (_gate)
        {
            if (_running.TryGetValue((id, file.Etag), out var running))
            {
                return running;
            }

            if (cache.Find(id, commit, file) is not null)
            {
                return null;
            }

            return _running[(id, file.Etag)] = Download.Begin(http, cache, id, commit, file);
        }
    }

    /// <summary>Where a file lies in the cache; null when it is not there whole.</summary>
    public string? Find(string id, string commit, RepoFile file) => cache.Find(id, commit, file);

    /// <summary>How many bytes of a file are here.</summary>
    public long BytesHere(string id, string commit, RepoFile file)
    {
        lock (_gate)
        {
            return _running.TryGetValue((id, file.Etag), out var running) ? running.Arrival.Bytes
                : cache.Find(id, commit, file) is not null ? file.Bytes
                : cache.PartLength(id, file.Etag);
        }
    }

    /// <summary>Stops a download whose rest nobody wants; what has arrived is kept.</summary>
    public void LetGo(Download download)
    {
        lock (_gate)
        {
            _running.Remove((download.Id, download.File.Etag));
        }

        download.Dispose();
    }

    /// <summary>Stops all that still runs.</summary>
    public void Dispose()
    {
        foreach (var download in _running.Values.ToList())
        {
            LetGo(download);
        }
    }
}
