using System.Text.Json.Nodes;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;

namespace Quern.Tests.Hub.StandIn;

public sealed class ObjectUploadTests : UploadCase
{
    private static readonly byte[] Bytes = Pattern(25_000);

    private static JsonNode Upload(JsonNode batch) => batch["objects"]![0]!["actions"]!["upload"]!;

    private async Task<JsonNode> InParts()
    {
        Known();
        Riddles();
        (Stand.Settings.PartsAbove, Stand.Settings.PartLength) = (20_000, 10_000);
        return Upload(await Batch(Bytes));
    }

    private static byte[] Part(int number) => Bytes[((number - 1) * 10_000)..Math.Min(number * 10_000, Bytes.Length)];

    private static string Address(JsonNode upload, int number) => (string)upload["header"]!.AsObject().Single(h => int.TryParse(h.Key, out var n) && n == number).Value!;

    private async Task<string> PutPart(JsonNode upload, int number)
    {
        using var answer = await Put(Address(upload, number), Part(number));
        ((int)answer.StatusCode).ShouldBe(200);
        return answer.Headers.ETag!.Tag;
    }

    private Task<(int Status, JsonNode Body)> Complete(JsonNode upload, params string[] etags)
    {
        var parts = etags.Select(static (e, i) => (JsonNode)new JsonObject { ["partNumber"] = i + 1, ["etag"] = e });
        return Post((string)upload["href"]!, new JsonObject { ["oid"] = Sha256(Bytes), ["parts"] = new JsonArray([.. parts]) }.ToJsonString(), token: null);
    }

    [Fact]
    public async Task An_object_sent_in_whole_is_verified_committed_and_read_back()
    {
        Known();
        var dataset = Riddles();
        var batch = await Batch(Bytes);
        ((string?)batch["transfer"]).ShouldBe("basic");
        var address = (string)Upload(batch)["href"]!;
        address.ShouldStartWith(Stand.CdnAddress);
        using var put = await Put(address, Bytes);
        ((int)put.StatusCode).ShouldBe(200);
        var verify = (string)batch["objects"]![0]!["actions"]!["verify"]!["href"]!;
        (await Post(verify, $$"""{"oid":"{{Sha256(Bytes)}}","size":{{Bytes.Length}}}""")).Status.ShouldBe(200);
        (await Commit("""{"summary":"x"}""", LfsLine("b.parquet", Bytes))).Status.ShouldBe(200);
        using var got = await GetLarge("b.parquet");
        (await got.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Bytes);
        dataset.Head.Files["b.parquet"].Sha256.ShouldBe(Sha256(Bytes));
        Stand.Requests.Of(RequestKind.Part).Single().BytesReceived.ShouldBe(Bytes.Length);
    }

