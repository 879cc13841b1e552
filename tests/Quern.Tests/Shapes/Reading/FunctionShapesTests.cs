using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class FunctionShapesTests
{
    [Theory]
    [InlineData(""" "[{\"name\": \"fx\", \"arguments\": {\"to\": \"JPY\"}}]" """)]
    [InlineData("""[{"name":"fx","arguments":{"to": "JPY"}}]""")]
    [InlineData("""["{\"name\": \"fx\", \"arguments\": {\"to\": \"JPY\"}}"]""")]
    [InlineData("""[{"name":"fx","arguments":"{\"to\": \"JPY\"}"}]""")]
    public void Answers_are_calls_as_text_or_not(string answers) => ReadRow.ShouldBe(
        $$$"""{"id":7,"query":"40 euro?","tools":"[{\"name\": \"fx\", \"description\": \"Convert.\", \"parameters\": {}}]","answers":{{{answers}}}}""",
        Shape.QueryToolsAnswers,
        "User: 40 euro?",
        "Assistant: ",
        """- fx {"to": "JPY"}""",
        "offers fx: Convert. {}");

    [Fact]
    public void Offers_may_be_names_alone() => ReadRow.AsText("""{"query":"x","tools":["a","b.c"],"answers":"[]"}""").ShouldEndWith("offers a\noffers b.c");

    [Fact]
    public void Answers_for_people_make_a_question() => ReadRow.ShouldBe(
        """{"query":"Where?","answers":["In Oslo."]}""", Shape.QuestionAnswer, "User: Where?", "Assistant: In Oslo.");

    [Theory]
    [InlineData("""{"function":"f","arguments":{"a":1}}""")]
    [InlineData("""{"function_name":"f","arguments":"{\"a\":1}"}""")]
    [InlineData("""{"tool":"f","tool_input":{"a":1}}""")]
    [InlineData("""{"function_call":{"name":"f","arguments":{"a":1}}}""")]
    [InlineData("""{"function_call":"{\"name\":\"f\",\"arguments\":{\"a\":1}}"}""")]
    [InlineData("""{"function_call":"f(a=1)"}""")]
    [InlineData("""{"function":{"name":"f","arguments":{"a":1}}}""")]
    [InlineData("""{"name":"f","arguments":{"a":1}}""")]
    public void One_call_is_known_under_many_names(string row) => ReadRow.ShouldBe(row, Shape.PlainCall, "Assistant: ", """- f {"a":1}""");

    [Theory]
    [InlineData("query")]
    [InlineData("instruction")]
    [InlineData("prompt")]
    [InlineData("input")]
    [InlineData("request")]
    public void A_call_may_come_with_its_request(string field) => ReadRow.ShouldBe(
        $$"""{"{{field}}":"Do it","tool":"f","tool_input":[1]}""", Shape.PlainCall, "User: Do it", "Assistant: ", """- f {"value":[1]}""");

    [Fact]
    public void Of_a_benchmark_the_first_allowed_values_are_taken() => ReadRow.ShouldBe(
        """{"id":"s_0","question":[[{"role":"user","content":"Area?"}]],"function":[{"name":"area","description":"A.","parameters":{"type":"dict"}}],"ground_truth":[{"area":{"base":[10,10.0],"unit":["cm",""],"tags":[]}}]}""",
        Shape.FunctionBenchmark,
        "User: Area?",
        "Assistant: ",
        """- area {"base":10,"unit":"cm","tags":[]}""",
        """offers area: A. {"type":"dict"}""");

    [Fact]
    public void A_benchmark_without_offers_is_known_by_its_turns() => ReadRow.ShouldBe(
        """{"question":[[{"role":"system","content":"S"},{"role":"user","content":"A"}],[{"role":"user","content":"B"}]]}""", Shape.FunctionBenchmark, "System: S", "User: A", "User: B");

    [Theory]
    [InlineData("""{"query":"x","tools":"[]","answers":"[{\"name\": "}""", "bad-calls")]
    [InlineData("""{"query":"x","tools":"[]","answers":"[{\"arguments\": {}}]"}""", "bad-calls")]
    [InlineData("""{"query":"","tools":"[]","answers":"[]"}""", "no-request")]
    [InlineData("""{"function":"","arguments":{}}""", "bad-calls")]
    [InlineData("""{"function":"f","arguments":"{well, none"}""", "bad-calls")]
    [InlineData("""{"question":[[{"role":"user","content":"x"}]],"function":[],"ground_truth":[{"":{"a":[1]}}]}""", "bad-calls")]
    public void What_cannot_be_read_says_why(string row, string reason) => ReadRow.AsText(row).ShouldStartWith(reason);
}
