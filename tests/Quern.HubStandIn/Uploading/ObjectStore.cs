using System.Collections.Concurrent;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>The objects that were sent in, in a folder of their own that is removed at the end.</summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly Lazy<string> _folder = new(static () => Directory.CreateTempSubdirectory("quern-standin-").FullName);
    private readonly ConcurrentDictionary<string, Upload> _uploads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Dataset, string Oid), StandInContent> _objects = new();
    private int _last;

    /// <summary>Begins to take an object in; in parts, when their length is given.</summary>
    public Upload Begin(string dataset, string oid, long length, long? partLength)
    {
        var id = $"{Interlocked.Increment(ref _last)}-{oid[..8]}";
        return _uploads[id] = new Upload(id, dataset, oid, length, partLength, Path.Combine(_folder.Value, id));
    }

    /// <summary>An object on its way in.</summary>
    public Upload Of(string id) => _uploads.GetValueOrDefault(id) ?? throw new Refusal(404, "NoSuchUpload");

    /// <summary>Takes an object whose bytes are all here, if they are the right ones.</summary>
    public void Complete(Upload upload)
    {
        var content = StandInContent.OnDisk(upload.Path);
        if (content.Length != upload.Length || ContentNames.Sha256(content) != upload.Oid)
        {
            throw new Refusal(400, "The bytes that came in do not have the SHA-256 that was announced");
        }

        _objects[(upload.Dataset, upload.Oid)] = content;
    }

    /// <summary>An object of a dataset: one that was sent in, or that a commit holds; null when there is none.</summary>
    public StandInContent? Find(StandInDataset dataset, string oid) => _objects.GetValueOrDefault((dataset.Id, oid)) ?? dataset.FindLarge(oid);

    public void Dispose()
    {
        foreach (var upload in _uploads.Values)
        {
            upload.Dispose();
        }

        if (_folder.IsValueCreated)
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }
}