    [Fact]
    public async Task An_object_sent_in_parts_is_put_together()
    {
        var upload = await InParts();
        ((string?)upload["header"]!["chunk_size"]).ShouldBe("10000");
        upload["header"]!.AsObject().Count.ShouldBe(4);
        var third = await PutPart(upload, 3);
        var first = await PutPart(upload, 1);
        var second = await PutPart(upload, 2);
        (await Complete(upload, first, second, third)).Status.ShouldBe(200);
        (await Commit("""{"summary":"x"}""", LfsLine("b.parquet", Bytes))).Status.ShouldBe(200);
        using var got = await GetLarge("b.parquet");
        (await got.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(Bytes);
        Stand.Requests.Of(RequestKind.Part).Select(static r => (r.Part, r.BytesReceived)).ShouldBe([(3, 5_000), (1, 10_000), (2, 10_000)]);
    }

    [Fact]
    public async Task Parts_that_are_missing_or_named_wrong_are_not_put_together()
    {
        var upload = await InParts();
        var first = await PutPart(upload, 1);
        var second = await PutPart(upload, 2);
        (await Complete(upload, first, second, "\"00\"")).Status.ShouldBe(400);
        var third = await PutPart(upload, 3);
        (await Complete(upload, second, first, third)).Status.ShouldBe(400);
        (await Complete(upload, first, second)).Status.ShouldBe(400);
        (await Complete(upload, first, second, third)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_that_knows_no_parts_is_told_one_address()
    {
        Known();
        Riddles();
        Stand.Settings.PartsAbove = 1;
        Upload(await Batch(Bytes, "\"basic\""))["header"]!["chunk_size"].ShouldBeNull();
    }

    [Fact]
    public async Task An_object_that_is_here_has_no_actions()
    {
        Known();
        Riddles();
        (await Batch(Pattern(5000)))["objects"]![0]!["actions"].ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_bytes_and_wrong_lengths_are_refused()
    {
        Known();
        Riddles();
        var address = (string)Upload(await Batch(Bytes))["href"]!;
        var wrong = Bytes.ToArray();
        wrong[0] ^= 1;
        foreach (var sent in new[] { wrong, Bytes[1..], [.. Bytes, 0] })
        {
            using var put = await Put(address, sent);
            ((int)put.StatusCode).ShouldBe(400);
        }

        (await Post($"datasets/{Id}.git/info/lfs/verify", $$"""{"oid":"{{Sha256(Bytes)}}","size":{{Bytes.Length}}}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_token_on_an_address_for_an_upload_is_a_violation()
    {
        Known();
        Riddles();
        using var put = await Put((string)Upload(await Batch(Bytes))["href"]!, Bytes, Token);
        ((int)put.StatusCode).ShouldBe(400);
        Stand.Violations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused_by_the_second_host()
    {
        Known();
        Riddles();
        using var request = new HttpRequestMessage(HttpMethod.Put, (string)Upload(await Batch(Bytes))["href"]!) { Content = new ByteArrayContent(Bytes) };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await Client.SendAsync(request, Stop);
        ((int)answer.StatusCode).ShouldBe(411);
    }

    [Fact]
    public async Task Headers_that_were_told_must_come_along()
    {
        Known();
        Riddles();
        Stand.Settings.UploadHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Check"] = "7" };
        var upload = Upload(await Batch(Bytes));
        ((string?)upload["header"]!["X-Check"]).ShouldBe("7");
        using var without = await Put((string)upload["href"]!, Bytes);
        ((int)without.StatusCode).ShouldBe(403);
        using var content = new ByteArrayContent(Bytes);
        content.Headers.Add("X-Check", "7");
        using var with = await Send(HttpMethod.Put, (string)upload["href"]!, content: content);
        ((int)with.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_part_can_fail_and_come_again()
    {
        var upload = await InParts();
        Stand.Faults.Add(FaultOf.Status(500) with { Kind = RequestKind.Part, Part = 2 });
        Stand.Faults.Add(FaultOf.CutUpload(4000) with { Kind = RequestKind.Part, Part = 3 });
        var first = await PutPart(upload, 1);
        using var failed = await Put(Address(upload, 2), Part(2));
        ((int)failed.StatusCode).ShouldBe(500);
        await Should.ThrowAsync<HttpRequestException>(() => Put(Address(upload, 3), Part(3)));
        (await Complete(upload, first, "a", "b")).Status.ShouldBe(400);
        (await Complete(upload, first, await PutPart(upload, 2), await PutPart(upload, 3))).Status.ShouldBe(200);
        Stand.Requests.Of(RequestKind.Part).Select(static r => (r.Part, r.Status, r.BytesReceived)).ShouldBe(
            [(1, 200, 10_000), (2, 500, 10_000), (3, 0, 4_000), (2, 200, 10_000), (3, 200, 5_000)]);
    }

    [Fact]
    public async Task A_commit_can_be_made_although_its_answer_is_lost()
    {
        Known();
        var dataset = Riddles();
        var parent = dataset.Head.Id;
        Stand.Faults.Add(FaultOf.Status(500) with { Kind = RequestKind.Commit, AfterWork = true });
        var header = $$"""{"summary":"x","parentCommit":"{{parent}}"}""";
        (await Commit(header, FileLine("a.txt", "a"))).Status.ShouldBe(500);
        dataset.Head.Id.ShouldNotBe(parent);
        (await Commit(header, FileLine("a.txt", "a"))).Status.ShouldBe(412);
        Stand.Faults.Add(FaultOf.Status(503) with { Kind = RequestKind.Commit });
        var head = dataset.Head.Id;
        (await Commit("""{"summary":"y"}""", FileLine("b.txt", "b"))).Status.ShouldBe(503);
        dataset.Head.Id.ShouldBe(head);
    }

    [Fact]
    public async Task A_slow_upload_arrives()
    {
        Known();
        Riddles();
        Stand.Settings.BytesPerSecond = 500_000;
        using var put = await Put((string)Upload(await Batch(Bytes))["href"]!, Bytes);
        ((int)put.StatusCode).ShouldBe(200);
    }
}
