namespace Quern.Cli.Tests;

/// <summary>What the exit code says about how a call ended, a meaning at a time; and what it leaves behind.</summary>
public sealed class ExitCodeTests : IDisposable
{

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void Done_is_0()
    {
        _quern.Write("in.jsonl", "{\"n\": 1}\n");
        _quern.Run("convert", "in.jsonl", "-o", "out.jsonl").Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.jsonl.gz")]
    [InlineData("rows.parquet")]
    [InlineData("rows.csv")]
    public void A_full_disk_is_1_and_leaves_nothing(string output)
    {
        using var disk = TinyDisk.Mount(_quern.At("disk"));
        WriteManyRows("in.jsonl", 60_000);
        var outcome = _quern.Run("convert", "in.jsonl", "-o", $"disk/{output}");
        ShouldSayThatTheDiskIsFull(outcome, $"disk/{output}");
        Directory.GetFileSystemEntries(_quern.At("disk")).ShouldBeEmpty();
    }

    [Fact]
    public void A_disk_that_is_full_of_checkpoints_is_1_and_the_run_goes_on_elsewhere()
    {
        using var disk = TinyDisk.Mount(_quern.At("disk"));
        WriteManyRows("in.jsonl", 60_000);
        _quern.Write("r.yaml", Recipe("in.jsonl", "disk/rows.jsonl"));
        var outcome = _quern.Run("run", "r.yaml", "--folder", "disk/run");
        outcome.Exit.ShouldBe(1, outcome.Errors);
        outcome.Errors.ShouldContain("disk/run");
        outcome.Errors.ShouldContain("space");
        outcome.Errors.ShouldNotContain("a defect");
        File.Exists(_quern.At("disk/rows.jsonl")).ShouldBeFalse();
        File.Exists(_quern.At("disk/run/ledger.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_full_disk_under_a_runs_output_is_1_and_a_run_with_space_goes_on()
    {
        using (TinyDisk.Mount(_quern.At("disk")))
        {
            WriteManyRows("in.jsonl", 60_000);
            _quern.Write("r.yaml", Recipe("in.jsonl", "disk/rows.jsonl"));
            ShouldSayThatTheDiskIsFull(_quern.Run("run", "r.yaml"), "disk/rows.jsonl");
            Directory.GetFileSystemEntries(_quern.At("disk")).ShouldBeEmpty();
            File.Exists(_quern.At("runs/r/ledger.json")).ShouldBeFalse();
        }

        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Lines("disk/rows.jsonl").Length.ShouldBe(60_000);
    }

    [Theory]
    [InlineData("There is no verb 'rnu'. Did you mean 'run'?", "rnu", "r.yaml")]
    [InlineData("There is no verb 'shuffle'. It is a step: name it in a recipe.", "shuffle", "in.jsonl")]
    [InlineData("There is no option --ouput for convert. Did you mean '--output'?", "convert", "in.jsonl", "--ouput", "x.jsonl")]
    [InlineData("There is no option --helpp. Did you mean '--help'?", "--helpp")]
    [InlineData("The option '--field' is missing", "filter", "in.jsonl")]
    [InlineData("The option --min expects a number; found 'seven'.", "filter", "in.jsonl", "--field", "n", "--min", "seven")]
    [InlineData("The option -n expects a whole number; found 'many'.", "sample", "in.jsonl", "-n", "many")]
    [InlineData("--workers cannot be 0", "convert", "in.jsonl", "--workers", "0")]
    [InlineData("The option --output needs a value (FILE).", "convert", "in.jsonl", "--output")]
    [InlineData("No input was named.", "convert")]
    [InlineData("Standard input (-) was named twice", "convert", "-", "-")]
    [InlineData("in.jsonl is both input and output; write to another file.", "convert", "in.jsonl", "-o", "in.jsonl", "--force")]
    [InlineData("in.jsonl is both input and output; write to another file.", "convert", "in.jsonl", "-o", "./in.jsonl", "--force")]
    [InlineData("taken.jsonl exists already. Use --force to replace it, or name another file.", "convert", "in.jsonl", "-o", "taken.jsonl")]
    [InlineData("out.docx: the extension does not say how to write it.", "convert", "in.jsonl", "-o", "out.docx")]
    [InlineData("--json prints the result on standard output", "convert", "in.jsonl", "--json")]
    [InlineData("No recipe was named.", "run")]
    [InlineData("runs/none is no run folder", "status", "runs/none")]
    [InlineData("There is no completion for 'bush'. Did you mean 'bash'?", "completion", "bush")]
    public void Wrong_usage_is_2_and_nothing_is_done(string message, params string[] arguments)
    {
        _quern.Write("in.jsonl", "{\"n\": 1}\n");
        _quern.Write("taken.jsonl", "mine\n");
        _quern.Write("recipe.yaml", "name: x\n");
        var before = Directory.GetFileSystemEntries(_quern.Folder).Order(StringComparer.Ordinal).ToList();
        var outcome = _quern.Run(arguments);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain(message);
        Directory.GetFileSystemEntries(_quern.Folder).Order(StringComparer.Ordinal).ShouldBe(before);
        _quern.Read("in.jsonl").ShouldBe("{\"n\": 1}\n");
        _quern.Read("taken.jsonl").ShouldBe("mine\n");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    public void A_recipe_with_many_faults_is_2_with_each_ones_place(string verb)
    {
        _quern.Write("r.yaml", """
            name: faulty
            seeed: 4
            tolerance: lots
            sources:
              - files: nothing-*.jsonl
            steps:
              - filtr: { field: a, min: 1 }
              - filter: { field: a, min: x, mon: 3 }
            outputs:
              - jsonl: out/rows.jsonl
            """);
        var outcome = _quern.Run(verb, "r.yaml");
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        foreach (var fault in (string[])
        [
            "r.yaml:2:1: A recipe has no key 'seeed'. Did you mean 'seed'?",
            "r.yaml:3:12: tolerance expects a share",
            "r.yaml:5:12: No file matches nothing-*.jsonl.",
            "r.yaml:7:5: There is no step 'filtr'. Did you mean 'filter'?",
            "r.yaml:8:30: The option 'min' expects a number; found 'x'.",
            "r.yaml:8:33: There is no option 'mon'. Did you mean 'min'?",
        ])
        {
            outcome.Errors.ShouldContain(fault);
        }

        Directory.GetFileSystemEntries(_quern.Folder).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("0.2", 3)]
    [InlineData("25%", 0)]
    public void More_bad_rows_than_tolerated_are_3(string tolerance, int exit)
    {
        _quern.Write("in.jsonl", "{\"n\": 1}\n{\"n\": 2}\n{\"n\": \n{\"n\": 4}\n");
        _quern.Run("convert", "in.jsonl", "-o", "out.jsonl", "--tolerance", tolerance).Exit.ShouldBe(exit);
        _quern.Lines("out.jsonl").Length.ShouldBe(3);
        _quern.Lines("out.rejects.jsonl").Length.ShouldBe(1);
    }

    [Fact]
    public void A_source_of_a_recipe_that_breaks_off_is_3_and_its_rows_so_far_are_kept()
    {
        WriteManyRows("whole.jsonl", 20_000);
        _quern.Run("convert", "whole.jsonl", "-o", "whole.jsonl.gz").Exit.ShouldBe(0);
        _quern.Write("in.jsonl.gz", File.ReadAllBytes(_quern.At("whole.jsonl.gz")).AsSpan()[..^2000]);
        _quern.Write("r.yaml", Recipe("in.jsonl.gz", "out.jsonl"));
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("in.jsonl.gz breaks off");
        outcome.Errors.ShouldContain("a source could not be read to its end");
        _quern.Lines("out.jsonl").Length.ShouldBeGreaterThan(0);
        _quern.Run("run", "r.yaml").Exit.ShouldBe(3);
    }

    [Theory]
    [InlineData("convert", "in.jsonl", "-o", "-")]
    [InlineData("view", "in.jsonl")]
    public void A_reader_that_goes_away_is_success(params string[] arguments)
    {
        WriteManyRows("in.jsonl", 60_000);
        var process = _quern.Start(arguments);
        process.StandardOutput.ReadLine().ShouldNotBeNull();
        process.StandardOutput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
        process.StandardError.ReadToEnd().ShouldNotContain("defect");
    }

    private static void ShouldSayThatTheDiskIsFull(Outcome outcome, string output)
    {
        outcome.Exit.ShouldBe(1, outcome.Errors);
        outcome.Errors.ShouldContain(output);
        outcome.Errors.ShouldContain("Free some space, or write to another disk.");
        outcome.Errors.ShouldNotContain("a defect");
    }

    private static string Recipe(string files, string output, string step = "filter: { field: n, exists: true }") => $$"""
        name: r
        sources:
          - files: {{files}}
            name: rows
        steps:
          - {{step}}
        outputs:
          - jsonl: {{output}}
        """;

    private void WriteManyRows(string name, int rows)
    {
        var random = new Random(5);
        using var file = File.CreateText(_quern.At(name));
        for (var i = 0; i < rows; i++)
        {
            // Digits at random, so that no format can make them small enough for the tiny disk.
            file.Write($"{{\"n\": {i}, \"text\": \"{random.NextInt64()}{random.NextInt64()}{random.NextInt64()}{random.NextInt64()}\"}}\n");
        }
    }
}
