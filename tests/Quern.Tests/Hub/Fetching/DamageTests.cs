using System.Text;
using Quern.Formats;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;
using Quern.Tests.Formats;

namespace Quern.Tests.Hub.Fetching;

public sealed class DamageTests : FetchCase
{
    private const string Jsonl = "data/a.jsonl";

    private static Fault Wrong => FaultOf.WrongByte(Content.Length - 10);

    [Fact]
    public void Damage_that_nobody_has_read_is_mended_by_fetching_again()
    {
        AddContent();
        Befall(Wrong);
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", ""]);
    }

    [Fact]
    public void Damage_that_comes_again_is_a_fault_and_leaves_nothing_behind()
    {
        AddContent();
        Befall(Wrong with { Times = 2 });
        var fault = Should.Throw<RunFault>(() => Fetch());
        fault.ShouldNotBeAssignableTo<SourceFault>();
        fault.Message.ShouldBe($"data/a.parquet of ann/soups arrived damaged: its checksum is not {Listed().Etag}. It was deleted; run again to fetch it anew.");
        File.Exists(PartPath).ShouldBeFalse();
        File.Exists(BlobPath).ShouldBeFalse();
        Fetch().ShouldBe(Content);
    }

    [Fact]
    public void What_an_earlier_run_left_damaged_is_fetched_again()
    {
        AddContent();
        WritePart(new byte[Content.Length]);
        Fetch().ShouldBe(Content);
        WritePart(new byte[1000]);
        File.Delete(BlobPath);
        Fetch().ShouldBe(Content);
        WritePart(new byte[Content.Length + 5]);
        File.Delete(BlobPath);
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", "bytes=1000-", "", ""]);
    }

    [Fact]
    public async Task Damage_that_somebody_has_read_stops_them_at_the_end_and_only_there()
    {
        AddContent(Jsonl);
        var held = new TaskCompletionSource();
        Befall(Wrong with { StallAfter = 200_000, Release = held.Task });
        using (var reader = (await FileAsync(Jsonl)).Open(RowSelection.All, Cache))
        {
            var batch = new RowBatch();
            reader.Read(batch).ShouldBeTrue();
            var rows = batch.Count;
            held.SetResult();
            Should.Throw<RunFault>(() =>
            {
                while (reader.Read(batch))
                {
                    rows += batch.Count;
                }
            }).Message.ShouldContain("arrived damaged");
            rows.ShouldBe(20_000);
        }

        File.Exists(Kept.PartOf(Id, Listed(Jsonl).Etag)).ShouldBeFalse();
        File.Exists(Kept.BlobOf(Id, Listed(Jsonl).Etag)).ShouldBeFalse();
        ReadText(await FileAsync(Jsonl)).ShouldBe(Lines(20_000));
    }

    [Fact]
    public async Task Bytes_that_were_read_and_then_written_over_with_others_are_damage_too()
    {
        AddContent(Jsonl);
        var held = new TaskCompletionSource();
        Kept.Prepare(Id);
        await File.WriteAllTextAsync(Kept.PartOf(Id, Listed(Jsonl).Etag), Lines(5000, from: 7), Stop);
        Befall(new Fault("held") { Release = held.Task, WholeBody = true });
        using var reader = (await FileAsync(Jsonl)).Open(RowSelection.All, Cache);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        held.SetResult();
        Should.Throw<RunFault>(() => ReadText(reader)).Message.ShouldContain("arrived damaged");
    }

    [Fact]
    public void Bytes_that_nobody_read_may_be_written_over_with_the_right_ones()
    {
        AddContent();
        WritePart(new byte[5000]);
        Befall(FaultOf.RangeOverlooked());
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["bytes=5000-"]);
    }

    [Fact]
    public async Task Bytes_that_were_read_and_come_again_the_same_are_no_damage()
    {
        AddContent(Jsonl);
        var held = new TaskCompletionSource();
        Befall(FaultOf.Stall(200_000, held.Task) with { CutAfter = 200_100 });
        Befall(FaultOf.RangeOverlooked() with { Skip = 1 });
        using var reader = (await FileAsync(Jsonl)).Open(RowSelection.All, Cache);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        var first = string.Concat(Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch[i]) + "\n"));
        held.SetResult();
        (first + ReadText(reader)).ShouldBe(Lines(20_000));
        AskedRanges[^1].ShouldBe("bytes=200100-");
    }

    [Fact]
    public void A_page_in_place_of_a_file_is_not_put_into_it()
    {
        AddContent();
        Befall(FaultOf.WebPage());
        Fetch().ShouldBe(Content);
        AskedRanges.ShouldBe(["", ""]);
        File.Delete(BlobPath);
        Befall(FaultOf.WebPage() with { Times = Fault.Always });
        Should.Throw<UnavailableFault>(() => Fetch()).Message.ShouldContain("breaks off after 0 of");
        new FileInfo(PartPath).Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("<!doctype html>\n<html></html>\n")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("PAR1")]
    public async Task Damage_that_makes_a_file_look_like_something_else_does_not_stay(string beginning)
    {
        AddContent(Jsonl);
        Kept.Prepare(Id);
        await File.WriteAllBytesAsync(Kept.PartOf(Id, Listed(Jsonl).Etag), [.. Bytes(beginning), .. Content.AsSpan(beginning.Length, 100_000)], Stop);
        var file = await FileAsync(Jsonl);
        try
        {
            // What is seen first depends on who is faster; a run or two later it is right.
            ReadText(file);
        }
        catch (RunFault fault)
        {
            fault.Message.ShouldContain("arrived damaged");
        }

        ReadText(file).ShouldBe(Lines(20_000));
    }

    [Fact]
    public async Task Damage_inside_of_a_compressed_file_does_not_stay()
    {
        var gz = ReadRows.Gzip(Lines(20_000));
        Add(("a.jsonl.gz", gz));
        var wrong = gz.ToArray();
        wrong.AsSpan(1000, 500).Clear();
        Kept.Prepare(Id);
        var held = new TaskCompletionSource();
        await File.WriteAllBytesAsync(Kept.PartOf(Id, Listed("a.jsonl.gz").Etag), wrong[..^1000], Stop);
        Befall(new Fault("held") { Release = held.Task });
        var file = await FileAsync("a.jsonl.gz");
        var reading = Task.Run(() => ReadText(file), Stop);
        await Hub.Requests.WaitFor(static r => r.Range is not null && r.Kind == RequestKind.File, Stop);
        reading.IsCompleted.ShouldBeFalse();
        held.SetResult();
        try
        {
            await reading;
        }
        catch (RunFault fault)
        {
            fault.Message.ShouldContain("arrived damaged");
        }

        ReadText(file).ShouldBe(Lines(20_000));
    }
}
