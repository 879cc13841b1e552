using Quern.Plans;
using Quern.Plans.Quality;

namespace Quern.Tests.Plans;

public sealed class PlanQualityTests
{
    private static readonly ToPlanOptions Older = new() { Layout = PlanLayout.Gatling };

    [Fact]
    public void Calls_have_no_instruction_and_are_kept_in_either_layout()
    {
        var calls = PlanBench.Calls("Go", ("a_b", "{}", ""), ("c_d", "{\"x\":1}", ""));
        PlanBench.Quality(PlanBench.Text(calls)).ShouldBe("kept");
        PlanBench.Quality(PlanBench.Text(calls, Older)).ShouldBe("kept");
        PlanBench.Quality(PlanBench.Text(PlanBench.Calls("Go", ("a_b", "{\"instruction\":\"Go\"}", "")))).ShouldBe("kept");
    }

    [Theory]
    [InlineData("Hi", "short-instruction")]
    [InlineData("Tell me about mills", "kept")]
    [InlineData("😀😀😀😀😀😀😀😀😀", "short-instruction")]
    [InlineData("\\n\\n\\n\\n\\n\\n\\n\\n\\na", "kept")]
    public void An_instruction_of_few_characters_is_short(string text, string expected)
        => PlanBench.Quality(PlanBench.Text("{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")).ShouldBe(expected);

    [Fact]
    public void One_instruction_that_is_long_enough_is_enough()
        => PlanBench.Quality(PlanBench.Text(PlanBench.Talk("Hi", "Hello.", "Tell me about mills", "They mill."))).ShouldBe("kept");

    [Theory]
    [InlineData("""{"execution_plan":{"nodes":[],"edges":[]}}""", "empty-plan")]
    [InlineData("""{"execution_plan":{"nodes":[{"tool_name":"unknown_tool"},{"tool_name":"unknown"},{"tool_name":""},7],"edges":[]}}""", "unknown-tools-only")]
    [InlineData("""{"execution_plan":{"nodes":[{"tool_name":"unknown_tool"},{"tool_name":"known"}]}}""", "kept")]
    [InlineData("""{"text":"x"}""", "quarantined: not-a-plan")]
    [InlineData("""{"execution_plan":"x"}""", "quarantined: not-a-plan")]
    [InlineData("""{"execution_plan":{"nodes":{}}}""", "quarantined: not-a-plan")]
    public void Plans_that_say_nothing_are_dropped(string row, string expected) => PlanBench.Quality(row).ShouldBe(expected);

    [Fact]
    public void Options_drop_more()
    {
        var plan = PlanBench.Text("""{"conversation":[{"role":"user","content":"Tell me about mills"},{"role":"assistant","content":"No"},{"role":"user","content":"Tell me more about mills"}],"language":"English","toxic":true,"redacted":false}""");
        PlanBench.Quality(plan).ShouldBe("kept");
        PlanBench.Quality(plan, new PlanQualityOptions { DropToxic = true }).ShouldBe("toxic");
        PlanBench.Quality(plan, new PlanQualityOptions { DropRedacted = true }).ShouldBe("kept");
        PlanBench.Quality(plan, new PlanQualityOptions { Language = ["German"] }).ShouldBe("other-language");
        PlanBench.Quality(plan, new PlanQualityOptions { Language = ["German", "English"] }).ShouldBe("kept");
        PlanBench.Quality(plan, new PlanQualityOptions { MaxNodes = 1 }).ShouldBe("many-nodes");
        PlanBench.Quality(plan, new PlanQualityOptions { MaxInstruction = 20 }).ShouldBe("long-instruction");
    }

    [Fact]
    public void Counting_keeps_everything()
    {
        var fate = PlanBench.Apply(new PlanQualityStep(new PlanQualityOptions { Mode = PlanQualityMode.Count }), PlanBench.Text(PlanBench.Talk("Hi")));
        fate.Json.ShouldNotBeNull();
        fate.Counted.ShouldBe(["schema:conversation", "rejected:conversation:short-instruction"]);
    }
}
