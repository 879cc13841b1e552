using System.Text.Json.Nodes;
using Quern.Mixing.Split;
using Quern.Rows;

namespace Quern.Tests.Mixing.Split;

/// <summary>Parts have their shares, and a row's part follows from its id.</summary>
public sealed class SplitStepTests : IDisposable
{
    private readonly SplitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(10, new[] { 8, 1, 1 })]
    [InlineData(1000, new[] { 800, 100, 100 })]
    [InlineData(1001, new[] { 801, 100, 100 })]
    [InlineData(1005, new[] { 804, 101, 100 })]
    public void Parts_have_exactly_their_shares(int rows, int[] sizes)
    {
        var split = _bench.Split(SplitBench.Usual, SplitBench.Rows(rows));
        split.Parts.ShouldBe(["train", "val", "test"]);
        SplitBench.Sizes(split).ShouldBe(sizes);
        split.UnmetWishes.ShouldBeEmpty();
    }

    [Fact]
    public void Without_shares_there_are_the_usual_ones()
        => SplitBench.Sizes(_bench.Split(new SplitOptions(), SplitBench.Rows(200))).ShouldBe([160, 20, 20]);

    [Fact]
    public void Parts_of_other_names_and_many_of_them()
    {
        var parts = Enumerable.Range(0, 20).ToDictionary(static i => $"fold-{i}", static _ => "5");
        SplitBench.Sizes(_bench.Split(new SplitOptions { Part = parts }, SplitBench.Rows(400))).ShouldAllBe(static s => s == 20);
    }

    [Fact]
    public void Rows_keep_their_bytes_and_their_order_within_a_part()
    {
        var rows = SplitBench.Rows(300, static i => $"\"x\" : {i}.50");
        var split = _bench.Split(SplitBench.Usual, rows);
        split.Rows.ShouldBe(rows);
    }

    [Fact]
    public void A_field_says_whose_row_it_is()
        => _bench.Split(SplitBench.Usual with { Field = "part" }, SplitBench.Rows(50, static _ => "\"part\":\"val\""))
            .Kept.ShouldAllBe(static k => JsonNode.Parse(k.Row)!["part"]!.GetValue<string>() == new[] { "train", "val", "test" }[k.Part]);

    [Fact]
    public void A_field_that_holds_something_else_is_not_written_over()
        => Should.Throw<RecipeFault>(() => _bench.Split(SplitBench.Usual with { Field = "part" }, SplitBench.Rows(50, static _ => "\"part\":1"))).Message.ShouldContain("'part' already");

    [Fact]
    public void A_value_that_lies_in_one_group_cannot_be_shared_out_and_that_is_said()
    {
        var rows = SplitBench.Rows(1000, static i => i < 60 ? "\"label\":\"rare\",\"talk\":\"one\"" : $"\"label\":\"often\",\"talk\":\"{i}\"");
        _bench.Split(SplitBench.Usual with { Stratify = "label", Group = ["talk"] }, rows).UnmetWishes[^1].ShouldContain("not every part has its share of label: rare: ");
        _bench.Split(SplitBench.Usual with { Stratify = "label" }, rows).UnmetWishes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Neither_shards_nor_the_order_of_rows_decide(int shards)
    {
        var rows = SplitBench.Rows(500);
        var shuffled = rows.Select(static (row, i) => (row, At: i * 211 % 500)).OrderBy(static r => r.At).Select(static r => r.row);
        PartOfEach(_bench.Split(SplitBench.Usual, shuffled, shards: shards)).ShouldBe(PartOfEach(_bench.Split(SplitBench.Usual, rows)));
    }

    [Fact]
    public void Another_seed_is_another_split()
    {
        var (one, two) = (_bench.Split(SplitBench.Usual, SplitBench.Rows(1000)), _bench.Split(SplitBench.Usual, SplitBench.Rows(1000), seed: 8));
        one.Kept.Zip(two.Kept).Count(static k => k.First.Part != k.Second.Part).ShouldBeInRange(250, 420);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_stay_in_their_part_when_a_tenth_is_added(bool isStratified)
    {
        var options = isStratified ? SplitBench.Usual with { Stratify = "label" } : SplitBench.Usual;
        string Row(int i) => SplitBench.Row(i, $"\"label\":{i % 7}");
        var before = SplitBench.PartsBy(_bench.Split(options, Enumerable.Range(0, 2000).Select(Row)), "id");
        // The new rows stand before, between and behind the others.
        var after = SplitBench.PartsBy(_bench.Split(options, Enumerable.Range(0, 2200).Select(i => (i * 1201) % 2200).Select(Row)), "id");
        before.Count(b => after[b.Key].SetEquals(b.Value)).ShouldBeGreaterThanOrEqualTo(1900);
    }

    [Fact]
    public void Rows_without_an_id_are_split_by_their_places()
    {
        var split = _bench.Split(SplitBench.Usual, Enumerable.Repeat("{}", 200));
        SplitBench.Sizes(split).ShouldBe([160, 20, 20]);
        split.Kept.Select(static k => (k.Place, k.Part)).ShouldBe(_bench.Split(SplitBench.Usual, Enumerable.Repeat("{}", 200), shards: 5).Kept.Select(static k => (k.Place, k.Part)));
    }

    [Fact]
    public void Rows_with_equal_ids_are_never_parted()
    {
        var split = _bench.Split(SplitBench.Usual, Enumerable.Range(0, 900).Select(static i => SplitBench.Row(i / 3, $"\"i\":{i}")));
        SplitBench.PartsBy(split, "id").Values.ShouldAllBe(static parts => parts.Count == 1);
        SplitBench.Sizes(split).Zip([720, 90, 90]).ShouldAllBe(static s => Math.Abs(s.First - s.Second) <= 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Where_a_part_would_be_empty_nothing_is_split(int rows)
        => Should.Throw<RecipeFault>(() => _bench.Split(SplitBench.Usual, SplitBench.Rows(rows))).Message.ShouldContain("would be empty");

    [Fact]
    public void The_report_says_what_was_asked_for_and_what_came_of_it()
    {
        var report = _bench.Split(new SplitOptions { Train = 0.75, Test = 0.25, Stratify = "label" }, SplitBench.Rows(40, static i => $"\"label\":\"{(i < 8 ? "rye" : "oats")}\"")).Details;
        JsonNode.DeepEquals(report, JsonNode.Parse("""
            {
              "rows":40,"stratify":"label","group":null,
              "shares":[{"name":"train","rows":30,"requested":0.75,"achieved":0.75},{"name":"test","rows":10,"requested":0.25,"achieved":0.25}],
              "strata":[{"value":"oats","rows":32,"parts":[24,8]},{"value":"rye","rows":8,"parts":[6,2]}]
            }
            """)).ShouldBeTrue(report.ToJsonString());
    }

    private static List<string> PartOfEach(SetTrace split) => [.. split.Kept.Select(static k => $"{k.Row} {k.Part}").Order(StringComparer.Ordinal)];
}
