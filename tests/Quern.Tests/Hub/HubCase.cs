using System.Collections.Concurrent;
using System.Text;
using Quern.Formats;
using Quern.Hub;
using Quern.Hub.Cache;
using Quern.Hub.Layout;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.Rows;

namespace Quern.Tests.Hub;

/// <summary>A stand-in Hub, a cache of its own, and short ways to read a dataset through both.</summary>
public abstract class HubCase : IAsyncLifetime
{
    internal const string Id = "ann/soups";

    // Readers that wait hold threads of the pool here, which the stand-in needs too: it lives in the same process.
    static HubCase() => ThreadPool.SetMinThreads(64, 64);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-hub-");
    private readonly List<HubDatasets> _open = [];

    internal StandInHub Hub { get; private set; } = null!;

    internal ConcurrentQueue<string> Said { get; } = new();

    internal string Cache => Path.Combine(_folder.FullName, "hub");

    internal string Repository => Path.Combine(Cache, "datasets--ann--soups");

    internal HubCache Kept => new(Cache);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Settings under which waits take next to no time.</summary>
    internal HubSettings Settings { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = await StandInHub.StartAsync();
        Settings = Quick with { Endpoint = Hub.Endpoint, CacheFolder = Cache, Say = Said.Enqueue };
    }

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(static d => d.Dispose());
        var violations = Hub.Violations;
        await Hub.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        violations.ShouldBeEmpty();
    }

    internal static HubSettings Quick { get; } = new()
    {
        Retries = 2,
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(3),
        Draw = static () => 1,
        Token = null,
    };

    /// <summary>The datasets as a program of its own sees them.</summary>
    internal HubDatasets Datasets(HubSettings? settings = null)
    {
        var datasets = new HubDatasets(settings ?? Settings);
        _open.Add(datasets);
        return datasets;
    }

    /// <summary>Puts a dataset with these files on the Hub; texts, or bytes that lie beside git.</summary>
    internal StandInDataset Add(params (string Path, object Content)[] files) => Add(Id, files);

    internal StandInDataset Add(string id, params (string Path, object Content)[] files)
    {
        var dataset = Hub.Add(new StandInDataset(id));
        Commit(dataset, "main", files);
        return dataset;
    }

    internal static string Commit(StandInDataset dataset, string branch, params (string Path, object Content)[] files) => dataset.Commit(
        draft =>
        {
            foreach (var (path, content) in files)
            {
                _ = content is string text ? draft.Add(path, text) : draft.Add(path, (byte[])content, lfs: true);
            }
        },
        branch);

    internal Task<HubSource> OpenAsync(HubWish? wish = null, HubDatasets? datasets = null)
        => (datasets ?? Datasets()).OpenAsync(wish ?? new HubWish(Id), Stop);

    /// <summary>The files of a dataset on the Hub that match patterns, as sources of rows.</summary>
    internal async Task<SourceFile> FileAsync(string path, HubDatasets? datasets = null)
        => (await OpenAsync(new HubWish(Id) { Files = new FileWish { Files = [path] } }, datasets)).Files.ShouldHaveSingleItem();

    /// <summary>A fault that befalls the bytes of files.</summary>
    internal void Befall(Fault fault) => Hub.Faults.Add(fault with { Kind = RequestKind.File });

    internal IReadOnlyList<string> Ranges(string file)
        => [.. Hub.Requests.Of(RequestKind.File).Where(r => r.File == file).Select(static r => r.Range ?? "")];

    /// <summary>The kinds of the requests that came so far, in order.</summary>
    internal IReadOnlyList<RequestKind> Kinds => [.. Hub.Requests.Select(static r => r.Kind)];

    /// <summary>Lines that are rows, each with a number; not alike, so that no two blocks of them are.</summary>
    internal static string Lines(int count, int from = 0)
        => string.Concat(Enumerable.Range(from, count).Select(static i => $"{{\"n\":{i},\"text\":\"soup number {i * 7919L % 100_003}\"}}\n"));

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal string ReadText(SourceFile file)
    {
        using var reader = file.Open(RowSelection.All, _folder.FullName);
        return ReadText(reader);
    }

    internal static string ReadText(RowReader reader)
    {
        var text = new StringBuilder();
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                text.Append(Encoding.UTF8.GetString(batch[i])).Append('\n');
            }
        }

        return text.ToString();
    }
}
