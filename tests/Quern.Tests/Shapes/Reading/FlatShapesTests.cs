using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class FlatShapesTests
{
    [Fact]
    public void In_a_list_of_texts_the_user_speaks_first() => ReadRow.ShouldBe("""{"id":"17","data":["A?","B.","C?"]}""", Shape.StringList, "User: A?", "Assistant: B.", "User: C?");

    [Fact]
    public void One_text_holds_all_turns() => ReadRow.ShouldBe(
        """{"transcript":"\n\nHuman: A\n\nstill A\n\nAssistant: B\n\nHuman: C\n\nAssistant:","rating":1.0,"task_description":"T","tags":null}""",
        Shape.FlatText, "User: A\n\nstill A", "Assistant: B", "User: C", "Assistant: ");

    [Theory]
    [InlineData("prompter", "User", "null")]
    [InlineData("assistant", "no-request", "0")]
    public void One_message_of_a_tree_asks_where_it_is_the_users(string role, string begin, string rank)
    {
        var read = ReadRow.AsText($$"""{"message_id":"m-1","parent_id":null,"text":"Which knots?","role":"{{role}}","lang":"en","rank":{{rank}},"message_tree_id":"m-1","labels":{"name":["spam"]}}""");
        read.Replace("MessageTree\n", "", StringComparison.Ordinal).ShouldStartWith(begin);
    }

    [Fact]
    public void Of_a_tree_the_best_replies_are_followed() => ReadRow.ShouldBe(
        """{"message_tree_id":"m-1","prompt":{"text":"Q","role":"prompter","replies":[{"text":"bad","role":"assistant","rank":1,"replies":[]},{"text":"good","role":"assistant","rank":0.0,"replies":[{"text":"More?","role":"prompter","rank":null}]}]}}""",
        Shape.MessageTree, "User: Q", "Assistant: good", "User: More?", "group m-1");

    [Theory]
    [InlineData("""{"chosen":"\n\nHuman: Q\n\nAssistant: A","rejected":"\n\nHuman: Q\n\nAssistant: B"}""")]
    [InlineData("""{"prompt":"Q","chosen":"A","rejected":"B"}""")]
    [InlineData("""{"prompt":"\n\nHuman: Q","chosen":"A","rejected":"B"}""")]
    [InlineData("""{"prompt":"Q","chosen":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}],"rejected":[],"messages":[]}""")]
    [InlineData("""{"prompt":"Q","chosen":[{"role":"assistant","content":"A"}],"rejected":[{"role":"assistant","content":"B"}]}""")]
    [InlineData("""{"prompt":[{"role":"user","content":"Q"}],"chosen":[{"role":"assistant","content":"A"}],"rejected":"B"}""")]
    [InlineData("""{"question":"Q","chosen":{"role":"assistant","content":"A"},"rejected":{"content":"B"}}""")]
    public void Of_a_preference_the_chosen_side_is_read(string row) => ReadRow.ShouldBe(row, Shape.Preference, "User: Q", "Assistant: A");

    [Fact]
    public void The_chosen_answer_keeps_its_calls() => ReadRow.ShouldBe(
        """{"system":"S","tools":"[{\"name\":\"f\"}]","prompt":"Q","chosen":[{"role":"assistant","tool_calls":[{"name":"f","arguments":{}}]}],"rejected":[]}""",
        Shape.Preference, "System: S", "User: Q", "Assistant: ", "- f {}", "offers f");

    [Theory]
    [InlineData("""{"data":["A",3]}""", "bad-shape: Turn 2")]
    [InlineData("""{"data":["",""]}""", "no-request")]
    [InlineData("""{"chosen":"","rejected":"x"}""", "no-request")]
    [InlineData("""{"chosen":[{"role":"assistant","content":"A"}],"rejected":[]}""", "no-request")]
    public void What_cannot_be_read_says_why(string row, string reason) => ReadRow.AsText(row).ShouldStartWith(reason);
}
