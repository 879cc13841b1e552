using System.Text.Json;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>What a user types to remove duplicates, and what the program leaves.</summary>
public sealed class DedupTests : IDisposable
{
    private const string First = """{ "id": 1, "text": "The miller grinds rye and wheat at dawn, before the market opens in town.", "score": 3 }""";
    private const string Equal = """{"id":2,"text":"the miller grinds RYE and wheat at dawn before the market opens in town","score":9}""";
    private const string Near = """{"id":3,"text":"The miller grinds rye and wheat at dawn, before the market opens in town today.","score":5}""";
    private const string Other = """{"id":4,"text":"A heron stands in the shallow water and waits for the evening to come.","score":1}""";

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void Rows_that_stay_are_written_as_they_are_and_the_others_name_the_row_that_is_kept()
    {
        _quern.Write("rows.jsonl", Rows(First, Other, Near, Equal));
        var outcome = _quern.Run("dedup", "rows.jsonl", "-o", "unique.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Read("unique.jsonl").ShouldBe(Rows(First, Other));
        outcome.Errors.ShouldContain("2 of 4 rows written to unique.jsonl");
        outcome.Errors.ShouldContain("Every pair of rows at or above the threshold was found");
        var rejects = Json(_quern.Lines("unique.rejects.jsonl"));
        rejects.Select(static r => r.GetProperty("reason").GetString()).ShouldBe(["near-duplicate", "duplicate"]);
        rejects.Select(static r => r.GetProperty("similarity").GetDouble()).ShouldBe([10.0 / 11, 1]);
        rejects.Select(static r => r.GetProperty("kept").GetRawText()).ShouldAllBe(static k => k == """{"source":"rows.jsonl","ordinal":0,"id":1}""");
        rejects[0].GetProperty("row").GetProperty("id").GetInt32().ShouldBe(3);
        Directory.GetFileSystemEntries(_quern.Folder).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)
            .ShouldBe(["rows.jsonl", "unique.jsonl", "unique.rejects.jsonl", "unique.stats.json"]);
    }

    [Fact]
    public void The_statistics_say_what_was_removed_for_what_and_how_long_each_stage_took()
    {
        _quern.Write("a.jsonl", Rows(First, Other));
        _quern.Write("b.jsonl", Rows(Near, Equal, """{"id":5}"""));
        _quern.Run("dedup", "a.jsonl", "b.jsonl", "-o", "unique.jsonl").Exit.ShouldBe(0);
        using var stats = JsonDocument.Parse(_quern.Read("unique.stats.json"));
        var details = stats.RootElement.GetProperty("steps")[1].GetProperty("details");
        details.GetProperty("removed").GetRawText().ShouldBeJson("""{"duplicate":1,"near-duplicate":1}""");
        details.GetProperty("removed_from_for").GetRawText().ShouldBeJson("""{"b.jsonl":{"a.jsonl":2}}""");
        details.GetProperty("cluster_sizes").GetRawText().ShouldBeJson("""{"3":1}""");
        details.GetProperty("similarities").GetRawText().ShouldBeJson("""{"0.90":1,"1.00":1}""");
        details.GetProperty("no_text").GetInt32().ShouldBe(1);
        details.GetProperty("largest_clusters")[0].GetProperty("rows").GetInt32().ShouldBe(3);
        details.GetProperty("seconds").EnumerateObject().Select(static s => s.Name).ShouldContain("comparing pairs");
        details.GetProperty("bytes_per_row").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("first", 1)]
    [InlineData("longest", 3)]
    [InlineData("best:score", 2)]
    public void Of_duplicates_the_row_is_kept_that_the_rule_says(string keep, int expected)
    {
        _quern.Write("rows.jsonl", Rows(First, Other, Near, Equal));
        Ids("rows.jsonl", "--keep", keep).ShouldBe(new[] { expected, 4 }.OrderBy(static i => i == 1 ? 0 : i == 4 ? 1 : 2));
    }

