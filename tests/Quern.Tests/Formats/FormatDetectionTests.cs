using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats;

public sealed class FormatDetectionTests
{
    [Theory]
    [InlineData("a.jsonl", "\uFEFF\n\n{\"a\":1}\n", "Jsonl")]
    [InlineData("a.jsonl", "{\"a\":\n{\"a\":1}\n", "Jsonl")]
    [InlineData("a.jsonl", "{\n \"a\":1\n}\n", "Json")]
    [InlineData("a.jsonl", "[{\"a\":1},\n{\"a\":2}]", "Json")]
    [InlineData("a.jsonl", "[1]\n[2]\n", "Jsonl")]
    [InlineData("a.json", "{\"a\":1}\n{\"a\":2}\n", "Jsonl")]
    [InlineData("a.json", "{\"data\":[{\"a\":1}]}\n", "Json")]
    [InlineData("a.json", "[{\"a\":1}]", "Json")]
    [InlineData("a.json.gz", "[{\"a\":1}]", "Json")]
    [InlineData("a.txt", "[1] Smith wrote\n", "Text")]
    [InlineData("a.txt", "{x} is a set\n", "Text")]
    [InlineData("a.txt", "{\"a\":1}\n{\"a\":2}\n", "Jsonl")]
    [InlineData("a.txt", "a,b\n1,2\n3,4\n", "Text")]
    [InlineData("a.csv", "a;b\n1;2\n", "Csv")]
    [InlineData("a.csv", "[x],y\n1,2\n", "Csv")]
    [InlineData("a.tsv", "a\tb\n1\t2\n", "Tsv")]
    [InlineData("a", "a;b\n1;2\n3;4\n", "Csv")]
    [InlineData("a", "a,b\n1,2\n3,4\n", "Csv")]
    [InlineData("a", "a\tb\n1\t2\n3\t4\n", "Tsv")]
    [InlineData("a", "Once, upon\na time\n", "Text")]
    [InlineData("a", "{\"a\":1}", "Jsonl")]
    [InlineData("a", "n,text\n1,\"a, b\"\n2,\"c, \"\"d\"\"\"\n", "Csv")]
    [InlineData("a.dat", "PAR1....", "Parquet")]
    [InlineData("a.parquet", "PAR1\u0015\0\u0015", "Parquet")]
    public void The_content_decides_and_the_extension_where_it_leaves_a_choice(string name, string content, string expected)
        => FormatDetection.Of(name, Encoding.UTF8.GetBytes(content)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("a.jsonl", new byte[] { 0xff, 0xfe, (byte)'{', 0 }, "UTF-16")]
    [InlineData("a.jsonl", new byte[] { (byte)'{', 0, (byte)'"', 0 }, "UTF-16")]
    [InlineData("a.jsonl", new byte[] { 7, 0, 200, 3, 10, 99, 0 }, "is not text")]
    [InlineData("a.txt", new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 0x1a, 10, 0, 0 }, "is not text")]
    [InlineData("a", new byte[] { 1, 2, 3, 0xfe, 0xff, 5 }, "is not text")]
    [InlineData("a.parquet", new byte[] { (byte)'x', (byte)'y' }, "does not begin with PAR1")]
    [InlineData("a.jsonl.gz", new byte[] { 0x1f, 0x8b, 8, 0 }, "gzip twice")]
    [InlineData("a.zst", new byte[] { 0x28, 0xB5, 0x2F, 0xFD }, "zstd -d")]
    public void What_is_not_readable_text_is_refused_and_named(string name, byte[] content, string expected)
        => Should.Throw<SourceFault>(() => FormatDetection.Of(name, content)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("a.jsonl", "<!DOCTYPE html><html>", "web page")]
    [InlineData("a.parquet", "version https://git-lfs.github.com/spec/v1\noid", "git lfs pull")]
    public void What_a_failed_download_leaves_is_called_that(string name, string content, string expected)
        => Should.Throw<SourceFault>(() => FormatDetection.Of(name, Encoding.UTF8.GetBytes(content))).Message.ShouldContain(expected);
}
