namespace Quern.Cli.Tests.Mixing;

/// <summary>What <c>quern mix</c> refuses, and that it leaves everything as it was.</summary>
public sealed class MixUsageTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("No source was named.")]
    [InlineData("A mix needs one of shares, rows, temperature and preset", "a.jsonl", "b.jsonl")]
    [InlineData("A mix takes only one of shares, rows, temperature and preset", "a.jsonl:1", "b.jsonl:1", "--temperature", "2")]
    [InlineData("some have none: b.jsonl. Give each one, 0 to leave it out.", "a.jsonl:60", "b.jsonl")]
    [InlineData("some have none: b.jsonl:-3.", "a.jsonl:60", "b.jsonl:-3")]
    [InlineData("at least one source with a share above 0", "a.jsonl:0", "b.jsonl:0")]
    [InlineData("A mix cannot have 0 rows.", "a.jsonl:1", "b.jsonl:1", "--total", "0")]
    [InlineData("A mix cannot have -5 rows.", "a.jsonl:1", "b.jsonl:1", "--total", "-5")]
    [InlineData("--total expects a whole number; found '2.5'", "a.jsonl:1", "b.jsonl:1", "--total", "2.5")]
    [InlineData("The rows of 'a' expect a whole number; found '1.5'.", "a.jsonl:1.5", "b.jsonl:1", "--counts")]
    [InlineData("says it twice", "a.jsonl:1", "b.jsonl:1", "--counts", "--total", "5")]
    [InlineData("The shares stand behind the files and under --shares; say them once.", "a.jsonl:1", "b.jsonl:1", "--shares", "a=3")]
    [InlineData("The rows stand behind the files and under --rows; say them once.", "a.jsonl:1", "b.jsonl:1", "--counts", "--rows", "a=3")]
    [InlineData("Some shares are percentages and some are not", "a.jsonl:60%", "b.jsonl:40")]
    [InlineData("nothing about the source 'b'", "a.jsonl", "b.jsonl", "--shares", "a=3")]
    [InlineData("The mix names 'x', and no source is called so.", "a.jsonl", "b.jsonl", "--shares", "a=3", "--shares", "x=1", "--shares", "b=1")]
    [InlineData("Two sources are called 'a': a.jsonl and sub/a.jsonl. Name them, such as first=a.jsonl.", "a.jsonl:1", "sub/a.jsonl:1")]
    [InlineData("a.jsonl is named twice; its rows would count twice.", "x=a.jsonl:1", "y=a.jsonl:1")]
    [InlineData("nope.jsonl was not found.", "nope.jsonl:1", "a.jsonl:1")]
    [InlineData("No file matches d*.", "d*:1", "a.jsonl:1")]
    [InlineData("Standard input (-) was named twice; it can be read once.", "x=-:1", "y=-:1")]
    [InlineData("'gard'. Did you mean 'guard'?", "a.jsonl", "b.jsonl", "--preset", "gard")]
    [InlineData("The mix names 'benign', and no source is called so.", "a.jsonl", "b.jsonl", "--preset", "guard")]
    [InlineData("Without a total no source can be short", "a.jsonl:1", "b.jsonl:1", "--when-short", "fill")]
    [InlineData("--when-short expects", "a.jsonl:1", "b.jsonl:1", "--when-short", "beg")]
    [InlineData("A row cannot be taken 0 times", "a.jsonl:1", "b.jsonl:1", "--epochs", "0")]
    [InlineData("The option '--mark' expects the name of a field", "a.jsonl:1", "b.jsonl:1", "--mark", "a.b")]
    [InlineData("a.jsonl is both input and output", "a.jsonl:1", "b.jsonl:1", "-o", "a.jsonl", "--force")]
    [InlineData("taken.jsonl exists already. Use --force to replace it", "a.jsonl:1", "b.jsonl:1", "-o", "taken.jsonl")]
    [InlineData("out.docx: the extension does not say how to write it.", "a.jsonl:1", "b.jsonl:1", "-o", "out.docx")]
    [InlineData("--json prints the result on standard output", "a.jsonl:1", "b.jsonl:1", "--json")]
    [InlineData("There is no option --totl for mix. Did you mean '--total'?", "a.jsonl:1", "--totl", "5")]
    public void Wrong_usage_is_2_and_nothing_is_done(string message, params string[] arguments)
    {
        foreach (var file in new[] { "a.jsonl", "b.jsonl", "sub/a.jsonl", "taken.jsonl" })
        {
            _quern.Write(file, MixingRows.Of(file, 3));
        }

        var before = Directory.GetFileSystemEntries(_quern.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var outcome = _quern.Run(["mix", .. arguments]);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(message);
        outcome.Errors.ShouldNotContain("some have none: .");
        Directory.GetFileSystemEntries(_quern.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ShouldBe(before);
        _quern.Read("taken.jsonl").ShouldBe(MixingRows.Of("taken.jsonl", 3));
        _quern.Read("a.jsonl").ShouldBe(MixingRows.Of("a.jsonl", 3));
    }

    [Fact]
    public void What_exists_is_replaced_when_it_is_forced()
    {
        _quern.Write("a.jsonl", MixingRows.Of("a", 3));
        _quern.Write("out.jsonl", "old\n");
        _quern.Run("mix", "a.jsonl:1", "-o", "out.jsonl", "--force").Exit.ShouldBe(0);
        _quern.Count("out.jsonl", "a").ShouldBe(3);
    }
}
