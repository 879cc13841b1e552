using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

public sealed class WordCountTests
{
    // Every length up to several vectors, so that every place of a border is met.
    [Fact]
    public void Many_bytes_at_once_give_what_single_bytes_give()
    {
        var random = new Random(7);
        var bytes = new byte[200];
        for (var length = 0; length <= bytes.Length; length++)
        {
            for (var turn = 0; turn < 20; turn++)
            {
                random.NextBytes(bytes);
                if (turn % 2 == 0)
                {
                    // Mostly letters and spaces, as texts are.
                    for (var i = 0; i < bytes.Length; i++)
                    {
                        bytes[i] = " \t\nabcdefé"u8[bytes[i] % 11];
                    }
                }

                var text = bytes.AsSpan(0, length);
                WordCount.Of(text).ShouldBe(WordCount.OfScalar(text), $"length {length}, turn {turn}");
            }
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("   \n\t ", 0)]
    [InlineData("mill", 1)]
    [InlineData(" the mill ", 2)]
    [InlineData("one two three four five six seven eight nine ten", 10)]
    [InlineData("größe\u00A0zählt", 1)]
    [InlineData("粉を挽く", 1)]
    [InlineData("0123456789012345678901234567890 23456789 123456789", 3)]
    [InlineData("01234567890123456789012345678901 3456789", 2)]
    public void Words_are_what_white_space_parts(string text, long words)
    {
        WordCount.Of(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(words);
        WordCount.Of(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(WordCount.OfScalar(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
