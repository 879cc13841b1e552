using System.Text.Json.Nodes;
using Quern.Mixing.Mix;
using Quern.Rows;

namespace Quern.Tests.Mixing.Mix;

public sealed class MixStepTests : IDisposable
{
    private static readonly string[] Names = ["a", "b", "c"];

    private readonly SetBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_source_gives_exactly_its_rows_and_no_row_twice()
    {
        var mix = Mix(new MixOptions { Shares = Shares(50, 30, 20), Total = 200 }, Rows(300, 200, 100));
        Counts(mix).ShouldBe([100, 60, 40]);
        mix.Rows.Distinct(StringComparer.Ordinal).Count().ShouldBe(200);
        mix.Dropped.ShouldHaveSingleItem().ShouldBe(new("not-drawn", 400));
        mix.UnmetWishes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    public void The_same_rows_in_the_same_order_whatever_the_shards(int shards)
    {
        var options = new MixOptions { Shares = Shares(1, 1, 2), Total = 100, WhenShort = WhenShort.Repeat, Mark = "from" };
        var rows = Rows(40, 60, 30);
        SetTrace.Of(Step(options, 7), _bench.Shards(rows, shards)).Kept.ShouldBe(Mix(options, rows).Kept);
    }

    [Fact]
    public void Another_seed_draws_other_rows_in_another_order()
    {
        var options = new MixOptions { Shares = Shares(1, 1, 1), Total = 90 };
        var shards = _bench.Shards(Rows(100, 100, 100), 2);
        var (one, two) = (SetTrace.Of(Step(options, 1), shards), SetTrace.Of(Step(options, 2), shards));
        one.Rows.ShouldNotBe(two.Rows);
        one.Rows.Order(StringComparer.Ordinal).ShouldNotBe(two.Rows.Order(StringComparer.Ordinal));
        Counts(one).ShouldBe(Counts(two));
    }

    [Fact]
    public void The_order_is_mixed_also_where_a_source_is_used_up_and_another_is_hardly_touched()
    {
        // All of a, a twentieth of b: were the order that of the drawing, b would stand before a.
        var mix = Mix(new MixOptions { Shares = Shares(1, 1, 0), Total = 1000 }, Rows(500, 10_000, 0));
        mix.Kept.Take(500).Count(static k => k.Place.Source == 0).ShouldBeInRange(200, 300);
        mix.Kept.Take(100).Count(static k => k.Place.Source == 0).ShouldBeInRange(30, 70);
    }

    [Fact]
    public void A_larger_mix_holds_every_row_of_a_smaller_one()
    {
        var rows = Rows(300, 300, 0);
        var small = Mix(new MixOptions { Shares = Shares(1, 1, 0), Total = 50 }, rows);
        var large = Mix(new MixOptions { Shares = Shares(1, 1, 0), Total = 400 }, rows);
        large.Rows.ToHashSet(StringComparer.Ordinal).IsSupersetOf(small.Rows).ShouldBeTrue();
    }

    [Theory]
    [InlineData(100, 3, 4)]
    [InlineData(90, 3, 3)]
    [InlineData(31, 1, 2)]
    [InlineData(120, 4, 4)]
    public void A_row_is_repeated_as_often_as_every_other_or_once_more(int asked, int least, int most)
    {
        var options = new MixOptions { Rows = new Dictionary<string, string> { ["a"] = $"{asked}", ["b"] = "5", ["c"] = "0" }, WhenShort = WhenShort.Repeat };
        var mix = Mix(options, Rows(30, 50, 10));
        Counts(mix).ShouldBe([asked, 5, 0]);
        var times = mix.Kept.Where(static k => k.Place.Source == 0).GroupBy(static k => k.Row).Select(static g => g.Count()).ToList();
        times.Count.ShouldBe(30);
        times.Min().ShouldBe(least);
        times.Max().ShouldBe(most);
        mix.Kept.Count(static k => k.IsRepeat).ShouldBe(asked - 30);
        mix.Kept.Where(static k => !k.IsRepeat).GroupBy(static k => k.Row).ShouldAllBe(static g => g.Count() == 1);
    }

    [Fact]
    public void Copies_of_a_row_do_not_follow_each_other()
    {
        var mix = Mix(new MixOptions { Shares = Shares(1, 0, 0), Total = 400, WhenShort = WhenShort.Repeat }, Rows(100, 0, 0));
        mix.Kept.Zip(mix.Kept.Skip(1)).Count(static p => p.First.Row == p.Second.Row).ShouldBeLessThan(20);
    }

    [Fact]
    public void Repeats_end_where_no_row_may_be_taken_again_and_the_shares_hold()
    {
        var mix = Mix(new MixOptions { Shares = Shares(50, 50, 0), Total = 1000, WhenShort = WhenShort.Repeat, Epochs = 2 }, Rows(900, 30, 0));
        Counts(mix).ShouldBe([60, 60, 0]);
        mix.UnmetWishes.ShouldHaveSingleItem().ShouldStartWith("the mix has 120 of 1,000 rows: b has 30 rows, each taken up to 2 times");
    }

    [Fact]
    public void A_source_that_is_short_ends_the_mix_and_is_named()
    {
        var mix = Mix(new MixOptions { Shares = Shares(60, 20, 20), Total = 1000 }, Rows(900, 900, 30));
        Counts(mix).ShouldBe([90, 30, 30]);
        mix.UnmetWishes.ShouldHaveSingleItem().ShouldStartWith("the mix has 150 of 1,000 rows: c has 30 rows.");
    }

    [Theory]
    [InlineData(WhenShort.Take, new[] { 60, 20, 5 })]
    [InlineData(WhenShort.Fill, new[] { 71, 24, 5 })]
    public void The_others_give_what_they_were_asked_for_or_the_rest(WhenShort whenShort, int[] counts)
    {
        var mix = Mix(new MixOptions { Shares = Shares(60, 20, 20), Total = 100, WhenShort = whenShort }, Rows(900, 900, 5));
        Counts(mix).ShouldBe(counts);
        mix.UnmetWishes.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_shuffle_rows_keep_their_order_and_copies_stand_together()
    {
        var mix = Mix(new MixOptions { Rows = new Dictionary<string, string> { ["a"] = "8", ["b"] = "3", ["c"] = "0" }, WhenShort = WhenShort.Repeat, NoShuffle = true }, Rows(4, 20, 0));
        mix.Kept.Select(static k => k.Place).ShouldBe(mix.Kept.Select(static k => k.Place).OrderBy(static p => (p.Source, p.Ordinal)));
        mix.Kept.Take(8).Select(static k => k.IsRepeat).ShouldBe([false, true, false, true, false, true, false, true]);
        Counts(mix).ShouldBe([8, 3, 0]);
    }

    [Fact]
    public void A_mark_is_the_sources_name_and_replaces_nothing_but_a_mark()
    {
        List<(string, Place)> rows = [($"{{\"i\":1,\"from\":\"{Names[1]}\"}}", new Place(0, 0)), ("{\"from\":null}", new Place(1, 0)), ("{\"x\":{\"from\":1}}", new Place(2, 0))];
        var mix = Mix(new MixOptions { Shares = Shares(1, 1, 1), Mark = "from", NoShuffle = true }, rows);
        mix.Kept.Select(static k => JsonNode.Parse(k.Row)!["from"]!.GetValue<string>()).ShouldBe(Names);
        Should.Throw<RecipeFault>(() => Mix(new MixOptions { Shares = Shares(1, 1, 1), Mark = "from" }, [("{\"from\":\"elsewhere\"}", new Place(0, 0)), .. rows[1..]])).Message.ShouldContain("'from' already");
    }

    [Theory]
    [InlineData(1, new[] { 100, 50, 10 })]
    [InlineData(1e9, new[] { 54, 53, 53 })]
    public void A_temperature_of_1_leaves_sizes_as_they_are_and_a_large_one_makes_them_alike(double temperature, int[] counts)
        => Counts(Mix(new MixOptions { Temperature = temperature, Total = 160 }, Rows(1000, 500, 100))).ShouldBe(counts);

    [Fact]
    public void A_temperature_of_2_takes_roots()
        => Counts(Mix(new MixOptions { Temperature = 2, Total = 60 }, Rows(900, 400, 100))).ShouldBe([30, 20, 10]);

    [Fact]
    public void A_source_without_rows_takes_no_part_in_a_temperature()
        => Counts(Mix(new MixOptions { Temperature = 5 }, Rows(40, 0, 40))).ShouldBe([40, 0, 40]);

    [Fact]
    public void Rows_of_one_place_are_drawn_one_by_one()
    {
        var siblings = Enumerable.Range(0, 90).Select(static i => ($"{{\"i\":{i}}}", new Place(0, i / 30))).ToList();
        var mix = Mix(new MixOptions { Rows = new Dictionary<string, string> { ["a"] = "45" } }, siblings);
        mix.Kept.Count.ShouldBe(45);
        mix.Kept.GroupBy(static k => k.Place).ShouldAllBe(static g => g.Count() > 5);
    }

    [Fact]
    public void A_mix_of_nothing_is_refused_and_says_which_source_gave_none()
        => Should.Throw<RunFault>(() => Mix(new MixOptions { Shares = Shares(1, 1, 1) }, Rows(10, 0, 10))).Message.ShouldBe("The mix has no rows: b gave none.");

    [Fact]
    public void The_report_says_what_was_asked_for_and_what_came_of_it()
    {
        var report = Mix(new MixOptions { Shares = Shares(3, 1, 0), Total = 8, WhenShort = WhenShort.Repeat }, Rows(4, 50, 9)).Details;
        JsonNode.DeepEquals(report["shares"], JsonNode.Parse("""
            [
              {"name":"a","rows":6,"requested":0.75,"achieved":0.75,"available":4,"epochs":1.5},
              {"name":"b","rows":2,"requested":0.25,"achieved":0.25,"available":50,"epochs":0.04},
              {"name":"c","rows":0,"requested":0,"achieved":0,"available":9,"epochs":0}
            ]
            """)).ShouldBeTrue(report.ToJsonString());
        report["when_short"]!.GetValue<string>().ShouldBe("repeat");
        report["asked"]!.GetValue<long>().ShouldBe(8);
    }

    private static Dictionary<string, string> Shares(params int[] shares) => shares.Select(static (s, i) => (s, i)).ToDictionary(static s => Names[s.i], static s => $"{s.s}");

    private static List<(string, Place)> Rows(params int[] counts)
        => [.. counts.SelectMany(static (count, source) => Enumerable.Range(0, count).Select(i => ($"{{\"s\":\"{Names[source]}\",\"i\":{i}}}", new Place(source, i))))];

    private static int[] Counts(SetTrace mix) => [.. Enumerable.Range(0, Names.Length).Select(s => mix.Kept.Count(k => k.Place.Source == s))];

    private MixStep Step(MixOptions options, ulong seed) => new(options, _bench.Context(seed) with { Sources = Names });

    private SetTrace Mix(MixOptions options, List<(string, Place)> rows) => SetTrace.Of(Step(options, 7), _bench.Shards(rows, 3));
}
