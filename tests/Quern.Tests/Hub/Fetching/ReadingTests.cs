using System.Text;
using Quern.Formats;
using Quern.Hub;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.Rows;
using Quern.Running;
using Quern.Tests.Formats;

namespace Quern.Tests.Hub.Fetching;

public sealed class ReadingTests : FetchCase
{
    private const string Jsonl = "data/a.jsonl";

    // Enough for a reader to know what it reads, and far from all.
    private const int Beginning = 200_000;

    private readonly TaskCompletionSource _held = new();

    private RowReader Open(SourceFile file) => file.Open(RowSelection.All, Cache);

    private static string ReadBatch(RowReader reader)
    {
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        return string.Concat(Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch[i]) + "\n"));
    }

    // When these rows are here, so are all bytes that came before the server held the rest back.
    private static void ReadToTheStall(RowReader reader)
    {
        for (var length = 0; length < Beginning - 100;)
        {
            length += ReadBatch(reader).Length;
        }
    }

    [Fact]
    public async Task Rows_flow_while_the_file_still_comes()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        using var reader = Open(await FileAsync(Jsonl));
        var text = ReadBatch(reader);
        _held.SetResult();
        (text + ReadText(reader)).ShouldBe(Lines(20_000));
        Hub.BytesSent(Jsonl).ShouldBe(Content.Length);
    }

    [Fact]
    public async Task Readers_of_one_file_share_its_download()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        var datasets = Datasets();
        using var first = Open(await FileAsync(Jsonl, datasets));
        using var second = Open(await FileAsync(Jsonl, datasets));
        var texts = (ReadBatch(first), ReadBatch(second));
        _held.SetResult();
        var rest = Task.Run(() => ReadText(first), Stop);
        (texts.Item2 + ReadText(second)).ShouldBe(Lines(20_000));
        (texts.Item1 + await rest).ShouldBe(Lines(20_000));
        Ranges(Jsonl).ShouldBe([""]);
    }

    [Fact]
    public async Task A_reader_that_closes_early_does_not_stop_the_others()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        var datasets = Datasets();
        var first = Open(await FileAsync(Jsonl, datasets));
        using var second = Open(await FileAsync(Jsonl, datasets));
        var text = ReadBatch(second);
        first.Dispose();
        first.Dispose();
        _held.SetResult();
        (text + ReadText(second)).ShouldBe(Lines(20_000));
        Ranges(Jsonl).ShouldBe([""]);
    }

    [Fact]
    public async Task When_the_last_reader_closes_the_rest_is_not_fetched_and_what_came_is_kept()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        var file = await FileAsync(Jsonl);
        using (var reader = Open(file))
        {
            ReadToTheStall(reader);
        }

        var part = Kept.PartLength(Id, Listed(Jsonl).Etag);
        part.ShouldBe(Beginning);
        file.BytesHere.ShouldBe(Beginning);
        _held.SetResult();
        ReadText(file).ShouldBe(Lines(20_000));
        Ranges(Jsonl).ShouldBe(["", $"bytes={Beginning}-"]);
    }

    [Fact]
    public async Task A_file_that_is_prepared_comes_by_itself_and_is_joined()
    {
        AddContent(Jsonl);
        var file = await FileAsync(Jsonl);
        file.BytesHere.ShouldBe(0);
        file.Prepare();
        file.Prepare();
        await (await Hub.Requests.WaitFor(static r => r.File == Jsonl && r.Range is null && r.Kind == RequestKind.File, Stop)).Ended;
        ReadText(file).ShouldBe(Lines(20_000));
        file.Prepare();
        Ranges(Jsonl).ShouldBe([""]);
        file.BytesHere.ShouldBe(Content.Length);
    }

    [Theory]
    [InlineData(Jsonl)]
    [InlineData(Soup)]
    public async Task Who_waits_for_the_first_bytes_can_be_interrupted(string path)
    {
        AddContent(path);
        Befall(FaultOf.Stall(0));
        var file = await FileAsync(path);
        var opening = Task.Run(() => Open(file), Stop);
        await Hub.Requests.WaitFor(static r => r.Kind == RequestKind.File, Stop);
        file.Interrupt();
        await Should.ThrowAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task Who_waits_for_more_can_be_interrupted()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning));
        var file = await FileAsync(Jsonl);
        using var reader = Open(file);
        var reading = Task.Run(() => ReadText(reader), Stop);
        file.Interrupt();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Programs_that_share_a_cache_fetch_a_file_once()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        var first = await FileAsync(Jsonl, Datasets());
        var second = await FileAsync(Jsonl, Datasets());
        using var reader = Open(first);
        var waiting = Task.Run(() => ReadText(second), Stop);
        second.BytesHere.ShouldBeLessThanOrEqualTo(Beginning);
        _held.SetResult();
        ReadText(reader).ShouldBe(Lines(20_000));
        (await waiting).ShouldBe(Lines(20_000));
        Ranges(Jsonl).ShouldBe([""]);
    }

    [Fact]
    public async Task A_program_that_takes_over_goes_on_where_the_other_was()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        var first = Datasets();
        using (var reader = Open(await FileAsync(Jsonl, first)))
        {
            ReadToTheStall(reader);
            var second = await FileAsync(Jsonl, Datasets());
            var waiting = Task.Run(() => ReadText(second), Stop);
            first.Dispose();
            (await waiting).ShouldBe(Lines(20_000));
        }

        Ranges(Jsonl).ShouldBe(["", $"bytes={Beginning}-"]);
        Hub.BytesSent(Jsonl).ShouldBe(Content.Length);
    }

    [Fact]
    public async Task The_same_content_under_two_names_is_fetched_once_and_found_under_both()
    {
        Add((Jsonl, Content), ("data/b.jsonl", Content));
        var datasets = Datasets();
        ReadText(await FileAsync(Jsonl, datasets)).ShouldBe(Lines(20_000));
        ReadText(await FileAsync("data/b.jsonl", datasets)).ShouldBe(Lines(20_000));
        Hub.Requests.Count(static r => r.Kind == RequestKind.File && r.File != "README.md").ShouldBe(1);
        File.Exists(Kept.Find(Id, Newest, Listed(Jsonl))).ShouldBeTrue();
        new FileInfo(Kept.Find(Id, Newest, Listed("data/b.jsonl")).ShouldNotBeNull()).Name.ShouldBe("b.jsonl");
    }

    [Fact]
    public async Task What_is_called_lines_and_is_a_document_is_read_when_it_is_here()
    {
        Add(("data/rows.jsonl", Bytes("[\n" + string.Join(",\n", Enumerable.Range(0, 5000).Select(static i => $"{{\"n\": {i}, \"text\": \"soup\"}}")) + "\n]\n")));
        ReadText(await FileAsync("data/rows.jsonl")).Split('\n').Length.ShouldBe(5001);
        Ranges("data/rows.jsonl").ShouldBe([""]);
    }

    [Fact]
    public async Task Other_formats_are_read_when_they_are_here()
    {
        Add(("a.csv", Bytes("n,text\n1,soup\n2,stew\n")));
        ReadText(await FileAsync("a.csv")).ShouldBe("{\"n\":1,\"text\":\"soup\"}\n{\"n\":2,\"text\":\"stew\"}\n");
    }

    [Fact]
    public async Task Compressed_lines_flow_too()
    {
        var gz = ReadRows.Gzip(Lines(20_000));
        Add(("a.jsonl.gz", gz));
        Befall(FaultOf.Stall(gz.Length - 100, _held.Task));
        using var reader = Open(await FileAsync("a.jsonl.gz"));
        var text = ReadBatch(reader);
        _held.SetResult();
        (text + ReadText(reader)).ShouldBe(Lines(20_000));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(20_000)]
    public async Task What_lies_behind_compressed_lines_is_seen_while_they_come_as_when_they_are_here(int rows)
    {
        Add(("a.jsonl.gz", (byte[])[.. ReadRows.Gzip(Lines(rows)), .. Bytes("a part that was lost")]), ("b.jsonl.gz", (byte[])[.. ReadRows.Gzip(Lines(rows)), .. new byte[5000]]));
        var fault = Should.Throw<SourceFault>(() => ReadText(FileAsync("a.jsonl.gz").GetAwaiter().GetResult()));
        fault.Message.ShouldContain("what follows is not gzip");
        Should.Throw<SourceFault>(() => ReadText(FileAsync("a.jsonl.gz").GetAwaiter().GetResult())).Message.ShouldBe(fault.Message);
        ReadText(await FileAsync("b.jsonl.gz")).ShouldBe(Lines(rows));
        File.Exists(Kept.BlobOf(Id, Listed("a.jsonl.gz").Etag)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_maximum_fetches_no_file_that_it_does_not_need_and_none_to_its_end()
    {
        Add([.. Enumerable.Range(0, 3).Select(static i => ($"data/{i}.jsonl", (object)Bytes(Lines(20_000, from: i * 20_000))))]);
        Befall(FaultOf.Stall(Beginning));
        var source = new SourceSpec("s", (await OpenAsync(new HubWish(Id) { Native = true })).Files) { Max = 700 };
        using (var fill = new SourceFill(source, 0, FileStretch.All(source), default, Cache, mayBeShort: true))
        {
            var work = new BatchWork();
            while (fill.Fill(work))
            {
                work.Input.Rows.Count.ShouldBeGreaterThan(0);
            }

            fill.Count.ShouldBe(new SourceCount(700, 700));
        }

        Hub.Requests.Where(static r => r.File?.StartsWith("data/", StringComparison.Ordinal) == true).ShouldAllBe(static r => r.File == "data/0.jsonl");
        Hub.BytesSent("data/0.jsonl").ShouldBeLessThanOrEqualTo(Beginning);
    }

    [Fact]
    public async Task A_part_that_another_program_cuts_meanwhile_is_no_end()
    {
        AddContent(Jsonl);
        Befall(FaultOf.Stall(Beginning, _held.Task));
        using var reader = Open(await FileAsync(Jsonl));
        ReadBatch(reader);
        using (var part = new FileStream(Kept.PartOf(Id, Listed(Jsonl).Etag), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            part.SetLength(0);
        }

        Should.Throw<SourceFault>(() => ReadText(reader)).Message.ShouldContain("is gone");
    }
}
