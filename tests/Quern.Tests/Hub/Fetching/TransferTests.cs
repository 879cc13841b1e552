using Quern.Hub;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub.Fetching;

public sealed class TransferTests : FetchCase
{
    [Fact]
    public void A_file_is_fetched_once_and_lies_in_the_cache()
    {
        AddContent();
        using var downloads = Downloads();
        Fetch(downloads).ShouldBe(Content);
        Fetch(downloads).ShouldBe(Content);
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe([""]);
        File.ReadAllBytes(BlobPath).ShouldBe(Content);
        File.Exists(PartPath).ShouldBeFalse();
        downloads.BytesHere(Id, Newest, Listed()).ShouldBe(Content.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public void A_file_that_is_cut_off_is_resumed_at_the_byte_where_it_was_cut(int after)
    {
        AddContent();
        Befall(FaultOf.Cut(after));
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", after == 0 ? "" : $"bytes={after}-"]);
        Hub.BytesSent(Soup).ShouldBe(Content.Length);
    }

    [Fact]
    public void Cuts_do_not_add_up_as_long_as_something_comes_each_time()
    {
        AddContent();
        Befall(FaultOf.Cut(100_000) with { Times = 6 });
        Fetch().ShouldBe(Content);
        AskedRanges.Count.ShouldBe(7);
        Hub.BytesSent(Soup).ShouldBe(Content.Length);
    }

    [Fact]
    public void A_connection_that_is_reset_is_the_networks_trouble_and_not_the_disks()
    {
        AddContent();
        Befall(FaultOf.Reset(100_000));
        Fetch().ShouldBe(Content);
        File.Delete(BlobPath);
        Befall(FaultOf.RangeOverlooked() with { Times = Fault.Always });
        Befall(FaultOf.Reset(5000) with { Times = Fault.Always });
        var fault = Should.Throw<UnavailableFault>(() => Fetch());
        (fault.MayPass, fault.ExitCode).ShouldBe((true, 6));
        fault.Message.ShouldNotContain("cannot be written");
    }

    [Fact]
    public void What_has_come_before_a_service_gives_up_is_there_for_the_next_run()
    {
        AddContent();
        Befall(FaultOf.Cut(100_000));
        Befall(FaultOf.Cut(0) with { Skip = 1, Times = 3 });
        var fault = Should.Throw<UnavailableFault>(() => Fetch());
        fault.MayPass.ShouldBeTrue();
        fault.Message.ShouldStartWith($"data/a.parquet of ann/soups breaks off after 100,000 of {Content.Length:N0} bytes (");
        fault.Message.ShouldEndWith("), 3 times in a row. Run again to go on from there.");
        new FileInfo(PartPath).Length.ShouldBe(100_000);
        Fetch().ShouldBe(Content);
        AskedRanges[^1].ShouldBe("bytes=100000-");
    }

    [Fact]
    public void A_failure_does_not_stick_to_a_file()
    {
        AddContent();
        using var downloads = Downloads();
        Hub.Faults.Add(FaultOf.Status(503) with { Times = 1 + Settings.Retries });
        Should.Throw<UnavailableFault>(() => Fetch(downloads));
        Fetch(downloads).ShouldBe(Content);
    }

    [Fact]
    public async Task What_failed_before_it_was_needed_is_tried_again_when_it_is()
    {
        AddContent();
        using var downloads = Downloads();
        Hub.Faults.Add(FaultOf.Status(503) with { Times = 1 + Settings.Retries });
        var prepared = downloads.Prepare(Id, Newest, Listed()).ShouldNotBeNull();
        await Should.ThrowAsync<UnavailableFault>(() => prepared.Arrival.WaitForEndAsync(Stop));
        Fetch(downloads).ShouldBe(Content);
    }

    [Fact]
    public void A_whole_file_in_answer_to_a_range_begins_anew()
    {
        AddContent();
        Befall(FaultOf.Cut(100_000));
        Befall(FaultOf.RangeOverlooked() with { Skip = 1 });
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", "bytes=100000-"]);
        Hub.Requests.Last().Status.ShouldBe(200);
    }

    [Fact]
    public void A_server_that_always_begins_anew_and_always_breaks_off_is_left_in_the_end()
    {
        AddContent();
        Befall(FaultOf.RangeOverlooked() with { Times = Fault.Always });
        Befall(FaultOf.Cut(100_000));
        Befall(FaultOf.Cut(50_000) with { Skip = 1 });
        Befall(FaultOf.Cut(99_000) with { Skip = 2 });
        Befall(FaultOf.Cut(70_000) with { Skip = 3, Times = Fault.Always });
        Should.Throw<UnavailableFault>(() => Fetch()).Message.ShouldContain("3 times in a row");
        AskedRanges.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void An_answer_of_another_length_is_not_the_file(long off)
    {
        AddContent();
        Befall((off > 0 ? FaultOf.AnnouncedTooLong(off) : FaultOf.AnnouncedTooShort(-off)) with { Times = 2 });
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", "", ""]);
        File.Delete(BlobPath);
        Befall(FaultOf.AnnouncedTooShort(1000) with { Times = Fault.Always });
        Should.Throw<UnavailableFault>(() => Fetch()).Message.ShouldContain($"breaks off after 0 of {Content.Length:N0} bytes (an answer of {Content.Length - 1000:N0} bytes came)");
    }

    [Fact]
    public void A_rest_that_is_announced_too_short_is_followed_by_another()
    {
        AddContent();
        WritePart(Content.AsSpan(0, 1000));
        Befall(FaultOf.AnnouncedTooShort(100));
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["bytes=1000-", $"bytes={Content.Length - 100}-"]);
    }

    [Fact]
    public void A_download_that_stalls_is_cut_and_resumed()
    {
        AddContent();
        Befall(FaultOf.Stall(100_000));
        Fetch(Settings with { StallTimeout = TimeSpan.FromMilliseconds(300) }).ShouldBe(Content);
        AskedRanges.ShouldBe(["", "bytes=100000-"]);
    }

    [Fact]
    public void A_download_that_drips_is_cut_and_resumed()
    {
        AddContent();
        Befall(FaultOf.Drip(10, TimeSpan.FromMilliseconds(25)));
        Fetch(Settings with { StallTimeout = TimeSpan.FromMilliseconds(250) }).ShouldBe(Content);
        AskedRanges.Count.ShouldBe(2);
        AskedRanges[1].ShouldStartWith("bytes=");
    }

    [Fact]
    public void An_address_whose_time_is_over_is_asked_for_again()
    {
        AddContent();
        Befall(FaultOf.Expired());
        Fetch().ShouldBe(Content);
        Kinds.ShouldBe([RequestKind.Resolve, RequestKind.File, RequestKind.Resolve, RequestKind.File]);
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_not_put_behind_the_old_one()
    {
        AddContent();
        WritePart(Content.AsSpan(0, 1000));
        var other = new string('d', 64);
        Hub.Faults.Add(FaultOf.OtherEtag(other) with { Kind = RequestKind.Resolve });
        Should.Throw<UnavailableFault>(() => Fetch()).Message.ShouldBe(
            $"data/a.parquet of ann/soups is another file than its listing says (etag {other} instead of {Listed().Etag}): it changed meanwhile. Run again.");
        new FileInfo(PartPath).Length.ShouldBe(1000);
    }

    [Fact]
    public void A_file_that_is_shorter_than_its_listing_says_is_a_fault()
    {
        AddContent();
        using var downloads = Downloads();
        var longer = Listed() with { Bytes = Content.Length + 10 };
        Should.Throw<UnavailableFault>(() => Fetch(downloads, longer)).Message.ShouldContain($"(an answer of {Content.Length:N0} bytes came)");
        WritePart(Content);
        Should.Throw<UnavailableFault>(() => Fetch(downloads, longer)).Message.ShouldContain("another length than its listing says (416)");
    }

    [Fact]
    public void A_file_that_is_gone_from_the_hub_is_named()
    {
        AddContent();
        using var downloads = Downloads();
        Should.Throw<UnavailableFault>(() => Fetch(downloads, Listed() with { Path = "data/none.parquet" })).Message
            .ShouldStartWith("data/none.parquet of ann/soups is not there on 127.0.0.1 (revision ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Small_files_come_from_the_hub_itself(bool redirects)
    {
        Add(("README.md", "# Soups\n"), ("empty.txt", ""));
        Hub.Settings.RedirectsSmallFiles = redirects;
        using var downloads = Downloads();
        Fetch(downloads, Listed("README.md")).ShouldBe(Bytes("# Soups\n"));
        Fetch(downloads, Listed("empty.txt")).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_too_large_for_the_disk_is_not_begun()
    {
        AddContent();
        using var downloads = Downloads();
        Should.Throw<RunFault>(() => Fetch(downloads, Listed() with { Bytes = 1L << 60 })).Message.ShouldContain("more on the disk of");
        AskedRanges.ShouldBeEmpty();
    }

    [Fact]
    public void A_cache_that_cannot_be_written_says_so()
    {
        AddContent();
        Directory.CreateDirectory(Cache);
        File.WriteAllText(Repository, "a file where the folder should be");
        var fault = Should.Throw<RunFault>(() => Fetch());
        fault.Message.ShouldStartWith($"The Hub's cache {Cache} cannot be written:");
        fault.ExitCode.ShouldBe(1);
    }
}
