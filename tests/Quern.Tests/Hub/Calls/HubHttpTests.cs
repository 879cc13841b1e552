using System.Net;
using System.Net.Sockets;
using Quern.Hub;
using Quern.Hub.Calls;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub.Calls;

public sealed class HubHttpTests : HubCase
{
    private const string Secret = "hf_InventedForThisTest";

    private async Task<HttpResponseMessage> GetAsync(string path, HubSettings? settings = null)
    {
        var http = new HubHttp(settings ?? Settings);
        return await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, http.At(path)), new CallSubject(Id), Stop);
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_to_nobody_else()
    {
        Add(("data/a.parquet", Bytes(Lines(10))));
        Hub.Add(new StandInUser("ben", Secret));
        using var answer = await GetAsync($"/datasets/{Id}/resolve/main/data/a.parquet", Settings with { Token = new AccessToken(Secret) });
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldBe(Lines(10));
        Hub.Requests.Select(static r => (r.Origin, r.Token)).ShouldBe([(OriginName.Hub, Secret), (OriginName.Cdn, null)]);
        Hub.Requests.ShouldAllBe(static r => r.UserAgent!.StartsWith("quern/", StringComparison.Ordinal));
        LinkedFile.EtagOf(answer).ShouldBe(Hub.Find(Id)!.Head.Files["data/a.parquet"].Sha256);
    }

    [Fact]
    public async Task The_token_comes_along_when_the_hub_sends_on_to_itself()
    {
        Add(("README.md", "# Soups\n"));
        Hub.Add(new StandInUser("ben", Secret));
        Hub.Rename("old/soups", Id);
        Hub.Settings.RedirectsSmallFiles = true;
        using var answer = await GetAsync("/datasets/old/soups/resolve/main/README.md", Settings with { Token = new AccessToken(Secret) });
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldBe("# Soups\n");
        Hub.Requests.Select(static r => r.Token).ShouldBe([Secret, Secret, Secret]);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends_soon_and_is_not_tried_again()
    {
        Hub.Faults.Add(FaultOf.RedirectLoop());
        var fault = await Should.ThrowAsync<UnavailableFault>(() => GetAsync($"/api/datasets/{Id}"));
        fault.Message.ShouldContain("it sent us on 6 times, last to 127.0.0.1");
        Kinds.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    public async Task A_redirect_to_something_else_than_a_web_address_is_not_followed(string target)
    {
        Hub.Faults.Add(new Fault("elsewhere") { Times = Fault.Always, Answer = new(302) { Headers = [("Location", target)] } });
        await Should.ThrowAsync<UnavailableFault>(() => GetAsync($"/api/datasets/{Id}"));
        Kinds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Passing_troubles_are_waited_out()
    {
        Add(("README.md", "# Soups\n"));
        Hub.Faults.Add(FaultOf.Status(503));
        Hub.Faults.Add(FaultOf.RetryAfter(0) with { Skip = 1 });
        using var answer = await GetAsync($"/datasets/{Id}/resolve/main/README.md");
        Hub.Requests.Select(static r => r.Status).ShouldBe([503, 429, 200]);
    }

    [Fact]
    public async Task What_does_not_pass_is_said_after_the_last_attempt()
    {
        Hub.Faults.Add(FaultOf.Status(502, "too hot") with { Times = Fault.Always });
        var fault = await Should.ThrowAsync<UnavailableFault>(() => GetAsync($"/api/datasets/{Id}"));
        fault.Message.ShouldContain("answered 502: too hot (request Root=");
        Kinds.Count.ShouldBe(1 + Settings.Retries);
    }

    [Fact]
    public async Task A_hub_that_asks_for_a_long_wait_is_left_at_once()
    {
        Hub.Faults.Add(FaultOf.RateLimited("api", 4000) with { Times = Fault.Always });
        (await Should.ThrowAsync<UnavailableFault>(() => GetAsync($"/api/datasets/{Id}"))).Message.ShouldContain("asks to wait 4001 s");
        Kinds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_is_not_waited_for()
    {
        Add(("README.md", "# Soups\n"));
        Hub.Faults.Add(new Fault("silence") { Release = Task.Delay(Timeout.Infinite, Stop) });
        using var answer = await GetAsync($"/datasets/{Id}/resolve/main/README.md", Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(300) });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_may_take_longer_than_the_wait_for_its_beginning()
    {
        Add(("README.md", "# Soups\n"));
        var beyond = new TaskCompletionSource();
        Hub.Faults.Add(FaultOf.Stall(3, beyond.Task));
        using var answer = await GetAsync($"/datasets/{Id}/resolve/main/README.md", Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(200) });
        await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
        beyond.SetResult();
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldBe("# Soups\n");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_fault_that_may_pass()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"http://{nobody.LocalEndpoint}";
        nobody.Stop();
        var fault = await Should.ThrowAsync<UnavailableFault>(() => GetAsync("/x", Settings with { Endpoint = new Uri(address) }));
        (fault.MayPass, fault.ExitCode).ShouldBe((true, 6));
        fault.Message.ShouldContain("cannot be reached (Connection refused");
    }

    [Fact]
    public async Task Offline_nothing_is_asked()
    {
        var fault = await Should.ThrowAsync<UnavailableFault>(() => GetAsync($"/api/datasets/{Id}", Settings with { Offline = true }));
        fault.Message.ShouldBe("ann/soups cannot be asked for: HF_HUB_OFFLINE is set, and the cache does not hold it.");
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_stops_waiting_gets_no_fault_of_the_hub()
    {
        using var stop = new CancellationTokenSource();
        Hub.Faults.Add(new Fault("silence") { Release = Task.Delay(Timeout.Infinite, Stop), Before = stop.Cancel });
        var http = new HubHttp(Settings);
        await Should.ThrowAsync<OperationCanceledException>(() => http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, http.At("/x")), new CallSubject(Id), stop.Token));
    }
}
