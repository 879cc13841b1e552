using Quern.Dedup;

namespace Quern.Tests.Dedup.Reference;

/// <summary>The reference itself, on rows whose fates were worked out by hand. Shingles are single words, so sets are easily counted.</summary>
public sealed class ReferenceDedupTests
{
    private static readonly DedupOptions OneWord = new() { Ngram = 1, Threshold = 0.5 };

    [Fact]
    public void Rows_with_the_same_words_are_duplicates()
        => Fates(OneWord, "A b.", "c", "a  B").ShouldBe("0 kept; 1 kept; 2 duplicate of 0 at 1");

    [Fact]
    public void Rows_without_words_are_kept()
        => Fates(OneWord, "", "?!", "", "a").ShouldBe("0 kept; 1 kept; 2 kept; 3 kept");

    [Theory]
    [InlineData(0.6, "0 kept; 1 near-duplicate of 0 at 0.6")] // abcd and bcde: 3 of 5
    [InlineData(0.61, "0 kept; 1 kept")]
    public void The_threshold_itself_is_similar(double threshold, string fates)
        => Fates(OneWord with { Threshold = threshold }, "a b c d", "b c d e").ShouldBe(fates);

    [Fact]
    public void The_same_set_in_another_order_is_a_near_duplicate()
        => Fates(OneWord with { Threshold = 1 }, "a b", "b a", "a b a").ShouldBe("0 kept; 1 near-duplicate of 0 at 1; 2 near-duplicate of 0 at 1");

    [Fact]
    public void A_short_text_is_one_shingle_as_a_whole()
        => Fates(OneWord with { Ngram = 5, Threshold = 0.1 }, "a b c d e", "a b c d", "A, b c d").ShouldBe("0 kept; 1 kept; 2 duplicate of 1 at 1");

    // 0 and 1 share 3 of 5, 1 and 2 as well, 0 and 2 only 2 of 6.
    [Fact]
    public void In_a_star_a_row_stays_that_only_a_removed_one_is_similar_to()
        => Fates(OneWord, "a b c d", "b c d e", "c d e f").ShouldBe("0 kept; 1 near-duplicate of 0 at 0.6; 2 kept");

    [Fact]
    public void Connected_rows_are_removed_whatever_their_own_similarity()
        => Fates(OneWord with { Linkage = Linkage.Connected }, "a b c d", "b c d e", "c d e f", "x").ShouldBe("0 kept; 1 near-duplicate of 0 at 0.6; 2 near-duplicate of 0 at 0.333; 3 kept");

    // The third shares 3 of 5 with the first and 4 of 5 with the second, which share 3 of 6 and are both kept.
    [Fact]
    public void The_most_similar_kept_row_is_named()
        => Fates(OneWord with { Threshold = 0.6 }, "a b c d", "a b c e f", "a b c e").ShouldBe("0 kept; 1 kept; 2 near-duplicate of 1 at 0.8");

    [Fact]
    public void Among_equally_similar_rows_the_better_one_is_named()
        => Fates(OneWord, "a b x y", "a b z w", "a b").ShouldBe("0 kept; 1 kept; 2 near-duplicate of 0 at 0.5");

    // 3 equals 1, and shares its fate: that it is nearer to 2, which is kept since, changes nothing.
    [Fact]
    public void A_copy_of_a_removed_row_shares_its_fate()
        => Fates(OneWord with { Threshold = 0.55 }, "a b c d", "b c d e", "b d e", "b c d e").ShouldBe("0 kept; 1 near-duplicate of 0 at 0.6; 2 kept; 3 near-duplicate of 0 at 0.6");

    [Fact]
    public void The_longest_is_kept_by_bytes_before_normalisation()
        => Fates(OneWord with { Keep = "longest" }, "a b", "a b!!", "é", "e", "É?").ShouldBe("0 duplicate of 1 at 1; 1 kept; 2 duplicate of 4 at 1; 3 kept; 4 kept");

