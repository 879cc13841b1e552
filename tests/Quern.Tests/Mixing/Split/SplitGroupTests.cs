using System.Text.Json.Nodes;
using Quern.Mixing.Split;
using Quern.Rows;

namespace Quern.Tests.Mixing.Split;

/// <summary>What belongs together is never parted.</summary>
public sealed class SplitGroupTests : IDisposable
{
    private static readonly SplitOptions Halves = new() { Train = 50, Test = 50 };

    private readonly SplitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Equal_values_stay_together_and_parts_are_near_their_shares()
    {
        var split = _bench.Split(SplitBench.Usual with { Group = ["chat"] }, SplitBench.Rows(2000, static i => $"\"chat\":{i * 7919 % 400}"));
        SplitBench.PartsBy(split, "chat").Values.ShouldAllBe(static parts => parts.Count == 1);
        SplitBench.Sizes(split).Zip([1600, 200, 200]).ShouldAllBe(static s => Math.Abs(s.First - s.Second) <= 3);
        split.UnmetWishes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"rye\"", "\"r\\u0079e\"")]
    [InlineData("\"caf\\u00e9\"", "\"café\"")]
    [InlineData("1", "\"1\"")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("true", "true")]
    [InlineData("\"\"", "\"\"")]
    public void Values_that_say_the_same_are_equal(string one, string other)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var split = _bench.Split(Halves with { Group = ["g"] }, Enumerable.Range(0, 20).Select(i => SplitBench.Row(i, i < 18 ? $"\"g\":{100 + i}" : $"\"g\":{(i == 18 ? one : other)}")), seed);
            split.Kept[18].Part.ShouldBe(split.Kept[19].Part);
        }
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("\"rye\"", "\"Rye\"")]
    [InlineData("null", "\"null\"")]
    public void Other_values_and_missing_ones_link_nothing(string one, string other)
    {
        var parted = 0;
        for (var seed = 0UL; seed < 20; seed++)
        {
            var split = _bench.Split(Halves with { Group = ["g"] }, Enumerable.Range(0, 20).Select(i => SplitBench.Row(i, i < 18 ? $"\"g\":{100 + i}" : $"\"g\":{(i == 18 ? one : other)}")), seed);
            parted += split.Kept[18].Part == split.Kept[19].Part ? 0 : 1;
        }

        parted.ShouldBeInRange(3, 17);
    }

    [Fact]
    public void Rows_without_a_value_are_counted_and_split_by_their_ids()
    {
        var split = _bench.Split(Halves with { Group = ["chat", "user"] }, SplitBench.Rows(100, static i => (i % 5) switch { 0 => "\"chat\":null", 1 => "", 2 => $"\"chat\":{i}", _ => $"\"user\":{i}" }));
        split.Counted.ShouldHaveSingleItem().ShouldBe(new("no-group", 40));
        SplitBench.Sizes(split).ShouldBe([50, 50]);
    }

    [Fact]
    public void Values_of_different_fields_are_different()
    {
        // Were they one, all rows would hang together.
        var split = _bench.Split(Halves with { Group = ["chat", "user"] }, SplitBench.Rows(100, static i => $"\"chat\":{i},\"user\":{i + 1}"));
        SplitBench.Sizes(split).ShouldBe([50, 50]);
    }

    [Fact]
    public void Links_go_on_from_field_to_field_as_a_naive_search_finds_them()
    {
        var random = new Random(3);
        for (var round = 0; round < 30; round++)
        {
            var count = random.Next(50, 300);
            var fields = Enumerable.Range(0, count).Select(_ => (A: random.Next(count), B: random.Next(count), C: random.Next(count * 3))).ToList();
            var hasB = Enumerable.Range(0, count).Select(_ => random.Next(3) == 0).ToList();
            var split = _bench.Split(Halves with { Group = ["a", "b", "c"] }, SplitBench.Rows(count, i => $"\"a\":{fields[i].A},\"c\":{fields[i].C}" + (hasB[i] ? $",\"b\":\"{fields[i].B}\"" : "")), seed: (ulong)round);
            var sets = Sets(count, (i, j) => fields[i].A == fields[j].A || fields[i].C == fields[j].C || (hasB[i] && hasB[j] && fields[i].B == fields[j].B));
            split.Kept.Select((k, i) => (k.Part, Set: sets[i])).GroupBy(static k => k.Set).ShouldAllBe(static g => g.Select(static k => k.Part).Distinct().Count() == 1);
        }
    }

    [Fact]
    public void A_chain_of_links_is_one_group()
        => Should.Throw<RecipeFault>(() => _bench.Split(Halves with { Group = ["a", "b"] }, SplitBench.Rows(200, static i => $"\"a\":{i / 2},\"b\":{(i + 1) / 2}")))
            .Message.ShouldContain("Rows with the same a or b stay together");

    [Fact]
    public void A_group_that_is_larger_than_a_part_is_said()
    {
        var split = _bench.Split(Halves with { Group = ["g"] }, SplitBench.Rows(100, static i => $"\"g\":{Math.Max(0, i - 79)}"));
        SplitBench.Sizes(split).Max().ShouldBeGreaterThanOrEqualTo(80);
        split.UnmetWishes.Count.ShouldBe(2);
        split.UnmetWishes.ShouldAllBe(static w => w.Contains("not 50.0 %. Rows with the same g stay together", StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_lies_in_the_stratum_of_its_first_row_and_is_not_parted()
    {
        var split = _bench.Split(Halves with { Group = ["g"], Stratify = "s" }, SplitBench.Rows(400, static i => $"\"g\":{i % 100},\"s\":{i / 100}"));
        SplitBench.PartsBy(split, "g").Values.ShouldAllBe(static parts => parts.Count == 1);
        split.Details["strata"]!.AsArray().ShouldHaveSingleItem()!["rows"]!.GetValue<long>().ShouldBe(400);
    }

    [Fact]
    public void A_field_below_another_is_found_by_its_path()
    {
        var split = _bench.Split(Halves with { Group = ["meta.chat"] }, SplitBench.Rows(100, static i => $"\"meta\":{{\"chat\":{i / 5}}}"));
        split.Kept.GroupBy(static k => JsonNode.Parse(k.Row)!["meta"]!["chat"]!.GetValue<int>()).ShouldAllBe(static g => g.Select(static k => k.Part).Distinct().Count() == 1);
    }

    [Fact]
    public void A_field_that_no_row_has_is_refused_with_every_other_one()
    {
        var fault = Should.Throw<RecipeFault>(() => _bench.Split(Halves with { Group = ["id", "chat"], Stratify = "label" }, SplitBench.Rows(10)));
        fault.Faults.ShouldBe(
        [
            "No row has a value in the field chat, by which the rows were to be split.",
            "No row has a value in the field label, by which the rows were to be split.",
        ]);
    }

    // Every pair is looked at, again and again, until nothing changes.
    private static int[] Sets(int count, Func<int, int, bool> areLinked)
    {
        var sets = Enumerable.Range(0, count).ToArray();
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (sets[i] != sets[j] && areLinked(i, j))
                    {
                        sets[i] = sets[j] = Math.Min(sets[i], sets[j]);
                        hasChanged = true;
                    }
                }
            }
        }

        return sets;
    }
}
