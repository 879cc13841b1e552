using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class RoleContentTests
{
    [Fact]
    public void Of_a_conversation_the_turns_and_the_marks_are_read() => ReadRow.ShouldBe(
        """{"conversation_hash":"4f1d","conversation":[{"content":"How \"long\"?","country":null,"role":"user","toxic":false},{"content":"","role":"assistant"}],"language":"English","toxic":true,"redacted":false}""",
        Shape.RoleContent,
        "User: How \"long\"?",
        "Assistant: ",
        "group 4f1d",
        "language English");

    [Fact]
    public void Calls_stand_beside_the_text_and_find_their_results_by_id() => ReadRow.ShouldBe(
        """
        {"messages":[{"role":"developer","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"Oslo?"}]},
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"time","arguments":"{\"city\":\"Oslo\"}"}},{"id":"c2","name":"temp","arguments":{"city":"Oslo"}}]},
        {"role":"tool","tool_call_id":"c2","content":"{\"c\":3}"},{"role":"tool","tool_call_id":"c1","content":"10:01"}]}
        """,
        Shape.RoleContent,
        "System: Be kind.",
        "User: Oslo?",
        "Assistant: ",
        """- time#c1 {"city":"Oslo"} = "10:01" """.TrimEnd(),
        """- temp#c2 {"city":"Oslo"} = {"c":3}""",
        """Tool: {"c":3}""",
        "Tool: 10:01");

    [Fact]
    public void Calls_in_Python_take_one_value_each_of_what_the_environment_says() => ReadRow.ShouldBe(
        """
        {"messages":[{"role":"system","content":"Help.","function_calls":null,"functions":"[{\"name\": \"get_time\", \"description\": \"Local time.\"}]"},{"role":"user","content":"Now?","function_calls":null},
        {"role":"assistant","content":"Let me see.","function_calls":"get_time(city=\"Oslo\")\nget_temp(city='Oslo', unit=null)"},{"role":"environment","content":"{\"time\": \"10:01\"}\n3"}]}
        """,
        Shape.RoleContent,
        "System: Help.",
        "User: Now?",
        "Assistant: Let me see.",
        """- get_time {"city":"Oslo"} = {"time": "10:01"}""",
        """- get_temp {"city":"Oslo","unit":null} = 3""",
        "Tool: {\"time\": \"10:01\"}\n3",
        "offers get_time: Local time.");

    [Fact]
    public void One_result_for_several_calls_belongs_to_the_last() => ReadRow.ShouldBe(
        """{"messages":[{"role":"user","content":"Go"},{"role":"assistant","content":"","tool_calls":[{"name":"a"},{"name":"b"}]},{"role":"tool","content":"[Page 1] no JSON"}]}""",
        Shape.RoleContent,
        "User: Go",
        "Assistant: ",
        "- a {}",
        """- b {} = "[Page 1] no JSON" """.TrimEnd(),
        "Tool: [Page 1] no JSON");

    [Fact]
    public void A_result_never_goes_to_a_call_from_before_the_user_spoke_again() => ReadRow.ShouldBe(
        """{"messages":[{"role":"user","content":"Go"},{"role":"assistant","tool_calls":[{"name":"a"}]},{"role":"user","content":"And?"},{"role":"assistant","tool_calls":[{"name":"b"}]},{"role":"tool","content":"7"}]}""",
        Shape.RoleContent,
        "User: Go",
        "Assistant: ",
        "- a {}",
        "User: And?",
        "Assistant: ",
        "- b {} = 7",
        "Tool: 7");

    [Fact]
    public void Turns_may_be_JSON_inside_a_text() => ReadRow.ShouldBe(
        """{"messages":"[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]"}""",
        Shape.RoleContent,
        "User: Hi",
        "Assistant: ",
        """- f {"a":1}""");

    [Fact]
    public void Typed_parts_hold_text_reasoning_and_calls() => ReadRow.ShouldBe(
        """
        {"messages":[{"role":"user","content":[{"type":"text","value":"Soup?"}]},{"role":"assistant","content":[{"type":"reasoning","value":"Look it up."},{"type":"tool_call","value":"{\"name\": \"search_menu\", \"arguments\": {\"word\": \"soup\"}}"},{"type":"tool_call","value":"{\"name\": \"tip\", \"arguments\": {}}"}]},
        {"role":"tool","content":[{"type":"text","value":"[{\"items\": []}, 4]"}]}],"tools":"[{\"type\": \"function\", \"function\": {\"name\": \"search_menu\", \"parameters\": {\"word\": {\"type\": \"str\"}}}}]"}
        """,
        Shape.TypedParts,
        "User: Soup?",
        "Assistant:  thought Look it up.",
        """- search_menu {"word": "soup"} = {"items": []}""",
        """- tip {} = 4""",
        """Tool: [{"items": []}, 4]""",
        """offers search_menu {"word": {"type": "str"}}""");

    [Theory]
    [InlineData("""{"messages":[]}""", "no-request")]
    [InlineData("""{"messages":[{"role":"moon","content":"x"}]}""", "bad-shape: Turn 1")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},7]}""", "bad-shape: Turn 2")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"name":"a"},{"arguments":{}}]}]}""", "bad-calls")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"name":"a"},5]}]}""", "bad-calls")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"assistant","function_calls":"f(a=1)\ng(b=[1"}]}""", "bad-calls")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"name":"","arguments":{}}]}]}""", "bad-calls")]
    public void What_cannot_be_read_says_why(string row, string reason) => ReadRow.AsText(row).ShouldStartWith(reason);
}
