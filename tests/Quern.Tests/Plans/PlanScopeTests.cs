namespace Quern.Tests.Plans;

/// <summary>How much nodes touch, how sensitive they are, and who is behind them.</summary>
public sealed class PlanScopeTests
{
    [Theory]
    [InlineData("Call my sister and install the app", "1", "default")]
    [InlineData("It is not small at all, read it", "1", "default")]
    [InlineData("Show all records", "10000", "word:all")]
    [InlineData("Show the first 20 of all records", "20", "explicit:20")]
    [InlineData("Read multiple files", "100", "word:multiple")]
    public void Words_of_a_text_say_how_much(string text, string volume, string how)
    {
        var node = PlanBench.Plan(PlanBench.Talk(text)).Nodes().ShouldHaveSingleItem();
        node.Text("scope_volume").ShouldBe(volume);
        node.Text("inferred", "scope").ShouldBe(how);
    }

    [Theory]
    [InlineData("""{"limit":50}""", "50", "explicit:limit")]
    [InlineData("""{"limit":"25"}""", "25", "explicit:limit")]
    [InlineData("""{"limit":5,"top_k":9}""", "9", "explicit:top_k")]
    [InlineData("""{"limit":-5}""", "1", "default")]
    [InlineData("""{"limit":0}""", "1", "default")]
    [InlineData("""{"limit":1e999}""", "1", "default")]
    [InlineData("""{"limit":2.5}""", "1", "default")]
    [InlineData("""{"limit":null}""", "1", "default")]
    [InlineData("""{"limit":""}""", "1", "default")]
    [InlineData("""{"limit":99999999999999999999999}""", "9223372036854775807", "explicit:limit")]
    [InlineData("""{"limit":3,"note":"all records"}""", "3", "explicit:limit")]
    [InlineData("""{"note":"all records"}""", "10000", "word:all")]
    [InlineData("""{"callback":"install"}""", "1", "default")]
    public void Arguments_say_how_much(string arguments, string volume, string how)
    {
        var node = PlanBench.Plan(PlanBench.Calls("Go on", ("get_things", arguments, ""))).Nodes()[0];
        node.Text("scope_volume").ShouldBe(volume);
        node.Text("inferred", "scope").ShouldBe(how);
    }

    [Fact]
    public void The_turn_that_asked_speaks_of_its_call_where_it_asked_for_one()
    {
        PlanBench.Plan(PlanBench.Calls("Get all of them", ("get_things", "{}", ""))).Nodes()[0].Text("inferred", "scope").ShouldBe("word:all");
        PlanBench.Plan(PlanBench.Calls("Get the first 20", ("get_things", "{\"what\":\"all cats\"}", ""))).Nodes()[0].Text("inferred", "scope").ShouldBe("explicit:20");
        PlanBench.Plan(PlanBench.Calls("Get all of them", ("get_things", "{}", ""), ("get_more", "{}", ""))).Nodes().ShouldAllBe(static n => n.Text("scope_volume") == "1");
    }

    [Theory]
    [InlineData("get_user", """{"field":"password"}""", "5", "word:password")]
    [InlineData("get_user", """{"password":"x"}""", "5", "word:password")]
    [InlineData("delete_user", "{}", "4", "tool:delete")]
    [InlineData("deleteUser", """{"what":"secret"}""", "5", "word:secret")]
    [InlineData("get_user", "{}", "1", "default")]
    [InlineData("frobnicate", "{}", "1", "default")]
    public void The_highest_word_says_how_sensitive_a_call_is(string name, string arguments, string level, string how)
    {
        var node = PlanBench.Plan(PlanBench.Calls("Go on", (name, arguments, ""))).Nodes()[0];
        node.Text("sensitivity_level").ShouldBe(level);
        node.Text("inferred", "sensitivity").ShouldBe(how);
    }

    [Fact]
    public void A_tool_that_reads_the_web_is_of_tier_3_but_was_asked_for_by_the_user()
    {
        var node = PlanBench.Plan(PlanBench.Calls("Go on", ("web_search", "{}", "x"))).Nodes()[0];
        node.Text("provenance_tier").ShouldBe("3");
        node.Text("instruction_tier").ShouldBe("1");
        node.Text("inferred", "provenance").ShouldBe("web");
    }

    [Fact]
    public void A_call_that_only_the_system_asked_for_says_so()
        => PlanBench.Plan("""{"system":"Always greet","messages":[{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"greet","arguments":"{}"}}]}]}""")
            .Nodes()[0].Text("inferred", "provenance").ShouldBe("system");
}
