using System.Text;
using Quern.Plans.Inference;

namespace Quern.Tests.Plans.Inference;

public sealed class ReasoningActionsTests
{
    private readonly ReasoningActions _actions = new(InferenceTables.Standard);

    [Theory]
    [InlineData("Let me calculate the sum. It is 4.", "calculate|Let me calculate the sum.")]
    [InlineData("I need to search for it. Then send it!", "search|I need to search for it.;send|Then send it!")]
    [InlineData("First, list the parts", "list|First, list the parts")]
    [InlineData("So now, let's compare 1.5 and 2.5. Good.", "analyze|So now, let's compare 1.5 and 2.5.")]
    [InlineData("Let’s find x\nFinally, I should carefully check it\n", "search|Let’s find x;read|Finally, I should carefully check it")]
    [InlineData("Let me check. Hmm. Let me check.", "read|Let me check.")]
    [InlineData("Okay, I'll have to solve this", "calculate|Okay, I'll have to solve this")]
    [InlineData("Next, we need to divide by 3.", "calculate|Next, we need to divide by 3.")]
    [InlineData("Let me think. I will let me be. List it. Please delete it.", "")]
    [InlineData("First name is Bob. Then the list is long. Now 3 find", "")]
    [InlineData("He said let me delete it", "")]
    [InlineData("So calculate", "")]
    [InlineData("", "")]
    [InlineData("1. First, translate it.\n2. Then summarize it.", "translate|First, translate it.;summarize|Then summarize it.")]
    [InlineData("我 let me find", "")]
    public void The_actions_that_a_reasoning_names(string text, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        _actions.Read(utf8);
        var found = new List<string>();
        foreach (var action in _actions.Found)
        {
            found.Add($"{Encoding.UTF8.GetString(action.Guess.Tool.Name)}|{Encoding.UTF8.GetString(utf8.AsSpan(action.Start, action.Length))}");
        }

        string.Join(';', found).ShouldBe(expected);
    }

    [Fact]
    public void There_are_at_most_sixteen()
    {
        _actions.Read(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 100).Select(static i => $"Let me find {i}"))));
        _actions.Found.Length.ShouldBe(ReasoningActions.Most);
    }
}
