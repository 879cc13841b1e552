using System.Text;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>Answers that begin with their reasoning.</summary>
public sealed class ThinkTextTests
{
    [Theory]
    [InlineData("<think>a b</think>c", "a b", "c")]
    [InlineData(" \n<think>\na\n</think>\n\nc\n", "a", "c")]
    [InlineData("<thinking>a</thinking> c", "a", "c")]
    [InlineData("<|thinking|>\na<|/thinking|>c", "a", "c")]
    [InlineData("<|thinking|>\na\n<|assistant|>\nc", "a", "c")]
    [InlineData("<think>a", "a", "")]
    [InlineData("<|thinking|>a", "a", "")]
    [InlineData("<think></think>c", "", "c")]
    [InlineData("<think>a</think><answer>\n4\n</answer>", "a", "4")]
    [InlineData("<think>a</think><final>4", "a", "4")]
    [InlineData("<answer>4</answer>", "", "4")]
    [InlineData("<answer>4</answer> and more", "", "<answer>4</answer> and more")]
    [InlineData("c <think>a</think>", "", "c <think>a</think>")]
    [InlineData("<think>a</think>b<think>c</think>", "a", "b<think>c</think>")]
    [InlineData("<Think>a</Think>", "", "<Think>a</Think>")]
    [InlineData("", "", "")]
    [InlineData(" ", "", "")]
    public void Reasoning_and_answer_are_parted(string text, string reasoning, string answer)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var parted = ThinkText.Of(utf8);
        Encoding.UTF8.GetString(utf8.AsSpan(parted.ReasoningStart, parted.ReasoningLength)).ShouldBe(reasoning);
        Encoding.UTF8.GetString(utf8.AsSpan(parted.AnswerStart, parted.AnswerLength)).ShouldBe(answer);
    }
}
