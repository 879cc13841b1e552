using System.Text;
using Quern.Dedup;
using Quern.Dedup.Texts;
using Quern.Rows.Json;

namespace Quern.Tests.Dedup.Units;

/// <summary>Vector code does what its scalar twin does, and hashes tell apart what differs.</summary>
public sealed class TextUnitsTests
{
    private static readonly string[] Pieces = ["a", "B", "z", "Z", " ", "\t", "\n", "!", "~", "@", "[", "`", "{", "0", "\u001C", "\u007F", "\0", "é", "É", "ß", "İ", "Σ", "ς", "\u0085", "\u00A0", "Ж", "中", "\u3000", "가", "\u2028", "Ⱥ", "😀", "𐐀"];

    [Fact]
    public void Text_becomes_the_same_64_bytes_at_a_time_and_one_by_one()
    {
        var random = new Random(1);
        for (var length = 0; length < 300; length++)
        {
            for (var i = 0; i < 20; i++)
            {
                var pieces = random.Next(3) == 0 ? Pieces : Pieces[..17];
                var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(_ => pieces[random.Next(pieces.Length)])));
                Vector(text).ShouldBe(Scalar(text), Convert.ToHexString(text));
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { (byte)'a', 0xE4, 0xB8 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, (byte)'A' })]
    public void What_ends_within_a_character_is_left_as_it_is(byte[] text)
    {
        Vector(text).ShouldBe(Scalar(text));
        Scalar(text).Length.ShouldBe(text.Length);
    }

    [Fact]
    public void Words_are_hashed_alike_with_and_without_vectors()
    {
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(4) == 0 ? " " : random.Next(9) == 0 ? "é" : "x")));
            var room = text.Concat(new byte[WordTokens.Slack]).ToArray();
            var (vector, scalar) = (new ulong[text.Length + 1], new ulong[text.Length + 1]);
            var words = Encoding.UTF8.GetString(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            WordTokens.Hash(room.AsSpan(0, text.Length), vector).ShouldBe(words);
            WordTokens.HashScalar(room.AsSpan(0, text.Length), scalar).ShouldBe(words);
            vector.ShouldBe(scalar);
        }
    }

    [Fact]
    public void Words_that_differ_have_hashes_that_differ_and_what_stands_behind_a_word_has_no_part_in_it()
    {
        var words = Enumerable.Range(1, 40).SelectMany(static n => new[] { new string('a', n), new string('a', n - 1) + "b", "b" + new string('a', n) }).Distinct().ToList();
        words.Select(static w => HashOf(w, 0)).Distinct().Count().ShouldBe(words.Count);
        words.ShouldAllBe(static w => HashOf(w, 0) == HashOf(w, 0xFF));
    }

    [Fact]
    public void A_fingerprint_depends_on_words_their_order_and_how_often_they_come()
    {
        ulong[][] texts = [[], [1], [2], [1, 2], [2, 1], [1, 1], [1, 1, 1], [1, 2, 1], [0], [0, 0], [1, 0], [0, 1]];
        texts.Select(static t => Fingerprint.Of(t)).Distinct().Count().ShouldBe(texts.Length);
        Fingerprint.Of([3, 4, 5]).ShouldBe(Fingerprint.Of([3, 4, 5]));
    }

    [Fact]
    public void The_first_of_each_hash_stays_in_its_place()
    {
        var random = new Random(3);
        var distinct = new DistinctHashes();
        for (var i = 0; i < 300; i++)
        {
            var hashes = Enumerable.Range(0, random.Next(1000)).Select(_ => (ulong)random.Next(1, 400) << (random.Next(2) * 40)).ToArray();
            var expected = hashes.Distinct().ToArray();
            hashes.AsSpan(0, distinct.Keep(hashes)).ToArray().ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("one two three four five six", 2)]
    [InlineData("one two three four five", 1)]
    [InlineData("one two", 1)]
    [InlineData("one one one one one one one one", 1)]
    [InlineData("?!", 0)]
    [InlineData("", 0)]
    public void A_text_has_so_many_shingles(string text, int expected) => Set(text).Length.ShouldBe(expected);

    [Fact]
    public void A_short_text_is_no_part_of_a_longer_one() => Set("one two three four").Intersect(Set("one two three four five")).ShouldBeEmpty();

    [Fact]
    public void Shingles_are_of_what_stands_together()
        => Set("a b c d e f g").Intersect(Set("x a b c d e y b c d e f")).Count().ShouldBe(2);

    [Fact]
    public void Every_string_inside_is_found_except_under_some_names()
    {
        var json = """{ "id":"no", "a":"x\"y", "b" : [ "1", {"role":"no","from":{"x":"no"},"c":"2"}, 3, "4" ] ,"source_dataset" :"no","é":"" }"""u8;
        byte[][] without = ["id"u8.ToArray(), "role"u8.ToArray(), "from"u8.ToArray(), "source_dataset"u8.ToArray()];
        var strings = new JsonStrings(json, without);
        var found = new List<string>();
        while (strings.MoveNext())
        {
            found.Add(Encoding.UTF8.GetString(strings.Inside));
        }

        found.ShouldBe(["x\\\"y", "1", "2", "4", ""]);
    }

    private static byte[] Vector(byte[] text)
    {
        var to = new byte[(text.Length * 3 / 2) + CompactVector.Slack];
        return to[..CompactVector.Compact(text, to)];
    }

    private static byte[] Scalar(byte[] text)
    {
        var to = new byte[(text.Length * 3 / 2) + CompactVector.Slack];
        return to[..CompactScalar.Compact(text, to)];
    }

    private static ulong HashOf(string word, byte behind)
    {
        var text = Encoding.UTF8.GetBytes(word).Concat(Enumerable.Repeat(behind, TokenHash.Slack)).ToArray();
        return TokenHash.Of(ref text[0], word.Length);
    }

    private static ulong[] Set(string text)
    {
        var set = new ShingleSet(new DedupOptions());
        set.Read(Encoding.UTF8.GetBytes($"{{\"t\":\"{text}\"}}"));
        return set.Hashes.ToArray();
    }
}
