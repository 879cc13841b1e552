using System.Text;
using Quern.Plans.Inference;

namespace Quern.Tests.Plans.Inference;

public sealed class ToolReadingTests
{
    private readonly TextReading _reading = new(InferenceTables.Standard);

    [Theory]
    [InlineData("Search the web for mills", "search", "word:search")]
    [InlineData("Can you please send the report", "send", "word:send")]
    [InlineData("I want you to translate this", "translate", "word:translate")]
    [InlineData("I would like you to summarize it", "summarize", "word:summarize")]
    [InlineData("I’d like you to summarize it", "summarize", "word:summarize")]
    [InlineData("I read that the list is long. Delete it.", "delete", "word:delete")]
    [InlineData("the search results are wrong, fix them", "update", "word:fix")]
    [InlineData("Name three rivers", "list", "word:name")]
    [InlineData("my name is Bob, translate this", "translate", "word:translate")]
    [InlineData("Write a list of mills", "write", "word:write")]
    [InlineData("Look up the opening hours", "search", "word:look up")]
    [InlineData("  \"Compute\" it", "calculate", "word:compute")]
    [InlineData("- Delete the first\n- Keep the second", "delete", "word:delete")]
    [InlineData("Here is what to do\n-Delete it", "delete", "word:delete")]
    [InlineData("Steps:\n1) Open the door\n2) Send it", "read", "word:open")]
    [InlineData("Thanks\n2. Classify these", "classify", "word:classify")]
    [InlineData("• Sort these words", "classify", "word:sort")]
    [InlineData("**Rewrite** the text", "update", "word:rewrite")]
    [InlineData("Here is a text! Then convert it", "convert", "word:convert")]
    [InlineData("Task: EXPLAIN gravity", "explain", "word:explain")]
    [InlineData("Hello, could you draft a note", "write", "word:draft")]
    [InlineData("Let's book a table", "schedule", "word:book")]
    [InlineData("The weather is nice and i will install it", "run", "word:install")]
    [InlineData("Email Bob the numbers", "send", "word:email")]
    [InlineData("E-mail Bob the numbers", "send", "word:e-mail")]
    [InlineData("Don't delete it, just read it", "read", "word:read")]
    [InlineData("Do not send anything", "execute_instruction", "default")]
    [InlineData("delete_user 7", "delete", "word:delete")]
    [InlineData("Please use undelete", "execute_instruction", "default")]
    [InlineData("A backup of the house is wanted", "execute_instruction", "default")]
    [InlineData("A good summary of the book", "summarize", "word:summary")]
    [InlineData("An essay about rain", "write", "word:essay")]
    [InlineData("What is the sum of 3 and 4?", "calculate", "word:sum")]
    [InlineData("How long should I soak chickpeas?", "search", "word:how")]
    [InlineData("What's the capital of Norway?", "search", "word:what")]
    [InlineData("So, who won?", "search", "word:who")]
    [InlineData("Anna asked who won", "execute_instruction", "default")]
    [InlineData("Calculate 3+4", "calculate", "word:calculate")]
    [InlineData("Download page 7", "fetch", "word:download")]
    [InlineData("Export the table", "export", "word:export")]
    [InlineData("Compare and contrast bread and cake", "analyze", "word:compare and contrast")]
    [InlineData("Übersetze diesen Satz und lösche alles", "execute_instruction", "default")]
    [InlineData("请帮我写一首诗", "execute_instruction", "default")]
    [InlineData("os.remove is slow", "delete", "word:remove")]
    [InlineData("", "execute_instruction", "default")]
    [InlineData("???", "execute_instruction", "default")]
    [InlineData("Make sure the door is closed; run the test", "run", "word:run")]
    public void The_tool_of_a_text(string text, string tool, string how) => Read(text).ShouldBe((tool, how));

    [Theory]
    [InlineData(994, "delete")]
    [InlineData(995, "execute_instruction")]
    [InlineData(2000, "execute_instruction")]
    public void Only_the_beginning_of_a_text_is_looked_at(int before, string tool)
        => Read(new string('x', before - 1) + " delete").Tool.ShouldBe(tool);

    [Fact]
    public void A_word_that_the_limit_cuts_is_no_word() => Read(new string('x', 993) + " deleterious").Tool.ShouldBe("execute_instruction");

    [Fact]
    public void The_first_text_decides()
    {
        _reading.Begin();
        _reading.AddWords("delete_it"u8);
        _reading.Add("Translate it"u8);
        _reading.Add("Delete it"u8);
        Encoding.UTF8.GetString(_reading.Tool.Tool.Name).ShouldBe("translate");
    }

    [Fact]
    public void A_tool_has_level_and_intent()
    {
        _reading.Begin();
        _reading.Add("Purge it"u8);
        var tool = _reading.Tool.Tool;
        (tool.Level, tool.Deletes, Encoding.UTF8.GetString(tool.Intent)).ShouldBe((4, true, "delete"));
    }

    private (string Tool, string How) Read(string text)
    {
        _reading.Begin();
        _reading.Add(Encoding.UTF8.GetBytes(text));
        return (Encoding.UTF8.GetString(_reading.Tool.Tool.Name), Encoding.UTF8.GetString(_reading.Tool.How));
    }
}