    [Fact]
    public void Rows_of_preferred_sources_are_kept_before_others()
    {
        _quern.Write("a.jsonl", Rows(First, Other));
        _quern.Write("b.jsonl", Rows(Near));
        _quern.Write("c.jsonl", Rows(Equal));
        Ids("a.jsonl", "b.jsonl", "c.jsonl", "--prefer", "c.jsonl,b.jsonl").ShouldBe([4, 2]);
        Ids("a.jsonl", "b.jsonl", "c.jsonl", "--prefer", "b.jsonl", "--prefer", "c.jsonl").ShouldBe([4, 3]);
    }

    [Fact]
    public void Only_the_fields_named_are_compared()
    {
        _quern.Write("rows.jsonl", Rows(
            """{"id":1,"instruction":"Grind the rye","response":"It is done","note":"a"}""",
            """{"id":2,"instruction":"grind the rye.","response":"It is done!","note":"b"}""",
            """{"id":3,"instruction":"Grind the rye","response":"It is not done","note":"a"}"""));
        Ids("rows.jsonl").ShouldBe([1, 2, 3]);
        Ids("rows.jsonl", "--by", "instruction,response").ShouldBe([1, 3]);
        Ids("rows.jsonl", "--by", "instruction", "--by", "response").ShouldBe([1, 3]);
        Ids("rows.jsonl", "--by", "instruction").ShouldBe([1]);
    }

    [Fact]
    public void Exact_removes_what_is_equal_after_normalisation_only()
    {
        _quern.Write("rows.jsonl", Rows(First, Near, Equal, Other));
        Ids("rows.jsonl", "--exact").ShouldBe([1, 3, 4]);
    }

    [Fact]
    public void A_lower_threshold_removes_more_and_chains_are_one_cluster_only_when_asked()
    {
        // Each has half of its words in common with the next one.
        _quern.Write("rows.jsonl", Rows(
            """{"id":1,"text":"a b c d"}""",
            """{"id":2,"text":"c d e f"}""",
            """{"id":3,"text":"e f g h"}"""));
        Ids("rows.jsonl", "--ngram", "1", "--threshold", "0.4").ShouldBe([1, 2, 3]);
        Ids("rows.jsonl", "--ngram", "1", "--threshold", "0.33").ShouldBe([1, 3]);
        Ids("rows.jsonl", "--ngram", "1", "--threshold", "0.33", "--linkage", "connected").ShouldBe([1]);
    }

    [Fact]
    public void Scripts_without_spaces_are_compared_by_their_characters()
    {
        _quern.Write("rows.jsonl", Rows("""{"id":1,"t":"石臼磨麵粉很細很香。"}""", """{"id":2,"t":"石臼磨麵粉很細很香！"}""", """{"id":3,"t":"石臼磨麵粉很粗很香。"}"""));
        Ids("rows.jsonl", "--threshold", "0.5").ShouldBe([1, 2, 3]);
        Ids("rows.jsonl", "--threshold", "0.5", "--shingles", "mixed", "--ngram", "1").ShouldBe([1]);
        Ids("rows.jsonl", "--threshold", "0.9", "--shingles", "characters", "--ngram", "1", "--nfkc").ShouldBe([1, 2, 3]);
        _quern.Write("wide.jsonl", Rows("""{"id":1,"t":"ｆｌｏｕｒ ㎏"}""", """{"id":2,"t":"Flour kg"}"""));
        Ids("wide.jsonl").ShouldBe([1, 2]);
        Ids("wide.jsonl", "--nfkc").ShouldBe([1]);
    }

