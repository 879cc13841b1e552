namespace Quern.Cli.Tests.Mixing;

/// <summary>What <c>quern split</c> refuses, and that it leaves everything as it was.</summary>
public sealed class SplitUsageTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("No input was named.", "-o", "out")]
    [InlineData("The option '--output' is missing", "in.jsonl")]
    [InlineData("--output expects a folder for the parts; found '-'.", "in.jsonl", "-o", "-")]
    [InlineData("--output expects a folder for the parts; found 'in.jsonl'.", "in.jsonl", "-o", "in.jsonl")]
    [InlineData("--format expects one of jsonl, jsonl.gz, parquet, csv; found 'xml'.", "in.jsonl", "-o", "out", "--format", "xml")]
    [InlineData("The shares 80 + 10 add up to 90; they must add up to 100 or to 1.", "in.jsonl", "-o", "out", "--train", "80", "--test", "10")]
    [InlineData("A split needs at least two parts.", "in.jsonl", "-o", "out", "--train", "100")]
    [InlineData("The share of val cannot be 0", "in.jsonl", "-o", "out", "--train", "100", "--val", "0")]
    [InlineData("--train expects a number; found 'most'", "in.jsonl", "-o", "out", "--train", "most", "--test", "50")]
    [InlineData("The part 'train' is named twice.", "in.jsonl", "-o", "out", "--train", "60", "--part", "train=40")]
    [InlineData("The option --part names 'x' twice.", "in.jsonl", "-o", "out", "--part", "x=60", "--part", "x=40")]
    [InlineData("The option --part expects NAME=SHARE; found 'x'.", "in.jsonl", "-o", "out", "--part", "x", "--part", "y=40")]
    [InlineData("The part '../x' gives a file its name", "in.jsonl", "-o", "out", "--part", "../x=60", "--part", "y=40")]
    [InlineData("split.rejects.jsonl is an output, and the statistics or the rejected rows go to a file of that name", "in.jsonl", "-o", "out", "--part", "split.rejects=60", "--part", "y=40")]
    [InlineData("The option '--group' names no field.", "in.jsonl", "-o", "out", "--group", "")]
    [InlineData("The option '--field' expects the name of a field of the row itself", "in.jsonl", "-o", "out", "--field", "a.b")]
    [InlineData("add --group-near-duplicates", "in.jsonl", "-o", "out", "--threshold", "0.5")]
    [InlineData("add --group-near-duplicates", "in.jsonl", "-o", "out", "--by", "text")]
    [InlineData("threshold cannot be 2", "in.jsonl", "-o", "out", "--group-near-duplicates", "--threshold", "2")]
    [InlineData("expects the name of a field of the row itself; found 'a.b'", "in.jsonl", "-o", "out", "--group-near-duplicates", "--cluster-field", "a.b")]
    [InlineData("parts/train.jsonl exists already. Use --force to replace it", "in.jsonl", "-o", "parts")]
    [InlineData("parts/train.jsonl is both input and output; write to another file.", "parts/train.jsonl", "-o", "parts")]
    [InlineData("parts/train.jsonl is both input and output; write to another file.", "parts/train.jsonl", "-o", "parts", "--force")]
    [InlineData("in.jsonl is named twice", "in.jsonl", "./in.jsonl", "-o", "out")]
    public void Wrong_usage_is_2_and_nothing_is_done(string message, params string[] arguments)
    {
        _quern.Write("in.jsonl", MixingRows.Of("a", 20));
        _quern.Write("parts/train.jsonl", MixingRows.Of("b", 20));
        var before = Directory.GetFileSystemEntries(_quern.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var outcome = _quern.Run(["split", .. arguments]);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(message);
        Directory.GetFileSystemEntries(_quern.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ShouldBe(before);
        _quern.Read("in.jsonl").ShouldBe(MixingRows.Of("a", 20));
        _quern.Read("parts/train.jsonl").ShouldBe(MixingRows.Of("b", 20));
    }

    [Fact]
    public void What_exists_is_replaced_when_it_is_forced()
    {
        _quern.Write("in.jsonl", MixingRows.Of("a", 20));
        _quern.Write("parts/train.jsonl", "old\n");
        _quern.Run("split", "in.jsonl", "-o", "parts", "--force").Exit.ShouldBe(0);
        _quern.Lines("parts/train.jsonl").Length.ShouldBe(16);
        var again = _quern.Run("split", "in.jsonl", "-o", "parts");
        again.Exit.ShouldBe(2);
        again.Errors.ShouldContain("parts/train.jsonl exists already");
        _quern.Run("split", "in.jsonl", "-o", "parts", "--force").Exit.ShouldBe(0);
    }
}
