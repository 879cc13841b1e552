using System.Text;
using Quern.Rows;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>HTML as plain text.</summary>
public sealed class HtmlTextTests
{
    private readonly ByteBuffer _to = new();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<p>a</p><p>b</p>", "a\n\nb")]
    [InlineData("<p>a</p>\n\n<p>b</p>\n", "a\n\nb")]
    [InlineData("a<br>b<br/>c<BR />d", "a\nb\nc\nd")]
    [InlineData("a<br><br><br><br>b", "a\n\nb")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\n\nb")]
    [InlineData("<h1>T</h1>x <b>y</b> <a href=\"u\">z</a>", "T\nx y z")]
    [InlineData("a<script>if (x < 1) { y(); }</script>b<style>p { }</style>c", "abc")]
    [InlineData("<SCRIPT>x</Script>a", "a")]
    [InlineData("a<!-- <p>no</p> -->b", "ab")]
    [InlineData("<!DOCTYPE html>a", "a")]
    [InlineData("&amp;&lt;&gt;&quot;&apos;&copy;&hellip;&mdash;&ndash;", "&<>\"'©…—–")]
    [InlineData("&lsquo;a&rsquo; &ldquo;b&rdquo;&nbsp;c", "‘a’ “b” c")]
    [InlineData("&#39;&#x27;&#X1F600;&#233;", "''😀é")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("&unknown; & &#xD800; &#0; &", "&unknown; & &#xD800; &#0; &")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("a <3 b", "a <3 b")]
    [InlineData("x <b", "x <b")]
    [InlineData("<", "<")]
    [InlineData("a<!-- b", "a<!-- b")]
    [InlineData("<pre><code>a\n\n\n  b\n</code></pre>c", "a\n\n\n  b\n\nc")]
    [InlineData("<p>a\n  b\n\n\n\nc</p>", "a\nb\n\nc")]
    [InlineData("é<i>😀</i>", "é😀")]
    [InlineData("", "")]
    public void Tags_go_and_text_stays(string html, string text)
    {
        _to.Append("> "u8);
        HtmlText.Write(Encoding.UTF8.GetBytes(html), _to);
        Encoding.UTF8.GetString(_to.Span).ShouldBe("> " + text);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("<!")]
    [InlineData("&")]
    [InlineData("&#")]
    [InlineData("<p>")]
    [InlineData("<script>")]
    [InlineData("<script></scrip")]
    [InlineData("\n")]
    [InlineData("<pre>\n")]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part)
    {
        var html = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)));
        HtmlText.Write(html, _to);
        _to.Length.ShouldBeInRange(0, html.Length);
    }
}
