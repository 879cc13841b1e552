using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats;

/// <summary>What exactly comes out of lines that somebody got wrong.</summary>
public sealed class HostileLinesTests : IDisposable
{
    private readonly ReadRows _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":", "", "invalid-json")]
    [InlineData("{\"a\":1}\n{\"a\":2}", "", "")]
    [InlineData("\uFEFF{\"a\":1}\r\n\r\n  \n{\"a\":2}\r\n", "", "")]
    [InlineData("\n\n{\"a\":1}\n", "")]
    [InlineData("{\"a\":\"\0\"}\n{\"a\":1}\n", "invalid-json", "")]
    [InlineData("\0\0\0\n{\"a\":1}\n", "invalid-json", "")]
    [InlineData("{\"a\":\"\\ud800\"}\n{\"\\udc00\":1}\n{\"a\":\"\\ud83d\\ude00\"}\n", "lone-surrogate", "lone-surrogate", "")]
    [InlineData("{\"a\":1,\"\\u0061\":2}\n{\"a\":{\"b\":1},\"b\":1}\n", "duplicate-key", "")]
    [InlineData("{\"a\":123456789012345678901234567890,\"b\":-9223372036854775809,\"c\":1e400}\n", "")]
    [InlineData("[1]\n{\"a\":NaN}\n{\"a\":.5}\n{} {}\ntext\n", "not-an-object", "invalid-json", "invalid-json", "invalid-json", "invalid-json")]
    public void Each_line_is_a_row_or_is_quarantined_for_its_reason(string content, params string[] reasons)
        => _files.Check(_files.File("a.jsonl", content)).ShouldBe(reasons);

    [Fact]
    public void Invalid_utf8_is_quarantined_and_the_next_row_is_read()
        => _files.Check(_files.File("a.jsonl", [.. "{\"a\":\""u8, 0xff, .. "\"}\n{\"a\":1}\n"u8])).ShouldBe(["invalid-utf8", ""]);

    [Fact]
    public void Lines_of_64_megabytes_and_of_10_000_levels_are_rows()
    {
        var deep = new StringBuilder().Insert(0, "{\"a\":", 10_000).Append('1').Append('}', 10_000);
        var path = _files.File("a.jsonl", "{\"a\":\"" + new string('x', 64 << 20) + "\"}\n" + deep + "\n{\"a\":1}");
        _files.Check(path).ShouldBe(["", "", ""]);
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.json")]
    [InlineData("a.csv")]
    [InlineData("a.tsv")]
    [InlineData("a.txt")]
    [InlineData("a")]
    public void An_empty_file_has_no_rows(string name) => _files.Read(_files.File(name, "")).ShouldBeEmpty();

    [Fact]
    public void An_empty_parquet_file_is_a_source_fault()
        => Refused("a.parquet", []).ShouldContain("is empty; a Parquet file was expected");

    [Fact]
    public void An_empty_file_called_gz_is_a_source_fault_but_a_compressed_nothing_has_no_rows()
    {
        Refused("a.jsonl.gz", []).ShouldContain("is empty");
        using (var writer = new GzipJsonlWriter(_files.PathOf("b.jsonl.gz"), force: false))
        {
            writer.Complete(durable: false);
        }

        _files.Read(_files.PathOf("b.jsonl.gz")).ShouldBeEmpty();
    }

    [Fact]
    public void A_truncated_gzip_is_a_source_fault_after_the_rows_before_it()
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 20_000).Select(_ => $"{{\"a\":{random.Next()}}}").ToList();
        var rows = _files.Read(_files.File("a.jsonl.gz", ReadRows.Gzip(string.Join('\n', lines))[..^40]), out var fault);
        fault.ShouldNotBeNull().Message.ShouldContain("gzip data is truncated");
        rows.ShouldBe(lines.Take(rows.Count));
        rows.Count.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void Bytes_behind_a_gzip_are_a_source_fault_after_all_rows_but_zeros_and_further_members_are_not()
    {
        var one = ReadRows.Gzip("{\"a\":1}\n");
        _files.Read(_files.File("a.jsonl.gz", [.. one, .. "garbage"u8]), out var fault).ShouldBe(["{\"a\":1}"]);
        fault.ShouldNotBeNull().Message.ShouldContain("what follows is not gzip");
        _files.Read(_files.File("b.jsonl.gz", [.. one, .. new byte[512]])).Count.ShouldBe(1);
        _files.Read(_files.File("c.jsonl.gz", [.. one, .. one])).Count.ShouldBe(2);
    }

    [Fact]
    public void A_gzip_whose_first_bytes_are_damaged_is_a_source_fault()
    {
        var bytes = ReadRows.Gzip("{\"a\":1}\n");
        bytes.AsSpan(10).Fill(0xff);
        _files.Read(_files.File("a.jsonl.gz", bytes), out var fault).ShouldBeEmpty();
        fault.ShouldNotBeNull().Message.ShouldContain("gzip");
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_and_a_missing_file_are_source_faults()
    {
        Should.Throw<SourceFault>(() => InputFiles.Recognise(_files.Folder)).Message.ShouldContain("cannot be read");
        Should.Throw<SourceFault>(() => InputFiles.Recognise(_files.PathOf("none.jsonl"))).Message.ShouldContain("none.jsonl cannot be read");
    }

    private string Refused(string name, byte[] content)
        => Should.Throw<SourceFault>(() => InputFiles.Recognise(_files.File(name, content))).Message;
}
