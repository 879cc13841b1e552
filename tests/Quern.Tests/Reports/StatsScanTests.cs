using System.Globalization;
using System.Text;
using System.Text.Json;
using Quern.Formats;
using Quern.Reports.Stats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Reports;

public sealed class StatsScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;

    [Fact]
    public void Every_field_is_counted_by_presence_kind_and_length()
    {
        var stats = Scan([
            """{"id":"a","n":1,"meta":{"lang":"en"},"m":[{"role":"user","c":"é😀"},{"role":"bot"}]}""",
            """{"id":"b","n":2.5,"meta":null,"m":[]}""",
            """{"\u0069d":"a","n":"x","meta":{},"flag":true}""",
            """{"id":null,"n":-3}""",
        ]);
        stats.Rows.ShouldBe(4);
        stats.Fields.Select(static f => f.Path).ShouldBe(["id", "n", "meta", "meta.lang", "m", "m[]", "m[].role", "m[].c", "flag"]);

        var id = Field(stats, "id");
        (id.Present, id.Missing, id.Null, id.Distinct).ShouldBe((4, 0, 1, 2));
        id.TopValues.ShouldBe([new ValueSummary("a", "text", 2), new ValueSummary("b", "text", 1)]);
        var n = Field(stats, "n");
        n.Number.ShouldBe(new NumberSummary(-3, 0.5 / 3, 2.5, 0));
        n.Types.ShouldBe(new Dictionary<string, long> { ["number"] = 3, ["text"] = 1 }, ignoreOrder: true);
        (Field(stats, "meta").Present, Field(stats, "meta").Missing, Field(stats, "meta").Null).ShouldBe((3, 1, 1));
        (Field(stats, "meta.lang").Present, Field(stats, "meta.lang").Missing).ShouldBe((1, 1));
        Field(stats, "m").List.ShouldBe(new LengthSummary(0, 1, 2));
        Field(stats, "m[].c").Text.ShouldBe(new LengthSummary(2, 2, 2));
        Field(stats, "m[].c").Missing.ShouldBe(1);
        Field(stats, "flag").TopValues.ShouldBe([new ValueSummary("true", "boolean", 1)]);
    }

    [Fact]
    public void Broken_rows_are_counted_by_reason_and_not_lost()
    {
        var stats = Scan(["{\"a\":1}", "{\"a\":", "[1]", "{\"a\":1,\"a\":2}", "nothing"]);
        stats.Rows.ShouldBe(5);
        stats.InvalidRows.ShouldBe(new Dictionary<string, long> { ["duplicate-key"] = 1, ["invalid-json"] = 2, ["not-an-object"] = 1 }, ignoreOrder: true);
        Field(stats, "a").Present.ShouldBe(1);
        stats.RowLength.ShouldBe(new LengthSummary(3, 7, 13));
    }

    [Fact]
    public void The_result_is_the_same_for_any_number_of_workers()
    {
        var random = new Random(11);
        var rows = Enumerable.Range(0, 4000).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"i\":{i},\"x\":{random.NextDouble() / 3},\"c\":\"{(char)('a' + random.Next(5))}\",\"map\":{{\"k{random.Next(3000)}\":{i}}},\"l\":[{random.Next(10)}]{(i % 7 == 0 ? "," : "")}}}")).ToArray();
        var path = Write(rows);
        var one = Scan(path, 1).ToJson();
        foreach (var workers in new[] { 2, 3, 8 })
        {
            Scan(path, workers).ToJson().ShouldBe(one);
        }
    }

    [Fact]
    public void Up_to_a_thousand_values_are_counted_exactly_and_beyond_that_it_says_so()
    {
        var stats = Scan([.. Enumerable.Range(0, 5000).Select(static i => $"{{\"few\":{i % 1000},\"many\":{i % 1001}}}")]);
        Field(stats, "few").Distinct.ShouldBe(1000);
        Field(stats, "few").TopValues.ShouldNotBeNull().ShouldAllBe(static v => v.Count == 5);
        Field(stats, "many").DistinctMoreThan.ShouldBe(1000);
        Field(stats, "many").Distinct.ShouldBeNull();
        Field(stats, "many").TopValues.ShouldBeNull();
        Field(stats, "many").Number.ShouldBe(new NumberSummary(0, Enumerable.Range(0, 5000).Sum(static i => i % 1001) / 5000.0, 1000, 0));
    }

    [Fact]
    public void An_object_with_a_hundred_thousand_keys_is_counted_as_a_map()
    {
        var map = "{\"before\":1,\"map\":{" + string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"\"k{i}\":{{\"n\":{i}}}")) + "},\"after\":2}";
        var stats = Scan([map, "{\"map\":{\"k1\":{\"n\":5}}}"]);
        stats.Fields.Select(static f => f.Path).ShouldBe(["before", "map", "map.*", "map.*.n", "after"]);
        Field(stats, "map.*").Present.ShouldBe(100_001);
        Field(stats, "map.*.n").Number.ShouldBe(new NumberSummary(0, (99_999L * 50_000 + 5) / 100_001.0, 99_999, 0));
        Field(stats, "map").Note.ShouldNotBeNull().ShouldContain("more than 500");
    }

    [Fact]
    public void Keys_that_come_to_be_too_many_over_many_rows_are_folded_without_loss()
    {
        var stats = Scan([.. Enumerable.Range(0, 3000).Select(static i => $"{{\"m\":{{\"k{i}\":{{\"v\":\"{i % 3}\"}}}},\"tail\":{i % 2}}}")]);
        stats.Fields.Select(static f => f.Path).ShouldBe(["m", "m.*", "m.*.v", "tail"]);
        Field(stats, "m.*.v").TopValues.ShouldBe([new ValueSummary("0", "text", 1000), new ValueSummary("1", "text", 1000), new ValueSummary("2", "text", 1000)]);
        Field(stats, "tail").Distinct.ShouldBe(2);
    }

    [Fact]
    public void Depth_and_huge_numbers_have_limits_that_are_said()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"d\":", 40)) + "1" + new string('}', 40);
        var stats = Scan([deep, "{\"h\":1e400}", "{\"h\":9223372036854775807}", "{\"h\":9223372036854775807}"]);
        stats.Fields.Count(static f => f.Path.EndsWith('d')).ShouldBe(16);
        stats.Fields.Single(static f => f.Note is not null).Note.ShouldNotBeNull().ShouldContain("16 levels");
        Field(stats, "h").Number.ShouldBe(new NumberSummary(9223372036854775807, 9223372036854775807, 9223372036854775807, 1));
    }

    [Fact]
    public void Names_are_written_as_field_paths_and_long_values_are_cut_between_characters()
    {
        var stats = Scan([$$"""{"a.b":{"*":1,"":2},"t":"{{string.Concat(Enumerable.Repeat("日", 50))}}"}"""]);
        stats.Fields.Select(static f => f.Path).ShouldBe(["\"a.b\"", "\"a.b\".\"*\"", "\"a.b\".\"\"", "t"]);
        Field(stats, "t").TopValues.ShouldNotBeNull()[0].Value.ShouldBe(string.Concat(Enumerable.Repeat("日", 20)) + "…");
    }

    [Fact]
    public void Several_files_are_one_dataset()
    {
        var files = new[] { Write(["{\"a\":1}"], "1.jsonl"), Write(["{\"a\":2}", "{\"b\":1}"], "2.jsonl") };
        var stats = StatsScan.Run([.. files.Select(f => InputFiles.Recognise(f))], 2, _folder, new RunProgress(), TestContext.Current.CancellationToken);
        stats.Files.Select(static f => f.Rows).ShouldBe([1, 2]);
        (Field(stats, "a").Present, Field(stats, "a").Missing).ShouldBe((2, 1));
    }

    [Fact]
    public void An_empty_file_has_no_rows_and_no_fields()
    {
        var stats = Scan([]);
        (stats.Rows, stats.Bytes, stats.Fields.Count).ShouldBe((0, 0, 0));
        stats.RowLength.ShouldBeNull();
    }

    [Fact]
    public void The_json_is_valid_and_in_snake_case()
    {
        using var json = JsonDocument.Parse(Scan(["{\"a\":\"x\"}", "broken"]).ToJson());
        json.RootElement.GetProperty("invalid_rows").GetProperty("invalid-json").GetInt64().ShouldBe(1);
        var field = json.RootElement.GetProperty("fields")[0];
        field.GetProperty("top_values")[0].GetProperty("value").GetString().ShouldBe("x");
        field.TryGetProperty("number", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_cancelled_scan_stops()
        => Should.Throw<OperationCanceledException>(() => StatsScan.Run([InputFiles.Recognise(Write(["{}"]))], 1, _folder, new RunProgress(), new CancellationToken(canceled: true)));

    [Fact]
    public void Values_that_share_a_beginning_are_told_apart()
    {
        var counts = new ValueCounts();
        var text = Encoding.UTF8.GetBytes(new string('x', 100));
        counts.Add(1, Quern.Rows.Json.JsonKind.String, text, 2);
        counts.Add(2, Quern.Rows.Json.JsonKind.String, text, 3);
        var sum = new ValueCounts();
        sum.Add(counts);
        sum.Add(counts);
        sum.Top(5).Select(static v => v.Count).ShouldBe([6, 4]);
        sum.Top(5).ShouldAllBe(static v => v.Value.Length == 61 && v.Value.EndsWith('…'));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static FieldSummary Field(DatasetStats stats, string path) => stats.Fields.Single(f => f.Path == path);

    private string Write(string[] rows, string name = "rows.jsonl")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, string.Concat(rows.Select(static r => r + "\n")));
        return path;
    }

    private DatasetStats Scan(string[] rows) => Scan(Write(rows), 2);

    private DatasetStats Scan(string path, int workers)
        => StatsScan.Run([InputFiles.Recognise(path)], workers, _folder, new RunProgress(), TestContext.Current.CancellationToken);
}