    [Fact]
    public void The_best_has_the_highest_number_and_rows_without_one_come_last()
        => Fates(
            OneWord with { Keep = "best:score", By = ["text"] },
            new DedupSource("in", ["""{"text":"a"}""", """{"text":"a","score":-2}""", """{"text":"a","score":"9"}""", """{"text":"a","score":0.5}""", """{"text":"a","score":5e-1}"""]))
            .ShouldBe("0 duplicate of 3 at 1; 1 duplicate of 3 at 1; 2 duplicate of 3 at 1; 3 kept; 4 duplicate of 3 at 1");

    [Fact]
    public void Preferred_sources_come_first_and_then_the_rule_decides()
    {
        DedupSource[] sources = [Source("one", "a", "b"), Source("two", "a"), Source("three", "a", "b!", "b")];
        var options = OneWord with { Prefer = ["three", "two"], Keep = "longest" };
        ReferenceDedup.Run(sources, options, []).Select(Name)
            .ShouldBe(["0 duplicate of three#0 at 1", "1 duplicate of three#1 at 1", "0 duplicate of three#0 at 1", "0 kept", "1 kept", "2 duplicate of three#1 at 1"]);
    }

    [Fact]
    public void Exact_takes_no_near_duplicates()
        => Fates(OneWord with { Exact = true, Threshold = 0.1 }, "a b c", "b a c", "A B-c", "A b, C").ShouldBe("0 kept; 1 kept; 2 kept; 3 duplicate of 0 at 1");

    [Fact]
    public void Known_rows_are_not_told_of_and_are_always_kept()
    {
        DedupSource[] against = [Source("old", "a b", "a b", "c d e", "")];
        ReferenceDedup.Run([Source("new", "x", "B! a", "a b", "c d e f", "x", "")], OneWord with { Keep = "longest" }, against).Select(Name)
            .ShouldBe(["0 kept", "1 known-near-duplicate of old#0 at 1", "2 known-duplicate of old#0 at 1", "3 known-near-duplicate of old#2 at 0.75", "4 duplicate of new#0 at 1", "5 kept"]);
    }

    // 0 is similar to the known row, 1 to 0 only.
    [Theory]
    [InlineData(Linkage.Star, "1 kept")]
    [InlineData(Linkage.Connected, "1 known-near-duplicate of old#0 at 0.333")]
    public void Chains_go_on_from_known_rows_when_connected(Linkage linkage, string fate)
        => ReferenceDedup.Run([Source("new", "b c d e", "c d e f")], OneWord with { Linkage = linkage }, [Source("old", "a b c d")]).Select(Name)
            .ShouldBe(["0 known-near-duplicate of old#0 at 0.6", fate]);

    // The known rows share 3 of 5, and both stay; the row equals the second, and names it.
    [Fact]
    public void Known_rows_are_not_compared_with_each_other()
        => ReferenceDedup.Run([Source("new", "b c d e")], OneWord with { Linkage = Linkage.Connected }, [Source("old", "a b c d", "b c d e")]).Select(Name)
            .ShouldBe(["0 known-duplicate of old#1 at 1"]);

    [Fact]
    public void Similarities_are_of_shingles_not_of_words()
        => Fates(new DedupOptions { Threshold = 0.5 }, "a b c d e f g h", "a b c d e f g x").ShouldBe("0 kept; 1 near-duplicate of 0 at 0.6");

    [Fact]
    public void Characters_are_compared_with_the_spaces_between_words()
        => Fates(new DedupOptions { Shingles = ShingleKind.Characters, Ngram = 2, Threshold = 0.2 }, "ab cd", "abcd").ShouldBe("0 kept; 1 near-duplicate of 0 at 0.4");

    private static string Fates(DedupOptions options, params string[] texts) => Fates(options, Source("in", texts));

    private static string Fates(DedupOptions options, DedupSource source)
        => string.Join("; ", ReferenceDedup.Run([source], options, []).Select(static f => Name(f).Replace("in#", "")));

    private static DedupSource Source(string name, params string[] texts)
        => new(name, [.. texts.Select(static t => $"{{\"text\":{System.Text.Json.JsonSerializer.Serialize(t)}}}")]);

    private static string Name(RowFate fate) => fate.IsKept
        ? $"{fate.Row.Ordinal} kept"
        : $"{fate.Row.Ordinal} {fate.Reason} of {fate.Kept?.Source}#{fate.Kept?.Ordinal} at {Math.Round(fate.Similarity ?? -1, 3)}";
}
