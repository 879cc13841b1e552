namespace Quern.Cli.Tests.Verifying;

/// <summary>Leaks are found however parts are called, and wherever they lie.</summary>
public sealed class SplitNamesTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    [Fact]
    public void Parts_are_known_by_their_ledger()
    {
        Write("rows.jsonl", 0, 300, static i => i / 2);
        _quern.Run("split", "rows.jsonl", "--part", "a=50", "--part", "b=50", "-o", "parts").Exit.ShouldBe(0);
        Leaks("parts").ShouldBe(7);
    }

    [Fact]
    public void Parts_in_folders_of_their_own_are_one_dataset()
    {
        Write("data/train/rows.jsonl", 0, 50, static i => i);
        Write("data/test/rows.jsonl", 100, 50, static i => i - 90);
        Leaks("data").ShouldBe(7);
        Write("clean/train/rows.jsonl", 0, 50, static i => i);
        Write("clean/test/rows.jsonl", 100, 50, static i => i);
        Leaks("clean").ShouldBe(0);
    }

    [Fact]
    public void Parts_that_a_recipe_puts_into_folders_are_one_dataset_from_anywhere()
    {
        Write("rows.jsonl", 0, 300, static i => i / 2);
        _quern.Write("recipe.yaml", "name: r\nsources: [{ files: rows.jsonl }]\nsteps: [{ split: { part: { a: 50, b: 50 } } }]\noutputs: [{ jsonl: 'out/{split}/rows.jsonl' }]\n");
        _quern.Run("run", "recipe.yaml").Exit.ShouldBe(0);
        Leaks("runs/r").ShouldBe(7);
        Directory.CreateDirectory(_quern.At("elsewhere"));
        _quern.Run("report", "runs/r", "--no-verify").Exit.ShouldBe(0);
        _quern.Read("runs/r/report.html").ShouldContain("out/b/rows.jsonl");
    }

    [Fact]
    public void What_was_quarantined_beyond_tolerance_is_incomplete()
    {
        Write("rows.jsonl", 0, 20, static i => i);
        File.AppendAllText(_quern.At("rows.jsonl"), "{\n");
        _quern.Run("convert", "rows.jsonl", "-o", "out.jsonl").Exit.ShouldBe(3);
        var outcome = _quern.Run("verify", "out.jsonl");
        outcome.Exit.ShouldBe(7);
        outcome.Output.ShouldContain("more rows were quarantined than tolerated");
        _quern.Run("convert", "rows.jsonl", "-o", "out.jsonl", "--force", "--tolerance", "10%").Exit.ShouldBe(0);
        _quern.Run("verify", "out.jsonl").Exit.ShouldBe(0);
    }

    [Fact]
    public void Copies_that_a_mix_was_told_to_make_are_no_faults()
    {
        Write("few.jsonl", 0, 10, static i => i);
        Write("many.jsonl", 100, 100, static i => i);
        _quern.Run("mix", "few.jsonl:20", "many.jsonl:80", "--total", "100", "--when-short", "repeat", "--no-rejects", "-o", "mix.jsonl").Exit.ShouldBe(0);
        _quern.Run("verify", "mix.jsonl").Exit.ShouldBe(0);
        File.AppendAllLines(_quern.At("mix.jsonl"), _quern.Lines("mix.jsonl")[..1]);
        _quern.Run("verify", "mix.jsonl").Exit.ShouldBe(7);
    }

    public void Dispose() => _quern.Dispose();

    private int Leaks(string path)
    {
        var outcome = _quern.Run("verify", path);
        outcome.Output.Contains("leaked-prompt", StringComparison.Ordinal).ShouldBe(outcome.Exit == 7, outcome.Output);
        return outcome.Exit;
    }

    private void Write(string name, int first, int count, Func<int, int> prompt)
        => _quern.Write(name, string.Concat(Enumerable.Range(first, count).Select(i => $"{{\"id\":{i},\"instruction\":\"Mill sack {prompt(i)} of rye.\",\"output\":\"Sack {i} gave flour.\"}}\n")));
}
