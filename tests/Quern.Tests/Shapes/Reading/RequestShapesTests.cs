using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class RequestShapesTests
{
    [Theory]
    [InlineData("""{"instruction":"Name two.","input":"","output":"A, B","text":"### Instruction:\nName two."}""", "User: Name two.", "Assistant: A, B")]
    [InlineData("""{"instruction":"Sum up.","input":"Fog.","output":"It was foggy."}""", "User: Sum up. <- Fog.", "Assistant: It was foggy.")]
    [InlineData("""{"instruction":"Sum up.","input":"<noinput>","response":"Ok"}""", "User: Sum up.", "Assistant: Ok")]
    [InlineData("""{"id":"s1","name":"n","instruction":"Add.","instances":[{"input":"1+1","output":"2"}],"is_classification":false}""", "User: Add. <- 1+1", "Assistant: 2")]
    [InlineData("""{"prompt":"P","completion":"C","meta":{"prompt":"other"}}""", "User: P", "Assistant: C")]
    [InlineData("""{"prompt":[{"role":"user","content":"P"}],"completion":[{"role":"assistant","content":"C"}]}""", "User: P", "Assistant: C")]
    public void A_request_and_its_answer_are_read_in_any_names(string row, string request, string answer) => ReadRow.ShouldBe(row, Shape.Instruction, request, answer);

    [Fact]
    public void An_answer_that_is_turns_keeps_its_calls() => ReadRow.ShouldBe(
        """{"system":"S","prompt":[{"role":"user","content":"P"}],"completion":[{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}]}""",
        Shape.Instruction, "System: S", "User: P", "Assistant: ", "- f {}");

    [Fact]
    public void Definition_and_inputs_share_a_group_by_their_id() => ReadRow.ShouldBe(
        """{"task_name":"t","id":"task900-3c","definition":"Decide.","inputs":"Cold soup.","targets":"negative"}""",
        Shape.Instruction, "User: Decide. <- Cold soup.", "Assistant: negative", "group task900-3c");

    [Theory]
    [InlineData("""{"id":1,"instruction_id_list":["a:b"],"prompt":"Describe.","kwargs":[{},null],"responses_create_params":{"input":[{"role":"user","content":"Describe."}],"tools":[]}}""")]
    [InlineData("""{"id":1,"responses_create_params":{"input":[{"role":"user","content":"Describe."}],"tools":[]}}""")]
    public void A_request_to_be_verified_is_an_instruction(string row) => ReadRow.ShouldBe(row, Shape.Instruction, "User: Describe.");

    [Theory]
    [InlineData("<think>60 / 4.</think>15.", "15.", "60 / 4.")]
    [InlineData("<think>60 / 4.</think>\\n<answer>15.</answer>", "15.", "60 / 4.")]
    [InlineData("\\u003cthink\\u003e60 / 4.\\u003c/think\\u003e15.", "15.", "60 / 4.")]
    [InlineData("<think>60 / 4.", "", "60 / 4.")]
    public void Reasoning_stands_before_the_answer(string output, string answer, string thought) => ReadRow.ShouldBe(
        $$"""{"uuid":"u","input":"How long?","output":"{{output}}","domain":"math","meta":"{}"}""", Shape.Reasoning, "User: How long?", $"Assistant: {answer} thought {thought}");

    [Theory]
    [InlineData("""{"id":"5","title":"Ferry","context":"Ferries.","question":"When?","answers":{"text":["1811","x"],"answer_start":[50,1]}}""", "User: When?", "Assistant: 1811")]
    [InlineData("""{"question":"When?","answers":["1811"]}""", "User: When?", "Assistant: 1811")]
    [InlineData("""{"question":"When?","distractor3":"a","correct_answer":"1811","support":""}""", "User: When?", "Assistant: 1811")]
    [InlineData("""{"question":"How many?","answer":"3*12=<<3*12=36>>36\n#### 36"}""", "User: How many?", "Assistant: 3*12=<<3*12=36>>36\n#### 36")]
    public void A_question_and_its_answer_are_read(string row, string question, string answer) => ReadRow.ShouldBe(row, Shape.QuestionAnswer, question, answer);

    [Fact]
    public void A_question_may_be_an_object_and_have_no_answer() => ReadRow.ShouldBe(
        """{"id":"-5","document":{"title":"Ferry","html":"<p>x</p>"},"question":{"text":"what","tokens":["what"]},"annotations":{"id":["a"]}}""", Shape.QuestionAnswer, "User: what");

    [Fact]
    public void The_best_answer_is_taken_and_HTML_is_text() => ReadRow.ShouldBe(
        """{"qid":1,"question":"<p>Why &amp; how?</p>","answers":[{"pm_score":1,"text":"<p>No</p>"},{"pm_score":4,"text":"<p>Yes</p>"},{"pm_score":4,"text":"<p>Tie</p>"}]}""",
        Shape.ScoredAnswers, "User: Why & how?", "Assistant: Yes");

    [Theory]
    [InlineData("""{"prompt":[{"role":"user","content":"Why?"}],"data_source":"S","Rubrics":[{"criterion":"c","points":6}],"reward_model":{"rubrics":[]}}""", "User: Why?")]
    [InlineData("""{"source":"chat","query":"Why?","answer":"So.","rubrics":[{"criterion":"c","points":6}],"rubric_score":0.6}""", "User: Why?\nAssistant: So.")]
    public void A_request_with_rubrics_is_read_in_both_forms(string row, string lines) => ReadRow.ShouldBe(row, Shape.Rubric, lines);

    [Theory]
    [InlineData("""{"instruction":" \n","output":"x"}""", "no-request")]
    [InlineData("""{"id":"12","url":"u","title":"Ferry","text":"A ferry."}""", "no-request")]
    [InlineData("""{"prompt":[{"role":"user"}],"completion":"x"}""", "no-request")]
    [InlineData("""{"a":1,"b":2}""", "unknown-shape: No known form of row has these fields: a, b.")]
    [InlineData("""{}""", "unknown-shape")]
    [InlineData("""{"messages":null,"text":null}""", "no-request")]
    public void What_cannot_be_read_says_why(string row, string reason) => ReadRow.AsText(row).ShouldStartWith(reason);
}
