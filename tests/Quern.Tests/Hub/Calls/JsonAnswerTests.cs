using Quern.Hub;
using Quern.Hub.Calls;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub.Calls;

public sealed class JsonAnswerTests : HubCase
{
    private async Task<JsonAnswer> AskAsync(HubSettings? settings = null)
    {
        var http = new HubHttp(settings ?? Settings);
        return await JsonAnswer.AskAsync(http, () => new HttpRequestMessage(HttpMethod.Get, http.At($"/api/datasets/{Id}")), new CallSubject(Id), Stop);
    }

    public static TheoryData<string> Broken => ["web page", "empty", "half", "cut", "reset", "drop", "too long"];

    private static Fault FaultNamed(string name) => name switch
    {
        "web page" => FaultOf.WebPage(),
        "empty" => FaultOf.EmptyBody(),
        "half" => FaultOf.HalfBody(),
        "cut" => FaultOf.Cut(20),
        "reset" => FaultOf.Reset(20),
        "drop" => FaultOf.Drop(),
        _ => FaultOf.AnnouncedTooLong(10),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_answer_is_asked_for_again(string fault)
    {
        Add(("a.jsonl", "{}"));
        Hub.Faults.Add(FaultNamed(fault));
        using var answer = await AskAsync();
        answer.Body.RootElement.GetProperty("id").GetString().ShouldBe(Id);
        Kinds.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_always_comes_instead_is_said_to_be_one()
    {
        Hub.Faults.Add(FaultOf.WebPage() with { Times = Fault.Always });
        var fault = await Should.ThrowAsync<UnavailableFault>(() => AskAsync());
        fault.Message.ShouldStartWith("ann/soups cannot be had: what 127.0.0.1 answers is not JSON but text/html (");
        fault.Message.ShouldEndWith("Is HF_ENDPOINT a Hub, and is no proxy in between?");
        fault.MayPass.ShouldBeTrue();
        Kinds.Count.ShouldBe(1 + Settings.Retries);
    }

    [Fact]
    public async Task A_body_that_always_breaks_off_is_not_called_another_format()
    {
        Add(("a.jsonl", "{}"));
        Hub.Faults.Add(FaultOf.Cut(20) with { Times = Fault.Always });
        (await Should.ThrowAsync<UnavailableFault>(() => AskAsync())).Message.ShouldContain("answers breaks off (");
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_not_waited_for()
    {
        Add(("a.jsonl", "{}"));
        Hub.Faults.Add(FaultOf.Stall(20));
        using var answer = await AskAsync(Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(300) });
        answer.Next.ShouldBeNull();
        Hub.Faults.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData("</api/x?cursor=2>; rel=\"next\"", "/api/x?cursor=2")]
    [InlineData("</a>; rel=\"prev\", </b>; rel=\"next\"", "/b")]
    [InlineData("</b>;title=\"x\"; rel=next", "/b")]
    [InlineData("</a>; rel=\"prev\"", null)]
    [InlineData("<http://[>; rel=\"next\"", null)]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    public async Task The_next_page_is_where_the_answer_says(string link, string? next)
    {
        Hub.Faults.Add(new Fault("link") { Answer = new(200, "application/json", "[]") { Headers = [("Link", link)] } });
        using var answer = await AskAsync();
        answer.Next?.AbsoluteUri.ShouldBe(Hub.Address + next);
        (answer.Next is null).ShouldBe(next is null);
    }

    [Fact]
    public async Task A_next_page_elsewhere_is_asked_for_without_the_token()
    {
        Settings = Settings with { Token = new AccessToken("hf_InventedForThisTest") };
        Hub.Add(new HubStandIn.StandInUser("ben", "hf_InventedForThisTest"));
        Hub.Faults.Add(new Fault("link") { Kind = RequestKind.Tree, Answer = new(200, "application/json", "[]") { Headers = [("Link", $"<{Hub.CdnAddress}/more>; rel=\"next\"")] } });
        await Should.ThrowAsync<UnavailableFault>(() => new HubApi(new HubHttp(Settings)).FilesAsync(Id, new string('1', 40), Stop));
        Hub.Requests.First().Token.ShouldBe("hf_InventedForThisTest");
        Hub.Requests.Skip(1).ShouldAllBe(static r => r.Origin == OriginName.Cdn && r.Token == null);
        Kinds.Count.ShouldBeGreaterThan(1);
    }
}
