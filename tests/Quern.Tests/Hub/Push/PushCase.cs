using Quern.Hub;
using Quern.Hub.Calls;
using Quern.Hub.Push;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.Push;

/// <summary>A stand-in of the Hub, a user who may write, and a folder to be pushed.</summary>
public abstract class PushCase : IAsyncLifetime
{
    internal const string Id = "ann/rows";
    internal const string Secret = "hf_secretOfAnn";

    internal StandInHub Stand { get; private set; } = null!;

    internal PushFolder Folder { get; } = new();

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Waits are as short as can be; a stall is noticed after some seconds.</summary>
    internal HubSettings Settings => new()
    {
        Endpoint = Stand.Endpoint,
        Token = new AccessToken(Secret),
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(5),
    };

    public async ValueTask InitializeAsync()
    {
        Stand = await StandInHub.StartAsync();
        Stand.Add(new StandInUser("ann", Secret, MayWrite: true));
    }

    public async ValueTask DisposeAsync()
    {
        Stand.Violations.ShouldBeEmpty();
        await Stand.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal PushRequest Request => new(Folder.Path, Id);

    internal Task<PushResult> Push(PushRequest? request = null, HubSettings? settings = null, PushLimits? limits = null)
        => With(request, settings, limits, static push => push.RunAsync(Stop));

    internal Task<PushPlan> Plan(PushRequest? request = null) => With(request, null, null, static push => push.PlanAsync(Stop));

    /// <summary>The dataset as it is on the stand-in.</summary>
    internal StandInDataset Dataset => Stand.Find(Id).ShouldNotBeNull();

    /// <summary>The bytes of a file there.</summary>
    internal byte[] There(string path) => Dataset.Head.Files[path].Content.ToArray();

    /// <summary>The text of a file there.</summary>
    internal string TextThere(string path) => System.Text.Encoding.UTF8.GetString(There(path));

    /// <summary>The files there, but for the one that the Hub makes itself.</summary>
    internal IEnumerable<string> PathsThere => Dataset.Head.Files.Keys.Where(static k => k != ".gitattributes");

    /// <summary>How many bytes came in as large files or parts of them.</summary>
    internal long PartBytes => Stand.Requests.Of(RequestKind.Part).Sum(static r => r.BytesReceived);

    /// <summary>How many commits were made after the one that the Hub makes itself.</summary>
    internal int CommitsThere
    {
        get
        {
            var count = 0;
            for (var commit = Dataset.Head; commit.Parent is not null; commit = commit.Parent)
            {
                count++;
            }

            return count;
        }
    }

    private async Task<T> With<T>(PushRequest? request, HubSettings? settings, PushLimits? limits, Func<DatasetPush, Task<T>> work)
    {
        using var http = new HubHttp(settings ?? Settings);
        return await work(new DatasetPush(http, request ?? Request, limits ?? new PushLimits(), new PushProgress()));
    }
}
