using System.Collections.Concurrent;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;
using Quern.HubStandIn.Uploading;

namespace Quern.HubStandIn;

/// <summary>
/// A Hub for tests, in this process: datasets with commits, downloads, uploads, everything counted, and faults on
/// demand. It has two hosts, as the true one: the Hub itself, and one that holds large files and must never be sent a
/// token. To use it: add datasets, hand <see cref="Address"/> to the program as HF_ENDPOINT, and look at
/// <see cref="Requests"/> and <see cref="Violations"/> afterwards.
/// </summary>
internal sealed class StandInHub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StandInDataset> _datasets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StandInUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CancellationTokenSource _ending = new();
    private Origin? _hub;
    private Origin? _cdn;

    private StandInHub(StandInSettings settings)
    {
        Settings = settings;
        Ending = _ending.Token;
        Quotas = new Quotas(settings, Time);
    }

    /// <summary>The Hub's address, ending in a slash.</summary>
    public Uri Endpoint => _hub!.Address;

    /// <summary>The Hub's address as one sets HF_ENDPOINT: without a slash at the end.</summary>
    public string Address => Endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>The address of the host for large files and uploads, without a slash at the end.</summary>
    public string CdnAddress => _cdn!.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>How it behaves.</summary>
    public StandInSettings Settings { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>What was asked, and what was answered.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>What a client did that no client may do, a sentence each: a token sent to the host of large files, say.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>The clock that latency, paces and quotas go by.</summary>
    internal TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The objects that were sent in.</summary>
    internal ObjectStore Objects { get; } = new();

    /// <summary>The signatures of addresses.</summary>
    internal Signatures Signatures { get; } = new();

    /// <summary>How many requests are left in the window.</summary>
    internal Quotas Quotas { get; }

    /// <summary>Ends when the stand-in does.</summary>
    internal CancellationToken Ending { get; }

    /// <summary>Starts both hosts.</summary>
    public static async Task<StandInHub> StartAsync(StandInSettings? settings = null)
    {
        var hub = new StandInHub(settings ?? new StandInSettings());
        var reception = new Reception(hub);
        hub._cdn = await Origin.StartAsync(c => reception.AnswerAsync(c, OriginName.Cdn));
        hub._hub = await Origin.StartAsync(c => reception.AnswerAsync(c, OriginName.Hub));
        return hub;
    }

    /// <summary>Adds a dataset, or puts it in the place of the one of that name.</summary>
    public StandInDataset Add(StandInDataset dataset) => _datasets[dataset.Id] = dataset;

    /// <summary>Makes a user known.</summary>
    public StandInUser Add(StandInUser user) => _users[user.Token] = user;

    /// <summary>The dataset of a name; null when there is none.</summary>
    public StandInDataset? Find(string id) => _datasets.GetValueOrDefault(id);

    /// <summary>Makes an old name lead to another one, by a redirect.</summary>
    public void Rename(string oldId, string newId) => _renamed[oldId] = newId;

    /// <summary>Makes every signed address given out so far worthless, as their time had run out.</summary>
    public void ExpireSignatures() => Signatures.Expire();

    /// <summary>How many bytes of a file of any dataset were sent, by both hosts together.</summary>
    public long BytesSent(string file) => Requests.Of(RequestKind.File).Where(r => r.File == file && r.Status is 200 or 206).Sum(static r => r.BytesSent);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _hub!.DisposeAsync();
        await _cdn!.DisposeAsync();
        Objects.Dispose();
        _ending.Dispose();
    }

    /// <summary>Adds a dataset if its name is free.</summary>
    internal bool TryAdd(StandInDataset dataset) => _datasets.TryAdd(dataset.Id, dataset);

    /// <summary>The new name of a dataset that has been renamed; null when it has not.</summary>
    internal string? NewName(string id) => _renamed.GetValueOrDefault(id);

    /// <summary>Who bears a token; null when nobody does.</summary>
    internal StandInUser? UserOf(string token) => _users.GetValueOrDefault(token);

    /// <summary>Notes what a client must not do.</summary>
    internal void Violated(string sentence) => _violations.Enqueue(sentence);
}
