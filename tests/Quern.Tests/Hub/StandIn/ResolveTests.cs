using System.Net.Http.Headers;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class ResolveTests : StandInCase
{
    private const string Small = $"datasets/{Id}/resolve/main/README.md";
    private const string Large = $"datasets/{Id}/resolve/main/data/train-00000.parquet";

    [Fact]
    public async Task A_small_file_comes_from_the_Hub_and_is_named_by_its_blob_id()
    {
        var dataset = Riddles();
        using var head = await Send(HttpMethod.Head, Small);
        head.Headers.ETag!.Tag.ShouldBe($"\"{dataset.Head.Files["README.md"].BlobId}\"");
        head.Content.Headers.ContentLength.ShouldBe(10);
        HeaderOf(head, "X-Repo-Commit").ShouldBe(dataset.Head.Id);
        using var got = await Get(Small);
        (await got.Content.ReadAsStringAsync(Stop)).ShouldBe("# Riddles\n");
        Stand.BytesSent("README.md").ShouldBe(10);
    }

    [Fact]
    public async Task A_blob_id_is_the_one_that_git_gives()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d.Add("hello.txt", "hello\n"));
        using var head = await Send(HttpMethod.Head, $"datasets/{Id}/resolve/main/hello.txt");
        head.Headers.ETag!.Tag.ShouldBe("\"ce013625030ba8dba906f756967f9e9ca394464a\"");
    }

    [Fact]
    public async Task A_large_file_comes_from_the_second_host_by_a_signed_address()
    {
        var dataset = Riddles();
        using var head = await Send(HttpMethod.Head, Large);
        ((int)head.StatusCode).ShouldBe(302);
        HeaderOf(head, "X-Linked-Etag").ShouldBe($"\"{dataset.Head.Files["data/train-00000.parquet"].Sha256}\"");
        HeaderOf(head, "X-Linked-Size").ShouldBe("5000");
        HeaderOf(head, "X-Repo-Commit").ShouldBe(dataset.Head.Id);
        var location = head.Headers.Location!;
        location.AbsoluteUri.ShouldStartWith(Stand.CdnAddress);
        location.Query.ShouldContain("signature=");
        using var got = await Get(location.AbsoluteUri);
        (await got.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Pattern(5000));
        Stand.BytesSent("data/train-00000.parquet").ShouldBe(5000);
        Stand.Requests.Select(static r => (r.Origin, r.Method, r.Kind, r.Status)).ShouldBe(
            [(OriginName.Hub, "HEAD", RequestKind.Resolve, 302), (OriginName.Cdn, "GET", RequestKind.File, 200)]);
        Stand.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_reaches_the_second_host_is_a_violation()
    {
        Riddles();
        using var found = await Get(Large);
        using var got = await Get(found.Headers.Location!.AbsoluteUri, token: "hf_ann");
        ((int)got.StatusCode).ShouldBe(400);
        Stand.Violations.ShouldHaveSingleItem().ShouldContain("Authorization");
    }

    [Fact]
    public async Task An_address_that_is_not_signed_or_too_old_is_refused()
    {
        Riddles();
        using var found = await Get(Large);
        var address = found.Headers.Location!.AbsoluteUri;
        using var changed = await Get(address.Replace("train", "test", StringComparison.Ordinal));
        ((int)changed.StatusCode).ShouldBe(403);
        Stand.ExpireSignatures();
        using var late = await Get(address);
        ((int)late.StatusCode).ShouldBe(403);
        using var again = await GetLarge("data/train-00000.parquet");
        ((int)again.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(0L, 9L, 0, 10)]
    [InlineData(4990L, null, 4990, 10)]
    [InlineData(4990L, 9999L, 4990, 10)]
    [InlineData(null, 8L, 4992, 8)]
    public async Task A_range_is_sent_alone(long? from, long? to, int first, int length)
    {
        Riddles();
        using var got = await GetLarge("data/train-00000.parquet", (from, to));
        ((int)got.StatusCode).ShouldBe(206);
        got.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {first}-{first + length - 1}/5000");
        (await got.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Pattern(5000)[first..(first + length)]);
        Stand.BytesSent("data/train-00000.parquet").ShouldBe(length);
    }

    [Fact]
    public async Task A_range_behind_the_end_is_refused()
    {
        Riddles();
        using var got = await GetLarge("data/train-00000.parquet", (5000, null));
        ((int)got.StatusCode).ShouldBe(416);
        got.Content.Headers.ContentRange!.Length.ShouldBe(5000);
    }

    [Fact]
    public async Task A_range_of_another_content_is_answered_with_all_of_it()
    {
        Riddles();
        using var found = await Get(Large);
        using var request = new HttpRequestMessage(HttpMethod.Get, found.Headers.Location);
        request.Headers.Range = new RangeHeaderValue(10, null);
        request.Headers.IfRange = new RangeConditionHeaderValue("\"other\"");
        using var got = await Client.SendAsync(request, Stop);
        ((int)got.StatusCode).ShouldBe(200);
        got.Content.Headers.ContentLength.ShouldBe(5000);
    }

    [Fact]
    public async Task Text_comes_compressed_and_without_its_length_to_whoever_accepts_that()
    {
        Riddles();
        using var request = new HttpRequestMessage(HttpMethod.Get, Small);
        request.Headers.AcceptEncoding.Add(new("gzip"));
        using var got = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        got.Content.Headers.ContentLength.ShouldBeNull();
        got.Headers.ETag!.IsWeak.ShouldBeTrue();
        await using var text = new System.IO.Compression.GZipStream(await got.Content.ReadAsStreamAsync(Stop), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(text);
        (await reader.ReadToEndAsync(Stop)).ShouldBe("# Riddles\n");
    }

    [Fact]
    public async Task A_small_file_can_be_behind_a_relative_redirect()
    {
        Riddles();
        Stand.Settings.RedirectsSmallFiles = true;
        using var found = await Send(HttpMethod.Head, Small);
        ((int)found.StatusCode).ShouldBe(307);
        found.Headers.Location!.IsAbsoluteUri.ShouldBeFalse();
        using var got = await Get(found.Headers.Location.OriginalString);
        (await got.Content.ReadAsStringAsync(Stop)).ShouldBe("# Riddles\n");
    }

    [Fact]
    public async Task Names_with_spaces_and_percent_signs_are_found()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d.Add("a b/50% of 2%2F3 ü.txt", "odd"));
        using var got = await Get($"datasets/{Id}/resolve/main/a%20b/{Uri.EscapeDataString("50% of 2%2F3 ü.txt")}");
        (await got.Content.ReadAsStringAsync(Stop)).ShouldBe("odd");
    }

    [Fact]
    public async Task A_file_on_disk_is_sent_without_being_held_in_memory()
    {
        var path = Path.Combine(Path.GetTempPath(), $"quern-standin-{Environment.ProcessId}-{nameof(A_file_on_disk_is_sent_without_being_held_in_memory)}");
        await File.WriteAllBytesAsync(path, Pattern(3_000_000), Stop);
        try
        {
            Stand.Add(new StandInDataset(Id)).Commit(d => d.AddFromDisk("big.parquet", path));
            using var got = await GetLarge("big.parquet", (1_000_001, null));
            (await got.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Pattern(3_000_000)[1_000_001..]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
