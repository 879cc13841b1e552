using System.Text.Json.Nodes;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class DownloadFaultTests : StandInCase
{
    private const string File = "data/train-00000.parquet";

    private void Befall(Fault fault) => Stand.Faults.Add(fault with { Kind = RequestKind.File });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1234)]
    public async Task A_cut_comes_after_exactly_so_many_bytes_and_only_once(int after)
    {
        Riddles();
        Befall(FaultOf.Cut(after));
        using var cut = await GetLarge(File);
        var (bytes, broken) = await ReadAll(cut);
        broken.ShouldBeTrue();
        bytes.ShouldBe(Pattern(5000)[..after]);
        Stand.BytesSent(File).ShouldBe(after);
        Stand.Faults.Left.ShouldBe(0);
        using var whole = await GetLarge(File);
        (await ReadAll(whole)).Bytes.ShouldBe(Pattern(5000));
    }

    [Fact]
    public async Task A_large_cut_loses_nothing_of_what_was_sent()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d.Add(File, Pattern(8_000_000)));
        Befall(FaultOf.Cut(7_654_321));
        using var cut = await GetLarge(File);
        var (bytes, broken) = await ReadAll(cut);
        broken.ShouldBeTrue();
        bytes.Length.ShouldBe(7_654_321);
    }

    [Fact]
    public async Task A_reset_and_a_dropped_connection_break_the_answer()
    {
        Riddles();
        Befall(FaultOf.Reset(100));
        using var reset = await GetLarge(File);
        (await ReadAll(reset)).Broken.ShouldBeTrue();
        Befall(FaultOf.Drop());
        await Should.ThrowAsync<HttpRequestException>(() => GetLarge(File));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Error_statuses_come_as_often_as_asked_for_after_those_that_are_spared(int status)
    {
        Riddles();
        Befall(FaultOf.Status(status) with { Skip = 1, Times = 2 });
        var seen = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await GetLarge(File);
            seen.Add((int)answer.StatusCode);
        }

        seen.ShouldBe([200, status, status, 200]);
    }

    [Fact]
    public async Task Too_many_requests_are_told_in_either_way()
    {
        Riddles();
        Stand.Faults.Add(FaultOf.RetryAfter(7));
        Stand.Faults.Add(FaultOf.RateLimited("resolvers", 3) with { Skip = 1 });
        using var first = await Get($"datasets/{Id}/resolve/main/{File}");
        ((int)first.StatusCode).ShouldBe(429);
        HeaderOf(first, "Retry-After").ShouldBe("7");
        using var second = await Get($"datasets/{Id}/resolve/main/{File}");
        ((int)second.StatusCode).ShouldBe(429);
        HeaderOf(second, "RateLimit").ShouldBe("\"resolvers\";r=0;t=3");
    }

    [Fact]
    public async Task A_stall_lasts_until_it_is_released()
    {
        Riddles();
        var release = new TaskCompletionSource();
        Befall(FaultOf.Stall(2000, release.Task));
        using var answer = await GetLarge(File);
        await using var body = await answer.Content.ReadAsStreamAsync(Stop);
        var bytes = new byte[5000];
        await body.ReadExactlyAsync(bytes.AsMemory(0, 2000), Stop);
        var rest = body.ReadExactlyAsync(bytes.AsMemory(2000), Stop).AsTask();
        Stand.BytesSent(File).ShouldBe(2000);
        rest.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await rest;
        bytes.ShouldBe(Pattern(5000));
    }

    [Fact]
    public async Task A_stall_ends_when_the_client_goes()
    {
        Riddles();
        Befall(FaultOf.Stall(10));
        using (await GetLarge(File))
        {
            // It is given up without being read.
        }

        await Stand.Requests.Single(static r => r.Kind == RequestKind.File).Ended.WaitAsync(Stop);
    }

    [Fact]
    public async Task A_drip_and_a_pace_bring_everything_in_the_end()
    {
        Riddles();
        Stand.Settings.BytesPerSecond = 1_000_000;
        Stand.Settings.Latency = TimeSpan.FromMilliseconds(1);
        Befall(FaultOf.Drip(1000, TimeSpan.FromMilliseconds(1)));
        Befall(FaultOf.Slow(500_000));
        using var answer = await GetLarge(File);
        (await ReadAll(answer)).Bytes.ShouldBe(Pattern(5000));
    }

    [Fact]
    public async Task A_held_request_is_answered_when_it_is_let_go()
    {
        Riddles();
        var release = new TaskCompletionSource();
        Befall(FaultOf.Hold(release.Task));
        var asked = GetLarge(File);
        await Stand.Requests.WaitFor(static r => r.Kind == RequestKind.File, Stop);
        asked.IsCompleted.ShouldBeFalse();
        release.SetResult();
        using var answer = await asked;
        (await ReadAll(answer)).Bytes.ShouldBe(Pattern(5000));
    }

    [Fact]
    public async Task A_fault_for_the_bytes_of_a_file_spares_everything_else()
    {
        Riddles();
        Stand.Faults.Add(FaultOf.Status(500).ForBytesOf(File));
        using var head = await Send(HttpMethod.Head, $"datasets/{Id}/resolve/main/{File}");
        ((int)head.StatusCode).ShouldBe(302);
        using var small = await Get($"datasets/{Id}/resolve/main/README.md");
        ((int)small.StatusCode).ShouldBe(200);
        using var answer = await GetLarge(File);
        ((int)answer.StatusCode).ShouldBe(500);
        Stand.BytesSent(File).ShouldBe(0);
    }

    [Fact]
    public async Task One_byte_is_wrong_and_the_length_right()
    {
        Riddles();
        Befall(FaultOf.WrongByte(4000));
        using var answer = await GetLarge(File);
        var (bytes, _) = await ReadAll(answer);
        bytes.Length.ShouldBe(5000);
        Enumerable.Range(0, 5000).Where(i => bytes[i] != Pattern(5000)[i]).ShouldBe([4000]);
    }

    [Fact]
    public async Task The_length_that_is_announced_can_lie()
    {
        Riddles();
        Befall(FaultOf.AnnouncedTooLong(10));
        using var more = await GetLarge(File);
        more.Content.Headers.ContentLength.ShouldBe(5010);
        var (bytes, broken) = await ReadAll(more);
        (bytes.Length, broken).ShouldBe((5000, true));
        Befall(FaultOf.AnnouncedTooShort(10));
        using var less = await GetLarge(File);
        less.Content.Headers.ContentLength.ShouldBe(4990);
        (await ReadAll(less)).Bytes.Length.ShouldBe(4990);
    }

    [Fact]
    public async Task A_range_can_be_overlooked_and_an_ETag_be_another()
    {
        Riddles();
        Befall(FaultOf.RangeOverlooked());
        Befall(FaultOf.OtherEtag("changed"));
        using var answer = await GetLarge(File, (4000, null));
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.ETag!.Tag.ShouldBe("\"changed\"");
        (await ReadAll(answer)).Bytes.Length.ShouldBe(5000);
        Stand.Requests.Last().Faults.ShouldBe(["range overlooked", "other ETag"]);
    }

    [Fact]
    public async Task JSON_can_be_a_web_page_or_empty_or_cut_off()
    {
        Riddles();
        Stand.Faults.Add(FaultOf.WebPage());
        (await TextAt($"api/datasets/{Id}")).ShouldStartWith("<!doctype html>");
        Stand.Faults.Add(FaultOf.EmptyBody());
        (await TextAt($"api/datasets/{Id}")).ShouldBeEmpty();
        var whole = await TextAt($"api/datasets/{Id}");
        Stand.Faults.Add(FaultOf.HalfBody());
        (await TextAt($"api/datasets/{Id}")).ShouldBe(whole[..(whole.Length / 2)]);
    }

    [Fact]
    public async Task A_redirect_can_lead_to_itself()
    {
        Riddles();
        Stand.Faults.Add(FaultOf.RedirectLoop());
        var target = $"/api/datasets/{Id}?blobs=true";
        for (var i = 0; i < 3; i++)
        {
            using var answer = await Get(target);
            answer.Headers.Location!.OriginalString.ShouldBe(target);
        }
    }

    [Fact]
    public async Task Main_can_move_on_behind_the_first_answer()
    {
        var dataset = Riddles();
        var first = dataset.Head.Id;
        Stand.Faults.Add(FaultOf.Then(() => dataset.Commit(static d => d.Add("new.txt", "new"))) with { Kind = RequestKind.Description });
        ((string?)(await JsonAt($"api/datasets/{Id}"))["sha"]).ShouldBe(first);
        JsonNode second = await JsonAt($"api/datasets/{Id}");
        ((string?)second["sha"]).ShouldBe(dataset.Head.Id);
        dataset.Head.Id.ShouldNotBe(first);
    }

    [Fact]
    public async Task An_address_whose_time_is_over_says_so_in_XML()
    {
        Riddles();
        Stand.Faults.Add(FaultOf.Expired());
        using var answer = await GetLarge(File);
        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("AccessDenied");
    }

    [Fact]
    public async Task A_request_is_seen_while_it_is_under_way()
    {
        Riddles();
        Befall(FaultOf.Stall(0));
        var seen = Stand.Requests.WaitFor(static r => r.Kind == RequestKind.File, Stop);
        var asked = GetLarge(File);
        (await seen).Ended.IsCompleted.ShouldBeFalse();
        using var answer = await asked;
        ((int)answer.StatusCode).ShouldBe(200);
    }
}
