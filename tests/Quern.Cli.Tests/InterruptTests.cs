using System.Diagnostics;
using System.Text;

namespace Quern.Cli.Tests;

/// <summary>Ctrl-C and its relatives: work stops at a place from which it can go on, and nothing half done is left under a final name.</summary>
public sealed class InterruptTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const int Rows = 60_000;

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData(Interrupt, "01-*/part-00000.done")]
    [InlineData(Terminate, "01-*/part-00000.done")]
    [InlineData(Interrupt, "02-*")]
    [InlineData(Terminate, "04-*")]
    public void A_run_stops_says_how_to_go_on_and_then_leaves_what_an_uninterrupted_run_leaves(int signal, string sign)
    {
        var recipe = MillRecipe.WriteTo(_quern, Rows);
        var process = _quern.Start("run", recipe, "--folder", "work/run 1", "--force", "--json");
        Held.Until(() => Appeared("work/run 1/segments", sign), $"no {sign}");
        QuernProgram.Signal(process, signal);
        var stopped = QuernProgram.Finish(process);
        stopped.Exit.ShouldBe(130, stopped.Errors);
        stopped.Output.ShouldBeEmpty();
        stopped.Errors.TrimEnd().Split('\n')[^1].ShouldBe("quern: interrupted; to go on: quern run mill.yaml --folder 'work/run 1' --force");
        Directory.Exists(_quern.At("out")).ShouldBeFalse();
        _quern.Run("status", "work/run 1").Output.ShouldContain("interrupted");

        var first = Directory.GetFiles(_quern.At("work/run 1/segments"), "part-00000.done", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var before = File.GetLastWriteTimeUtc(first);
        var resumed = RunTraces.Of(_quern, _quern.Run("run", recipe, "--folder", "work/run 1", "--json"), "out", "work/run 1");
        File.GetLastWriteTimeUtc(first).ShouldBe(before, "what was done must not be done again");

        Directory.Delete(_quern.At("out"), recursive: true);
        Directory.Delete(_quern.At("work"), recursive: true);
        resumed.ShouldBe(RunTraces.Of(_quern, _quern.Run("run", recipe, "--folder", "work/run 1", "--json"), "out", "work/run 1"));
    }

    [Fact]
    public void The_second_signal_ends_the_program_at_once()
    {
        using var held = new Held(_quern, "held.jsonl");
        _quern.Write("recipe.yaml", "name: held\nsources:\n  - files: held.jsonl\noutputs:\n  - jsonl: out.jsonl\n");
        var process = _quern.Start("run", "recipe.yaml");
        // Still looking at what the source is, which cannot be stopped halfway.
        held.Give("{\"a\"");
        QuernProgram.Signal(process, Interrupt);
        Held.UntilLine(process, "press Ctrl-C again to stop at once");
        QuernProgram.Signal(process, Interrupt);
        QuernProgram.Finish(process).Exit.ShouldBe(130);
        File.Exists(_quern.At("out.jsonl")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("convert", "-", "-o", "out.jsonl")]
    [InlineData("convert", "-", "-o", "out.jsonl.gz")]
    [InlineData("convert", "-", "-o", "out.parquet")]
    [InlineData("filter", "-", "--field", "text", "--exists", "-o", "out.csv")]
    [InlineData("sample", "-", "-n", "10", "-o", "out.jsonl")]
    public void A_single_verb_stops_and_leaves_no_file_at_all(params string[] arguments)
    {
        var process = _quern.Start(arguments);
        Feed(process, megabytes: 8);
        Held.Until(() => Directory.EnumerateFileSystemEntries(_quern.Folder).Any(), "nothing was begun");
        QuernProgram.Signal(process, Interrupt);
        var outcome = QuernProgram.Finish(process);
        outcome.Exit.ShouldBe(130, outcome.Errors);
        outcome.Errors.TrimEnd().Split('\n')[^1].ShouldBe("quern: interrupted; nothing was written");
        Directory.EnumerateFileSystemEntries(_quern.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void Work_that_lasts_says_how_far_it_is_in_plain_lines()
    {
        var process = _quern.Start("convert", "-", "-o", "out.jsonl");
        Feed(process, megabytes: 4);
        var lines = Held.UntilLine(process, "rows/s");
        process.StandardInput.Close();
        var outcome = QuernProgram.Finish(process);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldBeEmpty();
        (lines + outcome.Errors).ShouldNotContain('\u001b');
        (lines + outcome.Errors).ShouldNotContain('\r');
        lines.TrimEnd().Split('\n').ShouldAllBe(static line => line.StartsWith("quern: ", StringComparison.Ordinal));
        lines.ShouldMatch("done [0-9,]+ rows");
    }

    private bool Appeared(string folder, string pattern)
    {
        var parts = pattern.Split('/');
        return Directory.Exists(_quern.At(folder)) && Directory.EnumerateDirectories(_quern.At(folder), parts[0])
            .Any(found => parts.Length == 1 || File.Exists(Path.Combine(found, parts[1])));
    }

    // Standard input stays open afterwards: the program waits for more.
    private static void Feed(Process process, int megabytes)
    {
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"text\":\"the wheel turns and the stone grinds\"}\n", 21_000)));
        for (var i = 0; i < megabytes; i++)
        {
            process.StandardInput.BaseStream.Write(rows);
        }

        process.StandardInput.BaseStream.Flush();
    }
}
