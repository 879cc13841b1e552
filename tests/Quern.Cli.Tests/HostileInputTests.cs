using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Quern.Cli.Tests;

/// <summary>
/// Damaged input through the real program: good rows pass byte for byte, each bad one lies in the rejects with its reason
/// and line, rows in = rows out + rejects; and where a file breaks off, nothing is left under the output's name.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    [Theory]
    [InlineData("{\"a\":", "invalid-json")]
    [InlineData("{\"a\":1} x", "invalid-json")]
    [InlineData("{\"b\":\"x\0y\"}", "invalid-json")]
    [InlineData("{\"c\":\"\\ud800\"}", "lone-surrogate")]
    [InlineData("{\"c\":\"\\udc00\\ud800\"}", "lone-surrogate")]
    [InlineData("{\"d\":1,\"d\":2}", "duplicate-key")]
    [InlineData("{\"e\":{\"d\":1,\"\\u0064\":2}}", "duplicate-key")]
    [InlineData("[1]", "not-an-object")]
    [InlineData("NaN", "invalid-json")]
    public void A_bad_line_is_set_aside_with_its_place_and_the_run_goes_on(string line, string reason)
    {
        _quern.Write("in.jsonl", $"{{\"first\":1}}\n{line}\n{{\"last\":  2}}\n");
        Convert("in.jsonl").Exit.ShouldBe(3);
        _quern.Read("out.jsonl").ShouldBe("{\"first\":1}\n{\"last\":  2}\n");
        var reject = Rejects().ShouldHaveSingleItem();
        reject.GetProperty("reason").GetString().ShouldBe(reason);
        reject.GetProperty("at").GetString().ShouldBe("in.jsonl:2");
        reject.GetProperty("raw").GetString().ShouldBe(line);
        Balance().ShouldBe((3, 2, 1));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_kept_in_the_rejects()
    {
        byte[] line = [.. "{\"b\":\""u8, 0xff, .. "\"}"u8];
        _quern.Write("in.jsonl", [.. line, .. "\n{\"a\":1}\n"u8]);
        Convert("in.jsonl").Exit.ShouldBe(3);
        var reject = Rejects().ShouldHaveSingleItem();
        reject.GetProperty("reason").GetString().ShouldBe("invalid-utf8");
        reject.GetProperty("at").GetString().ShouldBe("in.jsonl:1");
        reject.GetProperty("raw_base64").GetBytesFromBase64().ShouldBe(line);
        Balance().ShouldBe((2, 1, 1));
    }

    [Fact]
    public void A_last_line_that_is_cut_off_is_set_aside()
    {
        _quern.Write("in.jsonl", "{\"a\":1}\n{\"z\":1");
        var outcome = Convert("in.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("1 invalid-json");
        Rejects().ShouldHaveSingleItem().GetProperty("fault").GetString()!.ShouldContain("breaks off");
        Balance().ShouldBe((2, 1, 1));
    }

    [Fact]
    public void Within_the_tolerance_the_exit_code_is_0()
    {
        _quern.Write("in.jsonl", "{\"a\":1}\n{\"z\":1");
        Convert("in.jsonl", "--tolerance", "50%").Exit.ShouldBe(0);
        Rejects().Count.ShouldBe(1);
    }

    [Fact]
    public void A_mark_at_the_beginning_and_windows_line_ends_are_no_part_of_the_rows()
    {
        _quern.Write("in.jsonl", "\uFEFF{\"a\":1}\r\n\r\n{\"b\":2}\r\n");
        Convert("in.jsonl").Exit.ShouldBe(0);
        _quern.Read("out.jsonl").ShouldBe("{\"a\":1}\n{\"b\":2}\n");
        Balance().ShouldBe((2, 2, 0));
    }

    [Fact]
    public void Deep_rows_and_numbers_of_any_size_pass_byte_for_byte()
    {
        var deep = "{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}\n";
        Passes(deep + "{\"n\":123456789012345678901234567890,\"e\":1e400,\"m\":-0.0}\n");
    }

    [Fact]
    public void A_line_of_64_MB_passes() => Passes("{\"text\":\"" + new string('m', 64 << 20) + "\"}\n{\"a\":1}\n");

    [Fact]
    public void An_empty_file_has_no_rows()
    {
        Passes("");
        Balance().ShouldBe((0, 0, 0));
    }

    [Fact]
    public void A_gzip_that_breaks_off_leaves_nothing()
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"{{\"i\":{i}}}\n"))));
        }

        _quern.Write("in.jsonl.gz", whole.ToArray().AsSpan(0, (int)whole.Length / 2));
        Refused("in.jsonl.gz", 1, "in.jsonl.gz breaks off");
    }

    [Theory]
    [InlineData("truncated", "Is the file complete?")]
    [InlineData("page", "cannot be read")]
    public void Damaged_parquet_leaves_nothing(string damage, string expected)
    {
        _quern.Write("rows.jsonl", string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{{\"i\":{i},\"t\":\"text {i * 7919 % 10007}\"}}\n")));
        _quern.Run("convert", "rows.jsonl", "-o", "in.parquet").Exit.ShouldBe(0);
        var bytes = File.ReadAllBytes(_quern.At("in.parquet"));
        bytes.AsSpan(bytes.Length / 4, 400).Clear();
        _quern.Write("in.parquet", damage == "page" ? bytes : bytes.AsSpan(0, bytes.Length / 2));
        File.Delete(_quern.At("rows.jsonl"));
        File.Delete(_quern.At("in.stats.json"));
        Refused("in.parquet", 1, expected);
    }

    [Theory]
    [InlineData("in.parquet", "68656c6c6f20776f726c64", "does not begin with PAR1")]
    [InlineData("in.jsonl", "8000010203fe07918000010203fe0791", "is not text")]
    [InlineData("in.jsonl", "fffe7b002200610022003a0031007d000a00", "is UTF-16 text")]
    [InlineData("in.jsonl", "28b52ffd0000", "is compressed with zstd")]
    public void What_is_no_rows_at_all_is_refused_by_name(string name, string bytes, string expected)
    {
        _quern.Write(name, System.Convert.FromHexString(bytes));
        Refused(name, 2, expected);
    }

    [Fact]
    public void A_folder_with_the_name_of_a_file_is_looked_into()
    {
        Directory.CreateDirectory(_quern.At("in.jsonl"));
        Refused("in.jsonl", 2, "holds no file that can be read");
    }

    public void Dispose() => _quern.Dispose();

    private Outcome Convert(string input, params string[] more) => _quern.Run(["convert", input, "-o", "out.jsonl", .. more]);

    private void Passes(string rows)
    {
        _quern.Write("in.jsonl", rows);
        var outcome = Convert("in.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        (_quern.Read("out.jsonl") == rows).ShouldBeTrue("The rows changed on their way.");
        File.Exists(_quern.At("out.rejects.jsonl")).ShouldBeFalse();
    }

    private void Refused(string input, int exit, string expected)
    {
        var outcome = Convert(input);
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Errors.ShouldContain(input);
        outcome.Errors.ShouldContain(expected);
        outcome.Errors.ShouldNotContain("   at Quern.");
        Directory.GetFileSystemEntries(_quern.Folder).ShouldBe([_quern.At(input)]);
    }

    private List<JsonElement> Rejects() => [.. _quern.Lines("out.rejects.jsonl").Select(static l => JsonElement.Parse(l))];

    private (long Read, long Kept, long Quarantined) Balance()
    {
        var stats = JsonElement.Parse(_quern.Read("out.stats.json"));
        var counts = (stats.GetProperty("read").GetInt64(), stats.GetProperty("kept").GetInt64(), stats.GetProperty("quarantined").GetInt64());
        counts.Item1.ShouldBe(counts.Item2 + counts.Item3);
        _quern.Lines("out.jsonl").LongLength.ShouldBe(counts.Item2);
        return counts;
    }
}
