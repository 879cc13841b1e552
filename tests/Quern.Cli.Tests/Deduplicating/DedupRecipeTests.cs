using System.Text.Json;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>Deduplication as a step of a recipe, and what a stopped run leaves.</summary>
public sealed class DedupRecipeTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void A_recipe_removes_duplicates_among_all_its_sources()
    {
        _quern.Write("in/a.jsonl", "{\"id\":1,\"text\":\"rye\"}\n{\"id\":2,\"text\":\"oats\"}\n");
        _quern.Write("in/b.jsonl", "{\"id\":3,\"text\":\"Rye!\"}\n{\"id\":4,\"text\":\"barley\"}\n");
        _quern.Write("in/old.jsonl", "{\"id\":5,\"text\":\"BARLEY\"}\n");
        _quern.Write("in/recipe.yaml", """
            name: unique
            sources:
              - { files: a.jsonl, name: a }
              - { files: b.jsonl, name: b }
            steps:
              - dedup: { by: "text", keep: longest, against: old.jsonl, save-index: unique.index }
            outputs:
              - jsonl: out.jsonl
            """);
        var first = _quern.Run("run", "in/recipe.yaml");
        first.Exit.ShouldBe(0, first.Errors);
        _quern.Read("out.jsonl").ShouldBe("{\"id\":2,\"text\":\"oats\",\"source_dataset\":\"a\"}\n{\"id\":3,\"text\":\"Rye!\",\"source_dataset\":\"b\"}\n");
        var reject = JsonDocument.Parse(_quern.Lines("runs/unique/rejects/dedup.jsonl")[0]).RootElement;
        reject.GetProperty("kept").GetRawText().ShouldBeJson("""{"source":"b","ordinal":0,"id":3}""");
        using var ledger = JsonDocument.Parse(_quern.Read("runs/unique/ledger.json"));
        ledger.RootElement.GetProperty("steps")[1].GetProperty("details").GetProperty("removed").GetRawText().ShouldBeJson("""{"duplicate":1,"known-duplicate":1}""");
        File.Exists(_quern.At("unique.index")).ShouldBeTrue();
        Directory.Exists(_quern.At("runs/unique/work")).ShouldBeFalse();
        _quern.Run("run", "in/recipe.yaml").Errors.ShouldContain("up to date", Case.Insensitive);
    }

    [Fact]
    public void When_the_rows_that_are_there_already_change_a_recipe_does_not_call_itself_up_to_date()
    {
        _quern.Write("a.jsonl", "{\"id\":1,\"text\":\"rye\"}\n{\"id\":2,\"text\":\"oats\"}\n");
        _quern.Write("old.jsonl", "{\"text\":\"rye\"}\n");
        _quern.Write("r.yaml", "name: r\nsources: [{ files: a.jsonl }]\nsteps: [{ dedup: { against: [old.jsonl] } }]\noutputs: [{ jsonl: out.jsonl }]\n");
        _quern.Run("run", "r.yaml").Exit.ShouldBe(0);
        _quern.Read("out.jsonl").ShouldBe("{\"id\":2,\"text\":\"oats\",\"source_dataset\":\"a\"}\n");
        _quern.Write("old.jsonl", "{\"text\":\"wheat and oats\"}\n{\"text\":\"oats\"}\n");
        var again = _quern.Run("run", "r.yaml", "--force");
        again.Exit.ShouldBe(0, again.Errors);
        _quern.Read("out.jsonl").ShouldBe("{\"id\":1,\"text\":\"rye\",\"source_dataset\":\"a\"}\n");
    }

    [Fact]
    public void A_recipe_that_names_files_which_are_not_there_is_refused_before_anything_is_read()
    {
        _quern.Write("a.jsonl", "{\"id\":1,\"text\":\"rye\"}\n");
        _quern.Write("r.yaml", "name: r\nsources: [{ files: a.jsonl }]\nsteps: [{ dedup: { against: gone.jsonl, threshold: 2 } }]\noutputs: [{ jsonl: out.jsonl }]\n");
        var outcome = _quern.Run("run", "r.yaml");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("gone.jsonl");
        outcome.Errors.ShouldContain("threshold cannot be 2");
        Directory.Exists(_quern.At("runs")).ShouldBeFalse();
    }

    [Fact]
    public void Killed_at_any_moment_and_run_again_the_same_bytes_are_there_and_nothing_else()
    {
        _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 40_000).Select(static i => $"{{\"id\":{i},\"text\":\"{Words(i % 5 == 4 ? i / 5 : i)}\"}}\n")));
        string[] arguments = ["dedup", "in.jsonl", "--memory", "64mb", "--clusters", "clusters.jsonl", "-o", "out.jsonl"];
        _quern.Run(arguments).Exit.ShouldBe(0);
        var expected = Traces();
        var hits = 0;
        foreach (var moment in new[] { 250, 400, 550, 700, 850, 1000, 1200 })
        {
            Clear();
            var process = _quern.Start(arguments);
            if (!process.WaitForExit(moment))
            {
                hits++;
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            var outcome = _quern.Run([.. arguments, "--force"]);
            outcome.Exit.ShouldBe(0, outcome.Errors);
            Traces().ShouldBe(expected, $"killed after {moment} ms");
        }

        hits.ShouldBeGreaterThan(1, "the program was not killed while it ran");
    }

    private void Clear()
    {
        foreach (var path in Directory.GetFiles(_quern.Folder).Where(static p => !p.EndsWith("in.jsonl", StringComparison.Ordinal)))
        {
            File.Delete(path);
        }
    }

    // Everything that lies there; of the statistics, which hold times, only the name.
    private List<string> Traces()
        => [.. Directory.GetFileSystemEntries(_quern.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static p => Path.GetFileName(p) + (Directory.Exists(p) || p.EndsWith("stats.json", StringComparison.Ordinal) ? "" : " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(p)))))];

    private static string Words(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 40).Select(_ => "w" + random.Next(20_000)));
    }
}
