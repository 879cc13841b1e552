using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class StringTextTests
{
    [Fact]
    public void Every_byte_at_every_place_ends_plain_text_as_it_does_byte_by_byte()
    {
        for (var length = 0; length <= 50; length++)
        {
            for (var value = 0; value < 256; value++)
            {
                for (var place = 0; place < length; place++)
                {
                    var text = Enumerable.Repeat((byte)'x', length).ToArray();
                    text[place] = (byte)value;
                    StringText.PlainEnd(text, 0).ShouldBe(StringText.PlainEndByByte(text, 0));
                }
            }
        }
    }

    [Fact]
    public void The_search_begins_where_it_is_told_to()
    {
        StringText.PlainEnd("\"abc\"def ghi jkl mno pqr\""u8, 1).ShouldBe(4);
        StringText.PlainEnd("\"abc\"def ghi jkl mno pqr\""u8, 5).ShouldBe(24);
        StringText.PlainEnd("abc"u8, 3).ShouldBe(3);
    }

    [Theory]
    [InlineData("\\n", 2)]
    [InlineData("\\\"x", 2)]
    [InlineData("\\u00e9", 6)]
    [InlineData("\\uD83D\\uDE00 ", 12)]
    [InlineData("\\", -1)]
    [InlineData("\\x", -1)]
    [InlineData("\\u00e", -1)]
    [InlineData("\\u00g0", -1)]
    [InlineData("\\ud83d", -1)]
    [InlineData("\\ud83d\\n", -1)]
    [InlineData("\\ud83d\\ud83d", -1)]
    [InlineData("\\ude00", -1)]
    public void An_escape_ends_behind_the_character_it_stands_for(string text, int end)
        => StringText.EscapeEnd(System.Text.Encoding.UTF8.GetBytes(text), 0).ShouldBe(end);
}
