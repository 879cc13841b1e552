using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

/// <summary>The quick scan never says yes where the careful check says no, and its vector twin counts as the scalar one.</summary>
public sealed class SoundScanTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" { \"a\" : [ 1 , -0.5e+3 , true , false , null , { } , [ ] ] } \r")]
    [InlineData("{\"a\":\"\\u00e9\\ud83d\\ude00\\\\\\/\\\"\\b\\f\\n\\r\\t\"}")]
    [InlineData("{\"a\":{\"b\":[{\"a\":1},{\"a\":2}]},\"b\":\"naïve and longer than sixteen bytes\"}")]
    public void Sound_rows_are_seen_at_once(string row) => IsSound(row).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":.5}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\\u12")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":\"\\udc00\"}")]
    [InlineData("{\"a\":\"\\ud800\\u0041\"}")]
    [InlineData("{\"a\":\"tab\there\"}")]
    [InlineData("{\"a\":\"never closed}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":2}}")]
    [InlineData("{a:1}")]
    [InlineData("{,}")]
    public void Unsound_rows_get_no_quick_yes(string row) => IsSound(row).ShouldBeFalse();

    [Fact]
    public void Rows_damaged_at_random_get_a_yes_only_when_the_careful_check_agrees()
    {
        var random = new Random(20261124);
        var check = new RowCheck();
        var (yes, no) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var row = Encoding.UTF8.GetBytes("{\"id\":7,\"s\":\"a\\n\\u00e9\\ud83d\\ude00\",\"l\":[1,-2.5e3,{\"k\":null}],\"t\":true}");
            for (var damage = random.Next(3); damage > 0; damage--)
            {
                var bytes = "{}[]\",:\\u0123456789eE+-. \ntfnd"u8;
                row[random.Next(row.Length)] = bytes[random.Next(bytes.Length)];
            }

            var sound = new SoundScan(row, new KeyStack()).IsSound();
            check.Judges(row).ShouldBe(sound, Encoding.UTF8.GetString(row));
            yes += sound ? 1 : 0;
            no += sound ? 0 : 1;
        }

        yes.ShouldBeGreaterThan(1000);
        no.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void The_vector_way_counts_as_the_scalar_one()
    {
        var random = new Random(7);
        for (var length = 0; length < 80; length++)
        {
            for (var i = 0; i < 50; i++)
            {
                var text = new byte[length];
                foreach (ref var value in text.AsSpan())
                {
                    value = (byte)(random.Next(40) == 0 ? "\"\\\n\0\u001f"u8[random.Next(5)] : random.Next(' ', 256) is '"' or '\\' ? 'a' : random.Next(35, 91));
                }

                PlainText.Length(text).ShouldBe(PlainText.LengthOfShort(text));
            }
        }
    }

    private static bool IsSound(string row) => new SoundScan(Encoding.UTF8.GetBytes(row), new KeyStack()).IsSound();
}
