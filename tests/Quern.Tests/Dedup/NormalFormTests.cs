using System.Text;
using Quern.Dedup.Texts;

namespace Quern.Tests.Dedup;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, 1.", "plain text, 1.")]
    [InlineData("ｆｕｌｌ　ｗｉｄｔｈ", "full width")]
    [InlineData("ﬁne oﬃce", "fine office")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("e\u0301e\u0301 x", "éé x")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("a\u0308\u0323", "\u1EA1\u0308")]
    [InlineData("a\u0300\u0301", "à\u0301")]
    [InlineData("a\u0327\u0301", "á\u0327")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("가\u11A8", "각")]
    [InlineData("각\u11A8", "각\u11A8")]
    [InlineData("\u1161\u1100", "\u1161\u1100")]
    [InlineData("ｶﾞﾊﾟ", "ガパ")]
    [InlineData("①½㎏", "11\u20442kg")]
    [InlineData("\u212B\u2126", "ÅΩ")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\uFDFA", "صلى الله عليه وسلم")]
    [InlineData("𝐀𝟙", "A1")]
    [InlineData("\u0BC6\u0BBE", "\u0BCA")]
    [InlineData("中文，句號。", "中文,句號。")]
    [InlineData("😀👩\u200D👧", "😀👩\u200D👧")]
    public void Characters_have_their_compatible_form(string text, string expected) => Assert.Equal(expected, Of(text));

    [Fact]
    public void The_form_of_a_form_is_itself()
    {
        var form = new NormalForm();
        for (var character = 0; character < 0x110000; character++)
        {
            if (Rune.IsValid(character))
            {
                var once = form.Of(Encoding.UTF8.GetBytes($"x{new Rune(character)}y\u0301")).ToArray();
                Assert.True(once.AsSpan().SequenceEqual(form.Of(once)), $"U+{character:X4}");
            }
        }
    }

    [Fact]
    public void Thousands_of_marks_are_ordered_by_class_and_keep_their_place_within_it()
    {
        var marks = string.Concat(Enumerable.Range(0, 20_000).Select(static i => i % 2 == 0 ? "\u0316" : i % 3 == 0 ? "\u0351" : "\u0323"));
        var expected = string.Concat(marks.Where(static m => m != '\u0351')) + string.Concat(marks.Where(static m => m == '\u0351'));
        Assert.Equal("q" + expected, Of("q" + marks));
    }

    [Fact]
    public void What_is_no_character_stays_as_it_is()
        => Assert.Equal([(byte)'a', 0xFF, 0xC3, .. "é"u8], new NormalForm().Of([(byte)'a', 0xFF, 0xC3, .. "e\u0301"u8]).ToArray());

    private static string Of(string text) => Encoding.UTF8.GetString(new NormalForm().Of(Encoding.UTF8.GetBytes(text)));
}
