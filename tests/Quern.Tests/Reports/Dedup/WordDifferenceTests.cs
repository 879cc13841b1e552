using Quern.Reports.Dedup;

namespace Quern.Tests.Reports.Dedup;

public sealed class WordDifferenceTests
{
    [Theory]
    [InlineData("a b c", "a b c", "=a b c")]
    [InlineData("a b c", "a x c", "=a -b +x =c")]
    [InlineData("", "a", "+a")]
    [InlineData("a", "", "-a")]
    [InlineData("", "", "")]
    [InlineData("a a a", "a a", "=a a -a")]
    [InlineData("x a b y", "a b z", "-x =a b -y +z")]
    public void Words_that_only_one_text_has_are_told_from_those_of_both(string first, string second, string expected)
        => string.Join(' ', Of(first, second).Select(static s => "=-+"[(int)s.Fate] + string.Concat(WordsOf(s)).TrimEnd())).ShouldBe(expected);

    [Fact]
    public void Both_texts_can_be_had_back_and_what_they_share_is_as_long_as_can_be()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var (first, second) = (Words(random), Words(random));
            var stretches = WordDifference.Of(first, second);
            stretches.SelectMany(static s => s.First).ShouldBe(first);
            stretches.SelectMany(static s => s.Second).ShouldBe(second);
            stretches.Where(static s => s.Fate == WordFate.Same).Sum(static s => s.First.Count).ShouldBe(LongestCommon(first, second));
        }
    }

    // Nothing in common but the ends: the way is given up, and both texts can still be had back.
    [Fact]
    public void Of_very_different_texts_the_ends_are_found()
    {
        string[] first = ["same", .. Enumerable.Repeat("a", 100_000), "end"];
        string[] second = ["same", .. Enumerable.Repeat("b", 100_000), "end"];
        WordDifference.Of(first, second).Select(static s => (s.Fate, WordsOf(s).Count)).ShouldBe([(WordFate.Same, 1), (WordFate.First, 100_000), (WordFate.Second, 100_000), (WordFate.Same, 1)]);
    }

    [Fact]
    public void Past_the_bound_what_was_found_stays_and_the_rest_is_different()
    {
        string[] first = [.. Enumerable.Range(0, 4000).SelectMany(static i => new[] { $"s{i}", $"a{i}" })];
        string[] second = [.. Enumerable.Range(0, 4000).SelectMany(static i => new[] { $"s{i}", $"b{i}" })];
        var stretches = WordDifference.Of(first, second);
        stretches.SelectMany(static s => s.First).ShouldBe(first);
        stretches.SelectMany(static s => s.Second).ShouldBe(second);
        stretches.Count(static s => s.Fate == WordFate.Same).ShouldBeInRange(400, 3999);
    }

    [Fact]
    public void Changes_far_apart_in_a_long_text_are_two()
    {
        var first = Enumerable.Range(0, 50_000).Select(static i => "w" + i).ToArray();
        var second = first.ToArray();
        (second[10], second[49_000]) = ("early", "late");
        WordDifference.Of(first, second).Where(static s => s.Fate == WordFate.Second).Select(static s => s.Second.ShouldHaveSingleItem()).ShouldBe(["early", "late"]);
    }

    [Theory]
    [InlineData("  rye\n\noats \t ")]
    [InlineData("麦を挽く rye 🌾 ")]
    [InlineData("")]
    [InlineData("\ud800 x")]
    public void The_words_of_a_text_are_the_text(string text) => string.Concat(TextWords.Of(text)).ShouldBe(text);

    [Fact]
    public void A_wall_of_characters_is_cut()
    {
        var text = new string('x', 1000) + new string(' ', 1000) + "麦挽";
        TextWords.Of(text).ShouldAllBe(static w => w.Length <= 128);
        string.Concat(TextWords.Of(text)).ShouldBe(text);
    }

    [Fact]
    public void White_space_makes_no_difference()
        => Of("rye  and\noats", "rye and oats ").ShouldHaveSingleItem().Fate.ShouldBe(WordFate.Same);

    private static IReadOnlyList<WordStretch> Of(string first, string second) => WordDifference.Of(TextWords.Of(first), TextWords.Of(second));

    private static IReadOnlyList<string> WordsOf(WordStretch stretch) => stretch.Fate == WordFate.Second ? stretch.Second : stretch.First;

    private static string[] Words(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => "abcd"[random.Next(4)].ToString())];

    // By trying every choice of words.
    private static int LongestCommon(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
        => a.IsEmpty || b.IsEmpty ? 0 : a[0] == b[0] ? 1 + LongestCommon(a[1..], b[1..]) : Math.Max(LongestCommon(a[1..], b), LongestCommon(a, b[1..]));
}
