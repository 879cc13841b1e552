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
        => string.Join(' ', Of(first, second).Select(static s => "=-+"[(int)s.Fate] + string.Join(' ', s.Words))).ShouldBe(expected);

    [Fact]
    public void Both_texts_can_be_had_back_and_what_they_share_is_as_long_as_can_be()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var (first, second) = (Words(random), Words(random));
            var stretches = WordDifference.Of(first, second);
            stretches.Where(static s => s.Fate != WordFate.Second).SelectMany(static s => s.Words).ShouldBe(first);
            stretches.Where(static s => s.Fate != WordFate.First).SelectMany(static s => s.Words).ShouldBe(second);
            stretches.Where(static s => s.Fate == WordFate.Same).Sum(static s => s.Words.Count).ShouldBe(LongestCommon(first, second));
        }
    }

    [Fact]
    public void Of_very_long_texts_only_the_common_ends_are_looked_for()
    {
        string[] first = ["same", .. Enumerable.Repeat("a", 100_000), "end"];
        string[] second = ["same", .. Enumerable.Repeat("b", 100_000), "end"];
        WordDifference.Of(first, second).Select(static s => (s.Fate, s.Words.Count)).ShouldBe([(WordFate.Same, 1), (WordFate.First, 100_000), (WordFate.Second, 100_000), (WordFate.Same, 1)]);
    }

    private static IReadOnlyList<WordStretch> Of(string first, string second) => WordDifference.Of(DifferenceHtml.WordsOf(first), DifferenceHtml.WordsOf(second));

    private static string[] Words(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => "abcd"[random.Next(4)].ToString())];

    // By trying every choice of words.
    private static int LongestCommon(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
        => a.IsEmpty || b.IsEmpty ? 0 : a[0] == b[0] ? 1 + LongestCommon(a[1..], b[1..]) : Math.Max(LongestCommon(a[1..], b), LongestCommon(a, b[1..]));
}