    [Fact]
    public void By_signatures_the_same_rows_go_and_unverified_similarities_are_not_made_up()
    {
        _quern.Write("rows.jsonl", Rows(First, Other, Near, Equal));
        Ids("rows.jsonl", "--method", "minhash", "--bands", "128").ShouldBe([1, 4]);
        var outcome = _quern.Run("dedup", "rows.jsonl", "--method", "minhash", "--permutations", "64", "--bands", "32", "--no-verify", "-o", "classic.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldContain("Not verified");
        _quern.Read("classic.jsonl").ShouldBe(Rows(First, Other));
        Json(_quern.Lines("classic.rejects.jsonl"))[0].GetProperty("similarity").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Clusters_say_who_was_merged_with_whom()
    {
        _quern.Write("rows.jsonl", Rows(Other, First, Near, Equal));
        _quern.Run("dedup", "rows.jsonl", "--clusters", "clusters.jsonl", "-o", "unique.jsonl").Exit.ShouldBe(0);
        var cluster = Json(_quern.Lines("clusters.jsonl")).ShouldHaveSingleItem();
        cluster.GetProperty("kept").GetProperty("id").GetInt32().ShouldBe(1);
        cluster.GetProperty("size").GetInt32().ShouldBe(3);
        cluster.GetProperty("removed").EnumerateArray().Select(static r => (r.GetProperty("id").GetInt32(), r.GetProperty("similarity").GetDouble()))
            .ShouldBe([(3, 10.0 / 11), (2, 1.0)]);
    }

    [Fact]
    public void Marked_rows_all_stay_and_carry_the_name_of_their_cluster()
    {
        _quern.Write("rows.jsonl", Rows(First, Other, Near));
        _quern.Run("dedup", "rows.jsonl", "--mark", "cluster", "-o", "marked.jsonl").Exit.ShouldBe(0);
        var marks = Json(_quern.Lines("marked.jsonl")).ConvertAll(static r => r.GetProperty("cluster").GetString());
        marks[2].ShouldBe(marks[0]);
        marks[1].ShouldNotBe(marks[0]);
        File.Exists(_quern.At("marked.rejects.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public void A_dry_run_tells_and_writes_nothing()
    {
        _quern.Write("rows.jsonl", Rows(First, Other, Near, Equal));
        var outcome = _quern.Run("dedup", "rows.jsonl", "--dry-run", "--curve");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("2 of 4 rows would be removed at 0.8");
        outcome.Output.ShouldContain("at 0.6  2 (50 %)");
        outcome.Output.ShouldContain("at 0.9  2 (50 %)");
        Directory.GetFileSystemEntries(_quern.Folder).ShouldHaveSingleItem();
        using var json = JsonDocument.Parse(_quern.Run("dedup", "rows.jsonl", "--dry-run", "--curve", "--threshold", "0.95", "--json").OutputBytes);
        json.RootElement.GetProperty("dedup").GetProperty("removed").GetRawText().ShouldBeJson("""{"duplicate":1}""");
        json.RootElement.GetProperty("curve").GetRawText().ShouldBeJson("""[{"threshold":0.6,"removed":2},{"threshold":0.7,"removed":2},{"threshold":0.8,"removed":2},{"threshold":0.9,"removed":2}]""");
    }

    [Fact]
    public void With_json_one_object_is_printed()
    {
        _quern.Write("rows.jsonl", Rows(First, Near));
        using var json = JsonDocument.Parse(_quern.Run("dedup", "rows.jsonl", "-o", "unique.jsonl", "--json").OutputBytes);
        json.RootElement.GetProperty("rows").GetRawText().ShouldBeJson("""{"read":2,"kept":1,"dropped":1,"quarantined":0}""");
        json.RootElement.GetProperty("dedup").GetProperty("method").GetString().ShouldBe("join");
    }

    private List<int> Ids(params string[] arguments)
    {
        var outcome = _quern.Run(["dedup", .. arguments]);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        return Json(outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ConvertAll(static r => r.GetProperty("id").GetInt32());
    }

    private static string Rows(params string[] rows) => string.Concat(rows.Select(static r => r + "\n"));

    private static List<JsonElement> Json(IEnumerable<string> lines) => [.. lines.Select(static l => JsonDocument.Parse(l).RootElement)];
}
