using System.Text;
using System.Text.RegularExpressions;
using Quern.Plans.Inference;
using Quern.Tests.House;

namespace Quern.Tests.Plans.Inference;

public sealed partial class ToolTableTests
{
    private static readonly ToolTable Table = InferenceTables.Standard.Tools;

    [Fact]
    public void The_page_shows_what_the_table_says()
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(ApprovedText.Root, "docs", "plans.md")));
        rows.Count.ShouldBe(Table.Tools.Count);
        foreach (Match row in rows)
        {
            var tool = InferenceTables.Standard.Find(Encoding.UTF8.GetBytes(row.Groups["tool"].Value)).ShouldNotBeNull();
            (tool.Level.ToString(), Encoding.UTF8.GetString(tool.Intent)).ShouldBe((row.Groups["level"].Value, row.Groups["intent"].Value));
            foreach (var verb in row.Groups["verbs"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Word(verb).Verb.ShouldNotBeNull(verb).Tool.ShouldBeSameAs(tool);
            }
        }
    }

    [Theory]
    [InlineData("summary", "summarize")]
    [InlineData("translation", "translate")]
    [InlineData("email", "write")]
    [InlineData("e mail", "write")]
    [InlineData("message", "write")]
    [InlineData("letter", "write")]
    [InlineData("haiku", "write")]
    [InlineData("program", "write")]
    [InlineData("average", "calculate")]
    [InlineData("percentage", "calculate")]
    [InlineData("comparison", "analyze")]
    [InlineData("explanation", "explain")]
    [InlineData("list", "list")]
    [InlineData("search", "search")]
    public void Nouns_of_the_page_are_in_the_table(string noun, string tool)
        => Word(noun).Noun.ShouldNotBeNull().Tool.Name.ShouldBe(Encoding.UTF8.GetBytes(tool));

    private static ToolWord Word(string phrase)
    {
        var scan = new PhraseScan(Encoding.UTF8.GetBytes(phrase), Table.Phrases);
        scan.Next().ShouldBeTrue();
        scan.End.ShouldBe(phrase.Length);
        return Table.Words[scan.Phrase];
    }

    [GeneratedRegex(@"^\| `(?<tool>\w+)` \|(?<verbs>[^|`]*)\| (?<level>\d) \| ?(?<intent>\w*) ?\|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
