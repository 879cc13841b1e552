using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Quern.Cli.Tests;

/// <summary>
/// Rows that are damaged: a run goes on, what is good comes out byte for byte, and what is not lies in the rejects with
/// its line, its reason and its bytes. Nothing vanishes.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("""{"a": """, "invalid-json")]
    [InlineData("""{"a": 1,}""", "invalid-json")]
    [InlineData("not JSON at all", "invalid-json")]
    [InlineData("""{"a": NaN}""", "invalid-json")]
    [InlineData("""{"a": 1} {"a": 2}""", "invalid-json")]
    [InlineData("""{"a": "\ud83d"}""", "lone-surrogate")]
    [InlineData("""{"a": "\ude00\ud83d"}""", "lone-surrogate")]
    [InlineData("""{"a": 1, "b": {"c": 1, "c": 2}}""", "duplicate-key")]
    [InlineData("[1, 2]", "not-an-object")]
    [InlineData("null", "not-an-object")]
    [InlineData("{\"a\": \"x\0y\"}", "invalid-json")]
    [InlineData("\0\0\0", "invalid-json")]
    public void A_bad_line_is_set_aside_with_its_number_and_the_others_go_on(string line, string reason)
    {
        _quern.Write("in.jsonl", $"{{\"n\": 1}}\n{{\"n\": 2}}\n{line}\n{{\"n\": 4}}\n");
        var outcome = Convert(exit: 3);
        outcome.Errors.ShouldContain($"quarantined 1 {reason}");
        outcome.Errors.ShouldContain("exit code 3");
        _quern.Read("out.jsonl").ShouldBe("{\"n\": 1}\n{\"n\": 2}\n{\"n\": 4}\n");
        var reject = Rejects().ShouldHaveSingleItem();
        reject.GetProperty("reason").GetString().ShouldBe(reason);
        reject.GetProperty("fate").GetString().ShouldBe("quarantined");
        reject.GetProperty("step").GetString().ShouldBe("read");
        reject.GetProperty("source").GetString().ShouldBe("in.jsonl");
        reject.GetProperty("ordinal").GetInt64().ShouldBe(2);
        reject.GetProperty("at").GetString().ShouldBe("in.jsonl:3");
        reject.GetProperty("raw").GetString().ShouldBe(line);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_kept_as_they_are()
    {
        byte[] line = [.. "{\"a\": \""u8, 0xFF, 0xC3, .. "\"}"u8];
        _quern.Write("in.jsonl", [.. "{\"n\": 1}\n"u8, .. line, .. "\n{\"n\": 3}\n"u8]);
        Convert(exit: 3);
        _quern.Read("out.jsonl").ShouldBe("{\"n\": 1}\n{\"n\": 3}\n");
        var reject = Rejects().ShouldHaveSingleItem();
        reject.GetProperty("reason").GetString().ShouldBe("invalid-utf8");
        reject.GetProperty("at").GetString().ShouldBe("in.jsonl:2");
        reject.GetProperty("raw_base64").GetBytesFromBase64().ShouldBe(line);
    }

    [Fact]
    public void A_last_line_that_breaks_off_is_set_aside()
    {
        _quern.Write("in.jsonl", "{\"n\": 1}\n{\"n\": 2, \"text\": \"half a s");
        Convert(exit: 3);
        _quern.Read("out.jsonl").ShouldBe("{\"n\": 1}\n");
        Rejects().ShouldHaveSingleItem().GetProperty("raw").GetString().ShouldBe("{\"n\": 2, \"text\": \"half a s");
    }

    [Fact]
    public void A_last_line_without_its_end_is_a_row_when_it_is_whole()
    {
        _quern.Write("in.jsonl", "{\"n\": 1}\n{\"n\": 2}");
        Convert(exit: 0);
        _quern.Read("out.jsonl").ShouldBe("{\"n\": 1}\n{\"n\": 2}\n");
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_Windows_are_no_part_of_the_rows()
    {
        _quern.Write("in.jsonl", [0xEF, 0xBB, 0xBF, .. "{\"n\": 1}\r\n\r\n{\"n\": 2}\r\n"u8]);
        Convert(exit: 0);
        _quern.Read("out.jsonl").ShouldBe("{\"n\": 1}\n{\"n\": 2}\n");
    }

    [Theory]
    [InlineData("""{"a": 123456789012345678901234567890, "b": -9223372036854775809, "c": 18446744073709551616}""")]
    [InlineData("""{"a": 1e999, "b": -0.0, "c": 1.10, "d": 0.1000000000000000055511151231257827}""")]
    [InlineData("""{ "spaced" :  [ 1 , 2 ] ,	"tab": "\u0041\/" }""")]
    [InlineData("""{"": null, "\u0000": "\ud83d\ude00"}""")]
    public void A_row_that_no_step_edits_keeps_every_byte(string row)
    {
        _quern.Write("in.jsonl", row + "\n");
        Convert(exit: 0);
        _quern.Read("out.jsonl").ShouldBe(row + "\n");
    }

    [Fact]
    public void A_row_nested_ten_thousand_deep_goes_through()
    {
        var row = $"{{\"a\": {new string('[', 10_000)}{new string(']', 10_000)}}}\n";
        _quern.Write("in.jsonl", row);
        Convert(exit: 0);
        _quern.Read("out.jsonl").ShouldBe(row);
    }

    [Fact]
    public void A_line_of_64_MB_goes_through_and_a_broken_one_is_set_aside_whole()
    {
        var text = new string('x', 64 << 20);
        _quern.Write("in.jsonl", $"{{\"n\": 1}}\n{{\"a\": \"{text}\"}}\n{{\"b\": \"{text}\n{{\"n\": 4}}\n");
        Convert(exit: 3);
        new FileInfo(_quern.At("out.jsonl")).Length.ShouldBe((64 << 20) + "{\"n\": 1}\n{\"a\": \"\"}\n{\"n\": 4}\n".Length);
        var reject = Rejects().ShouldHaveSingleItem();
        reject.GetProperty("at").GetString().ShouldBe("in.jsonl:3");
        reject.GetProperty("raw").GetString()!.Length.ShouldBe((64 << 20) + "{\"b\": \"".Length);
    }

    [Fact]
    public void An_empty_file_gives_an_empty_one()
    {
        _quern.Write("in.jsonl", "");
        var outcome = Convert(exit: 0);
        outcome.Errors.ShouldContain("0 of 0 rows");
        _quern.Read("out.jsonl").ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_is_accounted_for()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(i % 7 == 3 ? "{\"n\": " : $"{{\"n\": {i}}}").Append('\n');
        }

        _quern.Write("in.jsonl", text.ToString());
        Convert(exit: 3);
        var kept = _quern.Lines("out.jsonl");
        var rejects = Rejects();
        (kept.Length + rejects.Count).ShouldBe(20_000);
        rejects.Select(static r => r.GetProperty("ordinal").GetInt64()).ShouldBe(Enumerable.Range(0, 20_000).Where(static i => i % 7 == 3).Select(static i => (long)i));
        kept.ShouldBe(Enumerable.Range(0, 20_000).Where(static i => i % 7 != 3).Select(static i => $"{{\"n\": {i}}}"));
        using var stats = JsonDocument.Parse(_quern.Read("out.stats.json"));
        stats.RootElement.GetRawText().ShouldContain("invalid-json");
    }

    [Fact]
    public void A_truncated_gzip_is_a_fault_and_leaves_nothing()
    {
        var random = new Random(1);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 20_000; i++)
            {
                gzip.Write(Encoding.UTF8.GetBytes($"{{\"n\": {random.Next()}}}\n"));
            }
        }

        _quern.Write("in.jsonl.gz", packed.ToArray().AsSpan()[..^2000]);
        var outcome = Refused("in.jsonl.gz", exit: 1);
        outcome.Errors.ShouldContain("in.jsonl.gz breaks off");
        outcome.Errors.ShouldContain("Fetch or compress it again");
    }

    [Fact]
    public void A_missing_file_is_named_and_a_near_one_suggested()
    {
        _quern.Write("rows.jsonl", "{}\n");
        Refused("row.jsonl", exit: 2).Errors.ShouldContain("row.jsonl was not found. Did you mean rows.jsonl?");
    }

    [Fact]
    public void A_folder_without_data_is_refused_though_it_is_called_like_a_file()
    {
        Directory.CreateDirectory(_quern.At("in.jsonl"));
        Refused("in.jsonl", exit: 2).Errors.ShouldContain("in.jsonl holds no file that can be read");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every file");
        var path = _quern.Write("in.jsonl", "{}\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Refused("in.jsonl", exit: 2).Errors.ShouldContain("in.jsonl");
    }

    [Fact]
    public void Binary_data_and_UTF16_are_refused_with_what_they_are()
    {
        byte[] binary = [0x7F, .. "ELF"u8, .. Enumerable.Range(0, 1000).Select(static i => (byte)i)];
        _quern.Write("program.jsonl", binary);
        Refused("program.jsonl", exit: 2).Errors.ShouldContain("program.jsonl is not text: its byte 4 is 0x00");
        _quern.Write("wide.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"n\": 1}\n")]);
        Refused("wide.jsonl", exit: 2).Errors.ShouldContain("wide.jsonl is UTF-16 text; UTF-8 was expected. Convert it: iconv");
    }

    [Fact]
    public void Parquet_without_its_magic_is_refused()
    {
        _quern.Write("in.parquet", "these are no columns");
        Refused("in.parquet", exit: 2).Errors.ShouldContain("in.parquet is not Parquet");
    }

    [Fact]
    public void Parquet_that_breaks_off_is_a_fault()
    {
        var whole = Parquet();
        _quern.Write("in.parquet", whole.AsSpan()[..(whole.Length / 2)]);
        Refused("in.parquet", exit: 1).Errors.ShouldContain("in.parquet");
    }

    [Fact]
    public void A_damaged_page_of_Parquet_is_a_fault()
    {
        var whole = Parquet();
        whole.AsSpan(whole.Length / 3, 4000).Fill(0xEE);
        _quern.Write("in.parquet", whole);
        Refused("in.parquet", exit: 1).Errors.ShouldContain("in.parquet");
    }

    private byte[] Parquet()
    {
        var random = new Random(3);
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            // Text that can be compressed: only then do damaged bytes fail to unpack. Raw values carry no checksum.
            text.Append("{\"t\": \"").AppendJoin(' ', Enumerable.Range(0, 12).Select(_ => random.Next(40))).Append("\"}\n");
        }

        _quern.Write("whole.jsonl", text.ToString());
        var outcome = _quern.Run("convert", "whole.jsonl", "-o", "whole.parquet");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        return File.ReadAllBytes(_quern.At("whole.parquet"));
    }

    private Outcome Convert(int exit)
    {
        var outcome = _quern.Run("convert", "in.jsonl", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        return outcome;
    }

    private Outcome Refused(string input, int exit)
    {
        var outcome = _quern.Run("convert", input, "-o", "out/rows.jsonl");
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldNotContain("   at Quern");
        (Directory.Exists(_quern.At("out")) ? Directory.GetFileSystemEntries(_quern.At("out")) : []).ShouldBeEmpty();
        return outcome;
    }

    private List<JsonElement> Rejects()
        => [.. _quern.Lines("out.rejects.jsonl").Select(static line => JsonDocument.Parse(line).RootElement)];
}
