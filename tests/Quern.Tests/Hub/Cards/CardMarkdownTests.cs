using Quern.Hub.Cards;

namespace Quern.Tests.Hub.Cards;

public sealed class CardMarkdownTests
{
    [Theory]
    [InlineData("a|b", "`a|b`")]
    [InlineData("`rm`\n---\n", "`'rm' ---`")]
    [InlineData("", "` `")]
    [InlineData("a\u202Eb\u0007", "`a b`")]
    public void A_name_stays_a_name(string name, string code) => CardMarkdown.Code(name).ShouldBe(code);

    [Theory]
    [InlineData("`a|b`", "`a\\|b`")]
    [InlineData("a\\|b", "a\\|b")]
    public void A_bar_does_not_end_a_cell(string markdown, string cell) => CardMarkdown.Cell(markdown).ShouldBe(cell);

    [Theory]
    [InlineData("plain words, 1.5 of them", "plain words, 1.5 of them")]
    [InlineData("<script>x</script>", "\\<script\\>x\\</script\\>")]
    [InlineData("---", "\\---")]
    [InlineData("# [a](b) *c* _d_ &amp; $e$", "\\# \\[a\\](b) \\*c\\* \\_d\\_ \\&amp; \\$e\\$")]
    public void Words_are_never_markup(string text, string words) => CardMarkdown.Words(text).ShouldBe(words);

    [Fact]
    public void A_long_text_is_cut() => CardMarkdown.Words(new string('x', 5000)).Length.ShouldBe(401);

    [Fact]
    public void No_line_closes_the_block_that_it_stands_in()
        => CardMarkdown.Block("yaml", "a: |\n```\n````\nb\n").ShouldBe("`````yaml\na: |\n```\n````\nb\n`````\n");
}
