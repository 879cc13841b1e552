using System.Text;
using Quern.Plans.Inference;

namespace Quern.Tests.Plans.Inference;

public sealed class WordScanTests
{
    private static readonly string[] Pieces = ["all", "All", "ALL", "ally", "'", "’", "“", "—", " ", "\n", ".", ",", "_", "-", "ü", "密", "7", "42", "x", "user", "users", "users'", "it's", "\u00A0", "•", "，", "averyverylongwordindeed", "exactlysixteenxx"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Words_are_those_that_a_plain_reading_finds(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            for (var at = 0; at < text.Length; at += WordMask.Block)
            {
                var expected = 0UL;
                for (var bit = 0; bit < WordMask.Block; bit++)
                {
                    expected |= IsInWord(text, at + bit) ? 1UL << bit : 0;
                }

                WordMask.At(text, at).ShouldBe(expected, Encoding.UTF8.GetString(text));
            }
        }
    }

    [Fact]
    public void Any_bytes_are_read_to_the_end_wherever_they_lie()
    {
        var random = new Random(5);
        var (reading, attacks, reasoning, name) = (new TextReading(InferenceTables.Standard), new AttackIntent(InferenceTables.Standard), new ReasoningActions(InferenceTables.Standard), new CallNameReading(InferenceTables.Standard));
        byte[][] mine = [.. Pieces.Select(Encoding.UTF8.GetBytes), [0xE2], [0x80], [0xC2], [0xFF], [0], "let me find "u8.ToArray(), "first "u8.ToArray(), "1,000"u8.ToArray(), "million "u8.ToArray()];
        for (var i = 0; i < 3000; i++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(70)).SelectMany(_ => mine[random.Next(mine.Length)])];
            reading.Begin();
            reading.Add(text);
            reading.AddWords(text);
            attacks.Of(text).Tool.ShouldNotBeNull();
            reasoning.Read(text);
            name.Read(text);
            reading.Scope.Volume.ShouldBeInRange(1, ScopeCount.Most);
            foreach (var action in reasoning.Found)
            {
                (action.Start >= 0 && action.Length > 0 && action.Start + action.Length <= text.Length).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void The_place_of_a_word_in_the_text_does_not_matter()
    {
        var reading = new TextReading(InferenceTables.Standard);
        for (var before = 0; before < 200; before++)
        {
            foreach (var behind in new[] { 0, 1, 100 })
            {
                reading.Begin();
                reading.Add(Encoding.UTF8.GetBytes(new string(' ', before) + "the “admin’s” first twenty-two rows—at all costs the administrators'" + new string('.', behind)));
                (reading.Scope.Volume, reading.Sensitivity.Level).ShouldBe((22, 5));
                reading.Begin();
                reading.Add(Encoding.UTF8.GetBytes(new string('.', before) + "y'all" + new string('.', behind)));
                reading.Scope.Volume.ShouldBe(1);
            }
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var (reading, attacks, reasoning) = (new TextReading(InferenceTables.Standard), new AttackIntent(InferenceTables.Standard), new ReasoningActions(InferenceTables.Standard));
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Let me find all the passwords of the first 20 users. Then delete a file. ", 20)));
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            // The first rounds may allocate while code is compiled.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);

        void Read()
        {
            reading.Begin();
            reading.Add(text);
            reading.AddWords("getAllUsers"u8);
            attacks.Of(text);
            reasoning.Read(text);
            _ = reading.Scope.Volume + reading.Sensitivity.Level + reading.Domain.Length;
        }
    }

    private static bool IsInWord(byte[] text, int at)
    {
        if (at >= text.Length)
        {
            return false;
        }

        return text[at] == '\'' ? at > 0 && at + 1 < text.Length && IsPlain(text, at - 1) && IsPlain(text, at + 1) : IsPlain(text, at);
    }

    private static bool IsPlain(byte[] text, int at)
    {
        for (var start = Math.Max(0, at - 2); start <= at; start++)
        {
            if (WordMask.PunctuationAt(text, start) > at - start)
            {
                return false;
            }
        }

        return WordMask.IsWordByte(text[at]);
    }
}
