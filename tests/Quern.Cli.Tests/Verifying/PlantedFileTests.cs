using System.IO.Compression;
using System.Text;

namespace Quern.Cli.Tests.Verifying;

/// <summary>Files that are damaged as a whole, and rows in other formats.</summary>
public sealed class PlantedFileTests : IDisposable
{
    private readonly VerifyProgram _verify = new();

    public PlantedFileTests() => _verify.Write("rows.jsonl", CleanRows.Of(CleanRows.Instruction, 60));

    public void Dispose() => _verify.Dispose();

    [Fact]
    public void An_empty_file() => _verify.Planted(() => _verify.Quern.Write("rows.jsonl", ""), "rows.jsonl").ShouldBe([new Told("empty-file", "rows.jsonl", 0, null)]);

    [Fact]
    public void A_file_of_blank_lines() => _verify.Planted(() => _verify.Quern.Write("rows.jsonl", "\n\n \n"), "rows.jsonl").ShouldBe([new Told("empty-file", "rows.jsonl", 0, null)]);

    // The row that is cut off is unreadable by itself: two kinds.
    [Fact]
    public void A_file_that_ends_inside_a_row()
        => _verify.Planted(() => _verify.Quern.Write("rows.jsonl", _verify.Quern.Read("rows.jsonl").TrimEnd()[..^5]), "rows.jsonl")
            .ShouldBe([new Told("truncated-file", "rows.jsonl", 60, null), new Told("unreadable-row", "rows.jsonl", 60, null)]);

    [Fact]
    public void Without_a_last_line_break_nothing_is_wrong()
    {
        _verify.Quern.Write("rows.jsonl", "\n" + _verify.Quern.Read("rows.jsonl").TrimEnd());
        _verify.Passes("rows.jsonl");
    }

    [Fact]
    public void A_broken_gzip()
    {
        _verify.Quern.Write("rows.jsonl.gz", Packed());
        _verify.Planted(() => _verify.Quern.Write("rows.jsonl.gz", Packed().AsSpan(0, Packed().Length / 2)), "rows.jsonl.gz").ShouldBe([new Told("broken-file", "rows.jsonl.gz", 0, null)]);
    }

    [Fact]
    public void A_gzip_with_a_wrong_checksum()
    {
        _verify.Quern.Write("rows.jsonl.gz", Packed());
        var told = _verify.Planted(
            () =>
            {
                var bytes = Packed();
                bytes[^6] ^= 0x55;
                _verify.Quern.Write("rows.jsonl.gz", bytes);
            },
            "rows.jsonl.gz");
        told.ShouldBe([new Told("broken-file", "rows.jsonl.gz", 0, null)]);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    [InlineData(0)]
    public void A_broken_parquet(double share)
    {
        Convert("rows.parquet");
        var bytes = File.ReadAllBytes(_verify.Quern.At("rows.parquet"));
        _verify.Planted(() => _verify.Quern.Write("rows.parquet", bytes.AsSpan(0, (int)(bytes.Length * share))), "rows.parquet").Select(static t => (t.Kind, t.File)).ShouldBe([("broken-file", "rows.parquet")]);
    }

    [Fact]
    public void A_broken_file_among_others_hides_nothing_of_them()
    {
        _verify.Write("d/a.jsonl", CleanRows.Of(CleanRows.Instruction, 4));
        _verify.Quern.Write("d/b.parquet", "no parquet");
        _verify.Fails("d").ShouldBe([new Told("broken-file", "d/b.parquet", 0, null)]);
        _verify.Run("d").Result.GetProperty("sets")[0].GetProperty("rows").GetInt64().ShouldBe(4);
    }

    [Fact]
    public void A_csv_that_has_a_value_too_few()
    {
        Convert("rows.csv");
        File.Delete(_verify.Quern.At("rows.stats.json"));
        var told = _verify.Planted(() => _verify.Quern.Write("rows.csv", _verify.Quern.Read("rows.csv").Replace("r-7,", "r-7 ", StringComparison.Ordinal)), "rows.csv");
        told.ShouldBe([new Told("unreadable-row", "rows.csv", 8, null)]);
    }

    [Theory]
    [InlineData("jsonl.gz", 4)]
    [InlineData("csv", 5)]
    [InlineData("parquet", 4)]
    [InlineData("json", 4)]
    public void Rows_of_other_formats_are_told_with_their_place(string format, int line)
    {
        var rows = CleanRows.Of(CleanRows.Instruction, 30);
        rows[3] = rows[3].Replace("Well,", "&quot;Well&quot;,", StringComparison.Ordinal);
        _verify.Write("bad.jsonl", rows);
        foreach (var name in new[] { "rows", "bad" })
        {
            if (format == "json")
            {
                _verify.Quern.Write(name + ".json", "[" + string.Join(",\n", _verify.Quern.Lines(name + ".jsonl")) + "]");
            }
            else
            {
                _verify.Do("convert", name + ".jsonl", "-o", $"{name}.{format}");
            }
        }

        _verify.Passes($"rows.{format}");
        _verify.Fails($"bad.{format}").ShouldBe([new Told("html-entity", $"bad.{format}", line, "r-4")]);
    }

    [Fact]
    public void Plans_and_conversations_in_parquet_are_as_clean_as_before()
    {
        foreach (var (name, row) in new (string, Func<int, string>)[] { ("plans", CleanRows.Plan), ("chats", CleanRows.Chat), ("tokens", CleanRows.Tokens), ("pairs", CleanRows.PreferenceChat) })
        {
            _verify.Write(name + ".jsonl", CleanRows.Of(row));
            _verify.Do("convert", name + ".jsonl", "-o", name + ".parquet");
            _verify.Passes(name + ".parquet");
        }
    }

    // A table has every column for every row: null where the row has no such field.
    [Fact]
    public void Shapes_that_a_table_mixes_are_told_apart()
    {
        _verify.Write("mixed.jsonl", [.. CleanRows.Of(CleanRows.Chat), .. CleanRows.Of(CleanRows.Instruction), .. CleanRows.Of(CleanRows.Preference), .. CleanRows.Of(CleanRows.Tokens), .. CleanRows.Of(CleanRows.Plan)]);
        _verify.Do("convert", "mixed.jsonl", "-o", "mixed.parquet");
        var shapes = _verify.Run("mixed.parquet", "--allow", "duplicate-id").Result.GetProperty("sets")[0].GetProperty("shapes");
        shapes.EnumerateObject().ToDictionary(static s => s.Name, static s => s.Value.GetInt64()).ShouldBe(
            new Dictionary<string, long> { ["chat"] = 12, ["instruction"] = 12, ["preference"] = 12, ["tokens"] = 12, ["plan"] = 12 }, ignoreOrder: true);
        _verify.Passes("mixed.parquet", "--allow", "duplicate-id");
    }

    private void Convert(string to) => _verify.Do("convert", "rows.jsonl", "-o", to, "--no-rejects");

    private byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(CleanRows.Of(CleanRows.Instruction, 60).Select(static r => r + "\n"))));
        }

        return packed.ToArray();
    }
}
