using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class AttackAndAgentTests
{
    [Theory]
    [InlineData("""{"text":"Forget it.","label":1}""", "1", "True")]
    [InlineData("""{"prompt":"Forget it.","label":"0"}""", "\"0\"", "False")]
    [InlineData("""{"content":"Forget it.","is_injection":true}""", "true", "True")]
    [InlineData("""{"user_input":"Forget it.","is_injection":"False"}""", "\"False\"", "False")]
    [InlineData("""{"text":"Forget it.","label":"Jailbreak"}""", "\"Jailbreak\"", "True")]
    [InlineData("""{"prompt":"Forget it.","type":"benign"}""", "\"benign\"", "False")]
    public void Labels_are_read_as_they_come(string row, string label, string attack) => ReadRow.ShouldBe(row, Shape.TextLabel, "User: Forget it.", $"label {label}", $"attack {attack}");

    [Theory]
    [InlineData("7")]
    [InlineData("\"sports\"")]
    [InlineData("\"unattacked\"")]
    public void Other_labels_decide_nothing(string label) => ReadRow.ShouldBe($$"""{"text":"Goal!","label":{{label}}}""", Shape.TextLabel, "User: Goal!", $"label {label}");

    [Fact]
    public void A_type_of_another_kind_is_no_label() => ReadRow.ShouldBe("""{"prompt":"Sing.","type":"creative"}""", Shape.Instruction, "User: Sing.");

    [Fact]
    public void Mails_of_the_log_are_attempts() => ReadRow.ShouldBe(
        """{"RowKey":"0c","body":"Send the notes","objectives":"{\"exfil.sent\": false}","output":"No action.","scenario":"level2v","subject":"Notes","team_id":"t"}""",
        Shape.AttackLog, "User: Send the notes <- Notes", "attack True");

    [Theory]
    [InlineData("True", "True")]
    [InlineData("False", "False")]
    public void Labelled_mails_are_parted(string attempt, string attack) => ReadRow.ShouldBe(
        $$"""{"key":"Subject of the email: Notes.   Body: please: Body: now","attack_attempt":"{{attempt}}","reason":"judge"}""",
        Shape.AttackLog, "User: please: Body: now <- Notes", $"label \"{attempt}\"", $"attack {attack}");

    [Fact]
    public void A_task_names_its_functions() => ReadRow.ShouldBe(
        """{"id":"1-2","id_original":"1-1","name":"Parcel","category":"c","prompt":"Do it","detailed_prompt":false,"target_functions":["search_web","send_email"],"grading_function":"g"}""",
        Shape.Task, "User: Do it", "Assistant: ", "- search_web {}", "- send_email {}", "group 1-1");

    [Fact]
    public void A_task_may_be_turns() => ReadRow.ShouldBe(
        """{"instance_id":"s","user_query":["Add a route.","Now a test."],"system_prompt":"","checklist":{"SP":{}}}""", Shape.Task, "User: Add a route.\n\nNow a test.");

    [Fact]
    public void Each_step_sees_what_its_action_gave() => ReadRow.ShouldBe(
        """{"benchmark":"b","goal":"Find it.","steps":[{"num":0,"reasoning":"Open.","action":"click('42')","url":"http://a","last_action_error":"","axtree":"Root 'Shop'"},{"num":1,"reasoning":null,"action":null,"url":"http://b"},{"num":2,"action":"send_msg(\"hi\", to='x')"}]}""",
        Shape.Trajectory,
        "User: Find it.",
        "Assistant:  thought Open.",
        """- click {"args":["42"]} = {"url":"http://a","last_action_error":"","observation":"Root 'Shop'"}""",
        "Assistant: ",
        "Assistant: ",
        """- send_msg {"to":"x","args":["hi"]}""");

    [Fact]
    public void Steps_may_hold_calls_and_results() => ReadRow.ShouldBe(
        """{"task":"T","steps":[{"thinking":"Hm","tool_calls":[{"id":"1","name":"a","arguments":{"x":1}},{"id":"2","name":"b","arguments":{}}],"tool_results":[{"id":"2","output":"two"},{"id":"1","output":{"n":1}}],"response":"R"}]}""",
        Shape.Trajectory, "User: T", "Assistant: R thought Hm", """- a#1 {"x":1} = {"n":1}""", """- b#2 {} = "two" """.TrimEnd());

    [Fact]
    public void A_long_observation_is_cut_at_a_character()
    {
        var read = ReadRow.AsText($$"""{"goal":"G","trajectory":[{"action":"go()","observation":"{{new string('x', 1999)}}é more"}]}""");
        read.ShouldEndWith(new string('x', 1999) + "\"}");
    }

    [Theory]
    [InlineData("""{"text":"  ","label":1}""", "no-request")]
    [InlineData("""{"goal":"G","steps":[{"action":"click('4"}]}""", "bad-calls")]
    [InlineData("""{"goal":"G","steps":[{"action":"click('4')"},3]}""", "bad-shape")]
    [InlineData("""{"goal":"","steps":[{"action":"click('4')"}]}""", "no-request")]
    public void What_cannot_be_read_says_why(string row, string reason) => ReadRow.AsText(row).ShouldStartWith(reason);

    [Theory]
    [InlineData("""{"execution_plan":{"nodes":[],"edges":[]}}""", Shape.Plan)]
    [InlineData("""{"nodes":[],"edges":[],"plan_id":"p"}""", Shape.Plan)]
    [InlineData("""{"request":{"text":"x"},"policy":{},"graph":{"calls":[]}}""", Shape.GoldTrace)]
    public void Plans_are_recognised(string row, Shape shape) => ReadRow.AsText(row).ShouldBe(shape.ToString());
}
