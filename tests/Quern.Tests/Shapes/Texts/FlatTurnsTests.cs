using System.Text;
using Quern.Shapes;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>Conversations that are one text.</summary>
public sealed class FlatTurnsTests
{
    [Theory]
    [InlineData("\n\nHuman: Hi\n\nAssistant: Hello", "User:Hi|Assistant:Hello")]
    [InlineData("Human: Hi\n\nAssistant: Hello", "User:Hi|Assistant:Hello")]
    [InlineData("\n\nHuman: a\n\nb\n\nAssistant: c\n\n\n\nd ", "User:a\n\nb|Assistant:c\n\n\n\nd")]
    [InlineData("Human: I said\nHuman: no\nAssistant: x", "User:I said\nHuman: no\nAssistant: x")]
    [InlineData("Human: a\n\nHuman: b\n\nAssistant:", "User:a|User:b|Assistant:")]
    [InlineData("Human:\n\nAssistant:\n\nHuman:", "User:|Assistant:|User:")]
    [InlineData("Human: a\n\n\nAssistant: b", "User:a|Assistant:b")]
    [InlineData("Assistant: a\n\nHuman: b", "Assistant:a|User:b")]
    [InlineData("### Instruction:\nAdd.\n\n### Input:\n1, 2\n\n### Response:\n3", "User:Add.|User:1, 2|Assistant:3")]
    [InlineData("Below is a task.\n\n### Instruction:\nWrite.\n### Notes\nshort\n\n### Response:", "User:Write.\n### Notes\nshort|Assistant:")]
    [InlineData("nothing of the kind", "")]
    [InlineData("the words ### Instruction: in a sentence", "")]
    [InlineData("he is Human: yes", "")]
    [InlineData("", "")]
    public void Turns_are_found_in_order(string text, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var turns = new FlatTurns(utf8);
        var found = new List<string>();
        while (turns.MoveNext())
        {
            found.Add($"{turns.Role}:{Encoding.UTF8.GetString(utf8.AsSpan(turns.Start, turns.Length))}");
        }

        string.Join('|', found).ShouldBe(expected);
        FlatTurns.Looks(utf8).ShouldBe(expected.Length > 0);
    }

    [Theory]
    [InlineData("\n\nHuman:", "User")]
    [InlineData("\n\nAssistant:", "Assistant")]
    [InlineData("### Instruction:\n", "User")]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part, string last) => LastRole(part).ToString().ShouldBe(last);

    [Theory]
    [InlineData("\n")]
    [InlineData("\n###")]
    [InlineData("Human")]
    public void Marks_that_never_come_give_no_turns(string part) => FlatTurns.Looks(Many(part)).ShouldBeFalse();

    private static Role LastRole(string part)
    {
        var turns = new FlatTurns(Many(part));
        var count = 0;
        while (turns.MoveNext())
        {
            turns.Length.ShouldBe(0);
            count++;
        }

        count.ShouldBe((1 << 20) / part.Length);
        return turns.Role;
    }

    private static byte[] Many(string part) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)));
}
