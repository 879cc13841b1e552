using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

public sealed class LongWordTests
{
    [Fact]
    public void Thirty_two_bytes_at_once_see_what_one_sees()
    {
        var random = new Random(5);
        for (var length = 0; length < 200; length++)
        {
            for (var turn = 0; turn < 40; turn++)
            {
                var text = new byte[length];
                random.NextBytes(text);
                for (var i = 0; i < length; i++)
                {
                    // Spaces so often that about half of the texts have a long stretch.
                    text[i] = random.Next(18) == 0 ? (byte)random.Next(0, 33) : (byte)Math.Max(33, (int)text[i]);
                }

                LongWord.IsIn(text).ShouldBe(LongWord.IsInScalar(text), $"length {length}, turn {turn}");
            }
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("fifteen-letters", false)]
    [InlineData("sixteen--letters", true)]
    [InlineData("words and words and sixteen--letters and words", true)]
    [InlineData("words and words and words and words and words and words", false)]
    public void From_sixteen_bytes_on_a_stretch_is_long(string text, bool isLong)
        => LongWord.IsIn(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(isLong);
}
