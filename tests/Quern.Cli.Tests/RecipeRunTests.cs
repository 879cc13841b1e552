using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

/// <summary>Runs of recipes, as a user types them.</summary>
public sealed class RecipeRunTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void A_rerun_has_nothing_to_do_says_so_and_rewrites_nothing()
    {
        var recipe = MillRecipe.WriteTo(_quern, 600);
        var first = _quern.Run("run", recipe);
        first.Exit.ShouldBe(0, first.Errors);
        first.Errors.ShouldContain("done in");
        var before = Kept();
        var second = _quern.Run("run", recipe);
        second.Exit.ShouldBe(0, second.Errors);
        second.Errors.ShouldContain("nothing to do: the results are up to date");
        second.Output.ShouldBe(first.Output);
        Kept().ShouldBe(before);

        // What is rewritten at every start holds the plan, not results.
        IReadOnlyDictionary<string, long> Kept() => RunTraces.Times(_quern, "out", MillRecipe.RunFolder)
            .Where(static file => Path.GetFileName(file.Key) is not ("segments.json" or "recipe.resolved.yaml" or "run.lock"))
            .ToDictionary();
    }

    [Fact]
    public void A_changed_option_reruns_its_own_segment_and_those_behind_it()
    {
        var recipe = MillRecipe.WriteTo(_quern, 600);
        _quern.Run("run", recipe).Exit.ShouldBe(0);
        var before = RunTraces.Times(_quern, MillRecipe.RunFolder + "/segments");
        _quern.Write(recipe, _quern.Read(recipe).Replace("min-length: 12", "min-length: 30", StringComparison.Ordinal));
        var outcome = _quern.Run("run", recipe);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldContain("done in");

        var after = RunTraces.Times(_quern, MillRecipe.RunFolder + "/segments");
        after.Where(file => before.ContainsKey(file.Key)).ShouldAllBe(file => before[file.Key] == file.Value);
        var made = after.Keys.Except(before.Keys).Select(static path => path.Split('/')[3][..2]).Distinct().Order();
        made.ShouldBe(["03", "04", "05"]);
        _quern.Lines("out/mill.jsonl").ShouldNotBeEmpty();
    }

    [Fact]
    public void The_run_folder_holds_what_the_docs_say()
    {
        var recipe = MillRecipe.WriteTo(_quern, 600);
        _quern.Run("run", recipe).Exit.ShouldBe(0);
        var folder = _quern.At(MillRecipe.RunFolder);
        Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["ledger.json", "outputs.json", "recipe.resolved.yaml", "rejects", "run.lock", "segments", "segments.json", "stats.json", "timings.json"]);
        var segments = Directory.GetDirectories(Path.Combine(folder, "segments")).Order(StringComparer.Ordinal).ToList();
        segments.ForEach(static segment => Path.GetFileName(segment).ShouldMatch("^0[1-5]-[0-9a-f]{12}$"));
        segments.Count.ShouldBe(5);
        Directory.GetFiles(segments[0], "part-00000*").Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["part-00000.done", "part-00000.jsonl", "part-00000.jsonl.places", "part-00000.rejects.jsonl"]);

        var stats = JsonNode.Parse(_quern.Read(MillRecipe.RunFolder + "/stats.json"))!;
        var rejected = Directory.GetFiles(Path.Combine(folder, "rejects")).Sum(static file => File.ReadAllLines(file).Length);
        rejected.ShouldBe((int)stats["dropped"]! + (int)stats["quarantined"]!);
        _quern.Lines("out/mill.jsonl").Length.ShouldBe((int)stats["kept"]!);
    }

    [Fact]
    public void The_resolved_recipe_means_the_same_as_the_recipe()
    {
        var recipe = MillRecipe.WriteTo(_quern, 600);
        _quern.Run("run", recipe).Exit.ShouldBe(0);
        File.Copy(_quern.At(MillRecipe.RunFolder + "/recipe.resolved.yaml"), _quern.At("again.yaml"));
        var expected = File.ReadAllBytes(_quern.At("out/mill.jsonl"));
        var outcome = _quern.Run("run", "again.yaml", "--folder", "other", "--force");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        File.ReadAllBytes(_quern.At("out/mill.jsonl")).ShouldBe(expected);
    }

    [Fact]
    public void An_output_that_is_a_strangers_is_refused_unless_forced()
    {
        Small();
        _quern.Write("out.jsonl", "a stranger's\n");
        var refused = _quern.Run("run", "small.yaml");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("out.jsonl exists already and was not written by this run (or was changed since). Use --force to replace it");
        _quern.Read("out.jsonl").ShouldBe("a stranger's\n");

        _quern.Run("run", "small.yaml", "--force").Exit.ShouldBe(0);
        _quern.Lines("out.jsonl").Length.ShouldBe(3);

        // Its own output may be replaced, but not once somebody has changed it.
        _quern.Write("out.jsonl", "edited by hand\n");
        _quern.Run("run", "small.yaml").Exit.ShouldBe(2);
        _quern.Read("out.jsonl").ShouldBe("edited by hand\n");
    }

    [Fact]
    public void A_second_run_in_a_folder_that_is_in_use_is_refused()
    {
        Small();
        using var held = new Held(_quern, "held.jsonl");
        _quern.Write("held.yaml", Recipe("held", "held.jsonl", output: "held-out.jsonl"));
        var first = _quern.Start("run", "held.yaml", "--folder", "shared");
        // More than is looked at to recognise what it holds.
        held.Give(Rows(20_000));
        Held.Until(() => File.Exists(_quern.At("shared/segments.json")), "the first run did not begin");
        var second = _quern.Run("run", "small.yaml", "--folder", "shared");
        second.Exit.ShouldBe(1);
        second.Errors.ShouldBe("quern: shared is in use by another run. Wait for it (quern status shared), or use another folder (--folder).\n");
        File.Exists(_quern.At("out.jsonl")).ShouldBeFalse();

        held.Dispose();
        var outcome = QuernProgram.Finish(first);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Lines("held-out.jsonl").Length.ShouldBe(20_000);
    }

    [Fact]
    public void A_source_that_breaks_off_makes_the_result_incomplete_and_the_rest_is_built()
    {
        Small();
        var random = new Random(3);
        var noise = string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"{{\"n\":{random.Next()}}}\n"));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(noise));
        }

        _quern.Write("cut.jsonl.gz", packed.ToArray().AsSpan(0, (int)packed.Length / 2));
        _quern.Write("cut.yaml", Recipe("cut", "[rows.jsonl, cut.jsonl.gz]"));
        var outcome = _quern.Run("run", "cut.yaml");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        outcome.Errors.ShouldContain("is incomplete: cut.jsonl.gz breaks off");
        outcome.Errors.ShouldContain("exit code 3");
        _quern.Lines("out.jsonl").Length.ShouldBeInRange(5_000, 19_000);

        // Mended, it is read again.
        _quern.Write("cut.jsonl.gz", packed.ToArray());
        _quern.Run("run", "cut.yaml").Exit.ShouldBe(0);
        _quern.Lines("out.jsonl").Length.ShouldBe(20_003);
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("24%", 3)]
    [InlineData("25%", 0)]
    public void More_quarantined_rows_than_tolerated_are_an_incomplete_result(string tolerance, int exit)
    {
        _quern.Write("rows.jsonl", Rows(3) + "no row\n");
        _quern.Write("small.yaml", Recipe("small", "rows.jsonl") + $"tolerance: {tolerance}\n");
        var outcome = _quern.Run("run", "small.yaml");
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Errors.Contains("more rows were quarantined than tolerated", StringComparison.Ordinal).ShouldBe(exit == 3);
        _quern.Lines("out.jsonl").Length.ShouldBe(3);
        _quern.Lines("runs/small/rejects/read.jsonl").Length.ShouldBe(1);
    }

    [Fact]
    public void Five_faults_are_five_lines_with_their_places_and_nothing_is_created()
    {
        _quern.Write("bad.yaml", """
            name: bad
            sead: 7
            sources:
              - files: missing.jsonl
            steps:
              - filtr: { field: a, min: 1 }
              - filter: { field: a, min: lots }
            outputs:
              - jsnol: out.jsonl
            """);
        var outcome = _quern.Run("run", "bad.yaml");
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        var lines = outcome.Errors.TrimEnd().Split('\n');
        lines[..5].Select(static line => line.Split(": ")[1]).ShouldBe(["bad.yaml:2:1", "bad.yaml:4:12", "bad.yaml:6:5", "bad.yaml:7:30", "bad.yaml:9:5"]);
        lines[5].ShouldBe("quern: (quern run --help says what it takes)");
        lines.Length.ShouldBe(6);
        Directory.GetFileSystemEntries(_quern.Folder).Select(Path.GetFileName).ShouldBe(["bad.yaml"]);
    }

    [Fact]
    public void Rejected_rows_can_be_counted_only()
    {
        var recipe = MillRecipe.WriteTo(_quern, 2_000);
        var outcome = _quern.Run("run", recipe, "--no-rejects", "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        var summary = JsonNode.Parse(outcome.Output)!;
        ((int)summary["rows"]!["quarantined"]!).ShouldBePositive();
        summary["reject_files"]!.AsArray().Count.ShouldBe(0);
        Directory.GetFiles(_quern.At(MillRecipe.RunFolder), "*rejects*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.Exists(_quern.At(MillRecipe.RunFolder + "/rejects")).ShouldBeFalse();
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var recipe = MillRecipe.WriteTo(_quern, 12_000);
        var one = RunTraces.Of(_quern, _quern.Run("run", recipe, "--workers", "1", "--json"), "out", MillRecipe.RunFolder);
        Directory.Delete(_quern.At("out"), recursive: true);
        Directory.Delete(_quern.At("runs"), recursive: true);
        RunTraces.Of(_quern, _quern.Run("run", recipe, "--workers", "8", "--json"), "out", MillRecipe.RunFolder).ShouldBe(one);
    }

    [Fact]
    public void Json_is_one_object_on_standard_output()
    {
        Small();
        var first = JsonNode.Parse(_quern.Run("run", "small.yaml", "--json").Output)!;
        ((string)first["name"]!).ShouldBe("small");
        ((bool)first["complete"]!).ShouldBeTrue();
        ((bool)first["up_to_date"]!).ShouldBeFalse();
        ((int)first["exit_code"]!).ShouldBe(0);
        first["rows"]!.ToJsonString().ShouldBe("""{"read":3,"kept":3,"dropped":0,"quarantined":0}""");
        ((string)first["outputs"]![0]!["path"]!).ShouldBe("out.jsonl");
        var second = JsonNode.Parse(_quern.Run("run", "small.yaml", "--json").Output)!;
        ((bool)second["up_to_date"]!).ShouldBeTrue();
    }

    private static string Recipe(string name, string files, string output = "out.jsonl")
        => $"name: {name}\nsources:\n  - files: {files}\n    name: rows\noutputs:\n  - jsonl: {output}\n";

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(static i => $"{{\"n\":{i}}}\n"));

    private void Small()
    {
        _quern.Write("rows.jsonl", Rows(3));
        _quern.Write("small.yaml", Recipe("small", "rows.jsonl"));
    }
}
