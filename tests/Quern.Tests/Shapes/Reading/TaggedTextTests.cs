using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class TaggedTextTests
{
    [Fact]
    public void Offers_in_Python_calls_and_results_in_tags_are_read() => ReadRow.ShouldBe(
        """
        {"conversations":[{"from":"system","value":"Use <tools></tools>. <tools> [{'type': 'function', 'function': {'name': 'get_light', 'description': 'Read a lamp.'}}] </tools>"},{"from":"human","value":"On?"},
        {"from":"gpt","value":"<think>\nTwo.\n</think>\n<tool_call>\n{'name': 'get_light', 'arguments': {'room': 'kitchen', 'dim': True}}\n</tool_call>\n<tool_call>\n{\"name\": \"get_light\", \"arguments\": {\"room\": \"hall\"}\n</tool_call>"},
        {"from":"tool","value":"<tool_response>\n{\"on\": true}\n</tool_response>\n<tool_response>\n{\"on\": false}\n</tool_response>"}]}
        """,
        Shape.Sharegpt,
        "System: Use <tools></tools>. <tools> [{'type': 'function', 'function': {'name': 'get_light', 'description': 'Read a lamp.'}}] </tools>",
        "User: On?",
        "Assistant: <tool_call>\n{'name': 'get_light', 'arguments': {'room': 'kitchen', 'dim': True}}\n</tool_call>\n<tool_call>\n{\"name\": \"get_light\", \"arguments\": {\"room\": \"hall\"}\n</tool_call> thought \nTwo.\n",
        """- get_light {"room":"kitchen","dim":true} = {"on": true}""",
        """- get_light {"room":"hall"} = {"on": false}""",
        "Tool: <tool_response>\n{\"on\": true}\n</tool_response>\n<tool_response>\n{\"on\": false}\n</tool_response>",
        "offers get_light: Read a lamp.");

    [Fact]
    public void Offers_may_stand_one_behind_the_other() => ReadRow.AsText(
        """{"messages":[{"role":"system","content":"<tools>\n{\"name\":\"a\"}\n{\"type\":\"function\",\"function\":{\"name\":\"b\"}}\n</tools>"},{"role":"user","content":"x"}]}""")
        .ShouldEndWith("offers a\noffers b");

    [Theory]
    [InlineData("\\u003ctool_call\\u003e{\\u0022name\\u0022:\\u0022f\\u0022}\\u003c/tool_call\\u003e")]
    [InlineData("\\u003Ctool_call\\u003E{\\\"name\\\":\\\"f\\\"}\\u003C/tool_call\\u003E")]
    [InlineData("<tool_call>{\\\"name\\\":\\\"f\\\"}")]
    [InlineData("<functioncall> {\\\"name\\\": \\\"f\\\", \\\"arguments\\\": '{}'}")]
    [InlineData("<function_call>{\\\"name\\\":\\\"f\\\"}</function_call>")]
    [InlineData("<think>No <tool_call> yet.</think><tool_call>{\\\"name\\\":\\\"f\\\"}</tool_call>")]
    public void A_call_in_a_tag_is_found_however_the_tag_is_written(string value)
        => ReadRow.AsText($$"""{"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"{{value}}"}]}""").ShouldEndWith("\n- f {}");

    [Fact]
    public void Several_calls_in_one_tag_are_several() => ReadRow.AsText(
        """{"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"<tool_call>{\"name\":\"f\"}\n{\"name\":\"g\"}</tool_call>"}]}""").ShouldEndWith("\n- f {}\n- g {}");

    [Fact]
    public void Escaped_reasoning_is_reasoning() => ReadRow.ShouldBe(
        """{"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"\u003cthink\u003eHm.\u003c/think\u003eYes."}]}""", Shape.Sharegpt, "User: x", "Assistant: Yes. thought Hm.");

    [Fact]
    public void Calls_in_turns_of_their_own_wait_for_their_results() => ReadRow.ShouldBe(
        """{"conversations":[{"from":"human","value":"x"},{"from":"function_call","value":"{\"name\": \"a\", \"arguments\": {}}"},{"from":"function_call","value":"[{\"name\": \"b\", \"arguments\": {}}]"},{"from":"observation","value":"{\"a\": 1}"},{"from":"observation","value":"{\"b\": 2}"},{"from":"gpt","value":"Done."}],"tools":"[]"}""",
        Shape.Sharegpt,
        "User: x",
        "Assistant: ",
        """- a {} = {"a": 1}""",
        "Assistant: ",
        """- b {} = {"b": 2}""",
        """Tool: {"a": 1}""",
        """Tool: {"b": 2}""",
        "Assistant: Done.");

    [Fact]
    public void One_bad_call_among_good_ones_makes_the_row_bad() => ReadRow.AsText(
        """{"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"<tool_call>{\"name\":\"f\"}</tool_call><tool_call>I would call g</tool_call>"}]}""").ShouldStartWith("bad-calls: Calls ");
}
