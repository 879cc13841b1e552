using Quern.Dedup;
using Quern.Tests.Dedup.Reference;
using Quern.Tests.Dedup.Rows;

namespace Quern.Tests.Dedup;

/// <summary>Sets on which a search for similar rows is tempted to miss some, or to name the wrong one.</summary>
public sealed class DedupOfHostileSetsTests
{
    private static readonly DedupOptions Options = new();

    [Fact]
    public void No_rows() => Agreement.Check([], Options);

    [Fact]
    public void One_row() => Agreement.Check(["alone"], Options);

    [Fact]
    public void An_empty_source_among_others()
        => Agreement.Check([new DedupSource("a.jsonl", []), new DedupSource("b.jsonl", ["{\"t\":\"x\"}", "{\"t\":\"X\"}"]), new DedupSource("c.jsonl", [])], Options, [new DedupSource("old.jsonl", [])], "empty sources");

    [Fact]
    public void Nothing_but_rows_without_words() => Agreement.Check(Enumerable.Repeat("?! ...", 300), Options);

    [Theory]
    [InlineData(Linkage.Star)]
    [InlineData(Linkage.Connected)]
    public void Very_many_equal_rows(Linkage linkage) => Agreement.Check(Enumerable.Repeat("one two three four five six seven", 1000), Options with { Linkage = linkage });

    // Every row has all shingles of the template, and so shares every one of them with all others.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(1.0)]
    public void Hundreds_of_rows_of_one_template(double threshold)
    {
        foreach (var linkage in Enum.GetValues<Linkage>())
        {
            Agreement.Check(Planting.Template, 1, Options with { Threshold = threshold, Linkage = linkage, Ngram = 4 }, rows: 400);
            Agreement.Check(Planting.Template, 2, Options with { Threshold = threshold, Linkage = linkage, Keep = "longest" }, rows: 400, withKnown: true);
        }
    }

    [Theory]
    [InlineData(Linkage.Star)]
    [InlineData(Linkage.Connected)]
    public void A_long_chain(Linkage linkage)
    {
        var texts = Enumerable.Range(0, 400).Select(static i => string.Join(' ', Enumerable.Range(i, 20)));
        Agreement.Check(texts, Options with { Linkage = linkage, Ngram = 2 });
        Agreement.Check(texts.Reverse(), Options with { Linkage = linkage, Ngram = 2, Threshold = 0.6 });
    }

    // More rows than are decided about at a time, in families whose members are spread over all of them.
    [Fact]
    public void Thousands_of_rows_of_few_families()
    {
        var random = new Random(5);
        var alphabets = new Alphabets(random);
        var families = Enumerable.Range(0, 60).Select(_ => new Draft([.. Enumerable.Range(0, 24).Select(_ => alphabets.Word())], " ")).ToList();
        Agreement.Check(Enumerable.Range(0, 6000).Select(_ => random.Of(families).Changed(random, random.Next(4), alphabets.Word).Text), Options with { Ngram = 1, Threshold = 0.75 });
    }

    // Sets grow by one shingle a row, so that sizes are all that tells them apart.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Every_text_goes_on_from_the_one_before(double threshold)
    {
        var texts = Enumerable.Range(1, 120).Select(static i => string.Join(' ', Enumerable.Range(0, i)));
        Agreement.Check(texts, Options with { Threshold = threshold });
        Agreement.Check(texts, Options with { Threshold = threshold, Keep = "longest" });
    }

    // 1,300 shingles each; one changed word more takes the pair from above the threshold to below it.
    [Fact]
    public void Long_texts_at_the_border()
    {
        var words = Enumerable.Range(0, 1304).Select(static i => $"w{i}").ToArray();
        string Changed(int count) => string.Join(' ', words.Select((w, i) => i % 9 == 4 && i / 9 < count ? "x" + i : w));
        Agreement.Check([Changed(0), Changed(28), Changed(29), Changed(30), Changed(56)], Options with { Threshold = 0.8 });
    }

    [Fact]
    public void Words_of_every_length()
    {
        var texts = Enumerable.Range(1, 70).SelectMany(static n => new[] { new string('a', n), new string('a', n - 1) + "b", new string('é', n), $"{new string('a', n)} {new string('b', n)}" });
        Agreement.Check(texts, Options with { Ngram = 1, Threshold = 0.5 });
        Agreement.Check(texts, Options with { Ngram = 3, Threshold = 0.5, Shingles = ShingleKind.Characters });
    }

    // Words whose bytes stand at every place around the edges of 64 bytes.
    [Fact]
    public void Characters_that_shrink_or_grow_in_lower_case_at_every_place()
    {
        string[] odd = ["İ", "Ⱥ", "\u212A", "ẞ", "ς", "Σ", "\u0085", "\u2028", "\u3000", "\U00010400", "é", "😀", "!", "\u001C", "\0", "\u007F"];
        var texts = odd.SelectMany(static c => Enumerable.Range(55, 80).Select(n => $"{new string('A', n)}{c}{new string('b', n % 7)} {c}{c} end"));
        Agreement.Check(texts, Options with { Ngram = 1, Threshold = 1 });
        Agreement.Check(texts, Options with { Exact = true });
    }

    [Fact]
    public void Text_of_nothing_but_characters_that_grow()
        => Agreement.Check(Enumerable.Range(1, 200).SelectMany(static n => new[] { new string('İ', n), new string('Ⱥ', n), string.Concat(Enumerable.Repeat("i\u0307", n)) }), Options with { Ngram = 2, Shingles = ShingleKind.Characters });

    [Fact]
    public void Shingles_longer_than_any_text() => Agreement.Check(Planting.Families, 3, Options with { Ngram = 100, Threshold = 0.3 });

    [Fact]
    public void Rows_that_are_nested_deeply()
    {
        static string Deep(int depth, string text) => $"{{\"a\":{new string('[', depth)}\"{text}\"{new string(']', depth)}}}";
        Agreement.Check([new DedupSource("in.jsonl", [Deep(1, "x y"), Deep(300, "x y"), Deep(900, "X Y"), Deep(2, "z")])], Options, [], "nested");
    }

    [Fact]
    public void The_same_rows_are_there_already()
    {
        var rows = new RowMaker(8, Options).Rows(Planting.Mixture, 120);
        Agreement.Check([new DedupSource("in.jsonl", rows)], Options, [new DedupSource("old.jsonl", rows), new DedupSource("older.jsonl", [.. rows.AsEnumerable().Reverse()])], "all known");
    }

    // The reference names the nearest row kept by then, which need not be the one that an equal row was removed for.
    [Fact]
    public void Copies_of_removed_rows_at_a_later_place()
        => Agreement.Check(["a b c d", "b c d e", "b d e", "b c d e", "B, c d e"], Options with { Ngram = 1, Threshold = 0.55 });

    // Sets are equal although the words are not; which row is named, and why, must not depend on which was found first.
    [Fact]
    public void Equal_sets_of_different_words()
    {
        var texts = Enumerable.Range(5, 30).Select(static n => string.Join(' ', Enumerable.Repeat("ha", n))).ToArray();
        Agreement.Check([.. texts, .. texts.Reverse()], Options);
        var rows = texts.Select(static t => $"{{\"text\":\"{t}\"}}").ToList();
        Agreement.Check([new DedupSource("in.jsonl", [.. rows.AsEnumerable().Reverse()])], Options, [new DedupSource("old.jsonl", rows)], "equal sets");
    }
}
