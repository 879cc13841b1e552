namespace Quern.Cli.Tests;

/// <summary>A wrong command line ends in exit code 2 with a sentence that says what to do; nothing is made or changed.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("convrt rows.jsonl", "Did you mean 'convert'?")]
    [InlineData("convert rows.jsonl --outptu new.jsonl", "Did you mean '--output'?")]
    [InlineData("filter rows.jsonl --min 7 -o new.jsonl", "'--field' is missing")]
    [InlineData("filter rows.jsonl --field a --min seven -o new.jsonl", "--min expects a number; found 'seven'")]
    [InlineData("convert rows.jsonl -o new.jsonl --workers 0", "--workers cannot be 0")]
    [InlineData("convert rows.jsonl -o new.jsonl --tolerance 2", "--tolerance cannot be 2")]
    [InlineData("view rows.jsonl -n few", "expects a whole number; found 'few'")]
    [InlineData("convert rows.jsonl -o", "--output needs a value")]
    [InlineData("convert rows.jsonl -o taken.jsonl", "taken.jsonl exists already. Use --force")]
    [InlineData("convert -o new.jsonl", "No input was named")]
    [InlineData("convert row.jsonl -o new.jsonl", "Did you mean rows.jsonl?")]
    [InlineData("convert nowhere/row.jsonl -o new.jsonl", "there is no folder nowhere")]
    [InlineData("convert *.parquet -o new.jsonl", "No file matches *.parquet")]
    [InlineData("convert rows.jsonl -o rows.jsonl", "rows.jsonl is both input and output")]
    [InlineData("convert rows.jsonl -o rows.jsonl --force", "rows.jsonl is both input and output")]
    [InlineData("convert rows.jsonl -o new.xyz", "new.xyz: the extension does not say how to write it")]
    [InlineData("convert - - -o new.jsonl", "Standard input (-) was named twice")]
    [InlineData("convert - --input - -o new.jsonl", "Standard input (-) was named twice")]
    [InlineData("convert rows.jsonl --json", "name a file with --output")]
    [InlineData("sample rows.jsonl -o new.jsonl", "sample needs")]
    [InlineData("completion tcsh", "There is no completion for 'tcsh'")]
    [InlineData("completion", "SHELL (bash, zsh or fish) is missing")]
    public void It_is_refused_with_advice_and_nothing_is_done(string line, string expected)
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", "{\"a\":1}\n");
        quern.Write("taken.jsonl", "{\"old\":true}\n");
        var outcome = quern.Run(line.Split(' '));
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.OutputBytes.ShouldBeEmpty();
        outcome.Errors.ShouldContain(expected);
        outcome.Errors.ShouldNotContain("   at Quern.");
        quern.Read("rows.jsonl").ShouldBe("{\"a\":1}\n");
        quern.Read("taken.jsonl").ShouldBe("{\"old\":true}\n");
        Directory.GetFileSystemEntries(quern.Folder).Length.ShouldBe(2);
    }

    [Fact]
    public void All_faults_are_said_at_once()
    {
        using var quern = new QuernProgram();
        var outcome = quern.Run("filter", "-o", "x.jsonl", "--min", "seven", "--workers", "none");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("No input was named");
        outcome.Errors.ShouldContain("'seven'");
        outcome.Errors.ShouldContain("'none'");
        outcome.Errors.ShouldContain("'--field' is missing");
    }

    [Fact]
    public void Force_replaces_what_is_there()
    {
        using var quern = new QuernProgram();
        quern.Write("rows.jsonl", "{\"a\":1}\n");
        quern.Write("taken.jsonl", "{\"old\":true}\n");
        quern.Run("convert", "rows.jsonl", "-o", "taken.jsonl", "--force").Exit.ShouldBe(0);
        quern.Read("taken.jsonl").ShouldBe("{\"a\":1}\n");
    }
}
