using Quern.Dedup;

namespace Quern.Tests.Dedup.Reference;

public sealed class ReferenceWordsTests
{
    [Theory]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("don't snake_case a.b.c", "dont snakecase abc")]
    [InlineData(" \t a\u00A0b\u3000c\u2028d\u001Ce\u001Ff\u0085g \n", "a b c d e f g")]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "")]
    [InlineData("a - b", "a b")]
    [InlineData("«a» – ¿b? “c” 、。！", "«a» – ¿b “c” 、。！")]
    [InlineData("İSTANBUL ı", "i\u0307stanbul ı")]
    [InlineData("ΛΌΓΟΣ λόγος", "λόγοσ λόγοσ")]
    [InlineData("ẞ ß ÀÉ ЖЁ Ⱥ Ⴀ \U00010400", "ß ß àé жё \u2C65 \u2D00 \U00010428")]
    [InlineData("zero\u200Bwidth a\u0001b\u007F", "zero\u200Bwidth a\u0001b\u007F")]
    [InlineData("ＡＢ ﬁ", "ａｂ ﬁ")]
    public void Texts_are_normalised(string text, string normal) => ReferenceWords.Normalise(text, nfkc: false).ShouldBe(normal);

    [Theory]
    [InlineData("ＡＢ！ ﬁ x²", "ab fi x2")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("ｶﾞ ﾊﾟﾝ", "ガ パン")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\u212A \u2126 wait…", "k ω wait")]
    [InlineData("I\u0307", "i\u0307")]
    public void Compatible_characters_are_made_plain_first(string text, string normal) => ReferenceWords.Normalise(text, nfkc: true).ShouldBe(normal);

    [Theory]
    [InlineData(ShingleKind.Words, "ab cd", "ab|cd")]
    [InlineData(ShingleKind.Words, "漢字 ab", "漢字|ab")]
    [InlineData(ShingleKind.Characters, "ab c\U0001F600", "a|b| |c|\U0001F600")]
    [InlineData(ShingleKind.Mixed, "gpt4は強い ok", "gpt4|は|強|い|ok")]
    [InlineData(ShingleKind.Mixed, "สวย한국", "ส|ว|ย|한국")]
    [InlineData(ShingleKind.Mixed, "a\U0001F600b", "a|\U0001F600|b")]
    [InlineData(ShingleKind.Mixed, "ကခ កខ ཀཁ ກຂ ㄅㄆ カｶﾅ", "က|ခ|ក|ខ|ཀ|ཁ|ກ|ຂ|ㄅ|ㄆ|カ|ｶ|ﾅ")]
    [InlineData(ShingleKind.Words, "", "")]
    [InlineData(ShingleKind.Characters, "", "")]
    public void Texts_are_cut(ShingleKind kind, string normal, string tokens)
        => string.Join('|', ReferenceWords.Tokens(normal, kind)).ShouldBe(tokens);

    [Theory]
    [InlineData("a b c d", 2, "a b|b c|c d")]
    [InlineData("a b a b a", 2, "a b|b a")]
    [InlineData("a b", 5, "a b")]
    [InlineData("a b c d e", 5, "a b c d e")]
    [InlineData("a", 1, "a")]
    [InlineData("", 3, "")]
    public void Tokens_that_follow_each_other_are_shingles(string words, int length, string shingles)
        => ReferenceWords.Shingles(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), length).Select(static s => s.Replace('\n', ' ')).Order()
            .ShouldBe(shingles.Split('|', StringSplitOptions.RemoveEmptyEntries).Order());

    [Fact]
    public void Sets_are_compared()
        => ReferenceWords.Compare(["a", "b", "c"], ["b", "c", "d", "e"]).ShouldBe((2, 5));
}
