using System.Text;
using System.Text.Json;
using Quern.Hub.Push;
using Quern.Rows;

namespace Quern.Tests.Hub.Push;

public sealed class CommitBodyTests : IDisposable
{
    private readonly PushFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_line_is_as_the_Hub_takes_it_and_the_length_is_known_before()
    {
        var noise = PushFolder.Noise(200_000, seed: 2);
        using var body = new CommitBody("Add \"it\"", "More", new string('a', 40),
        [
            Entry("a \"b\" ä.txt", Encoding.UTF8.GetBytes("hello"), isLarge: false),
            Entry("empty.txt", [], isLarge: false),
            Entry("noise.bin", noise, isLarge: false),
            Entry("data/x.parquet", noise, isLarge: true),
        ], new SliceMeter(new PushProgress()));
        var bytes = await body.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        body.Headers.ContentLength.ShouldBe(bytes.Length);
        body.Headers.ContentType!.ToString().ShouldBe("application/x-ndjson");
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n').Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Select(static l => l.GetProperty("key").GetString()).ShouldBe(["header", "file", "file", "file", "lfsFile"]);
        lines[0].GetProperty("value").GetRawText().ShouldBe("{\"summary\":\"Add \\u0022it\\u0022\",\"description\":\"More\",\"parentCommit\":\"" + new string('a', 40) + "\"}");
        lines[1].GetProperty("value").GetProperty("path").GetString().ShouldBe("a \"b\" ä.txt");
        lines[1].GetProperty("value").GetProperty("content").GetBytesFromBase64().ShouldBe(Encoding.UTF8.GetBytes("hello"));
        lines[2].GetProperty("value").GetProperty("content").GetString().ShouldBe("");
        lines[3].GetProperty("value").GetProperty("content").GetBytesFromBase64().ShouldBe(noise);
        lines[4].GetProperty("value").GetProperty("oid").GetString()!.Length.ShouldBe(64);
        lines[4].GetProperty("value").GetProperty("size").GetInt64().ShouldBe(noise.Length);
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_found_is_a_fault()
    {
        var entry = Entry("a.txt", [1, 2, 3], isLarge: false);
        _folder.Write("a.txt", [1, 2, 3, 4]);
        using var body = new CommitBody("Add", "", new string('a', 40), [entry], new SliceMeter(new PushProgress()));
        await Should.ThrowAsync<RunFault>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Many_files_and_many_bytes_are_several_commits_with_the_card_last()
    {
        var entries = new[] { "README.md", "a", "b", "c", "d" }.Select(n => Entry(n, new byte[10], isLarge: n == "d")).ToList();
        Names(new PushLimits()).ShouldBe(["a b c d README.md"]);
        Names(new PushLimits { FilesOfCommit = 2 }).ShouldBe(["a b", "c d", "README.md"]);
        Names(new PushLimits { BytesOfCommit = 25 }).ShouldBe(["a b", "c d README.md"]);
        Names(new PushLimits { BytesOfCommit = 1 }).ShouldBe(["a", "b", "c d", "README.md"]);
        CommitBatches.Of([], new PushLimits()).ShouldBeEmpty();

        IEnumerable<string> Names(PushLimits limits) => CommitBatches.Of(entries, limits).Select(static b => string.Join(' ', b.Select(static e => e.File.Path)));
    }

    private CommitEntry Entry(string name, byte[] bytes, bool isLarge)
        => new(LocalFile.Of(name, _folder.Write(name, bytes)), new ContentNames(new string('1', 40), new string('2', 64), null), isLarge);
}
