using System.Text;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>Blocks of tags.</summary>
public sealed class TagBlocksTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no tags", "")]
    [InlineData("x <t>a</t> y <t>b</t> z", "a+|b+")]
    [InlineData("<t id=\"1\">a</t><t\n>b</t>", "a+|b+")]
    [InlineData("<t>a<t>b</t>", "a-|b+")]
    [InlineData("<t>a", "a-")]
    [InlineData("<t></t><t>", "+|-")]
    [InlineData("<T>a</T><tt>b</tt><t", "")]
    [InlineData("</t><t>a</t></t>", "a+")]
    [InlineData("<t <t>a</t>", "a+")]
    [InlineData("<t>1 < 2 > 0</t>", "1 < 2 > 0+")]
    public void Blocks_are_found_in_order(string text, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var blocks = new TagBlocks(utf8, "<t>"u8, "</t>"u8);
        var found = new List<string>();
        while (blocks.MoveNext())
        {
            var inside = Encoding.UTF8.GetString(blocks.Inside);
            found.Add(inside + (blocks.Closed ? "+" : "-"));
            var whole = text[blocks.Opening..blocks.End];
            whole.ShouldStartWith("<t");
            whole.ShouldEndWith(inside + (blocks.Closed ? "</t>" : ""));
        }

        string.Join('|', found).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<tool_call>", 95_325)]
    [InlineData("<tool_call ", 0)]
    [InlineData("</tool_call>", 0)]
    [InlineData("<tool_call></tool_call>", 45_590)]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part, int count)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)));
        var blocks = new TagBlocks(text, "<tool_call>"u8, "</tool_call>"u8);
        var found = 0;
        while (blocks.MoveNext())
        {
            found++;
        }

        found.ShouldBe(count);
    }
}
