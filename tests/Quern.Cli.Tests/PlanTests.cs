using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quern.Tests.House;

namespace Quern.Cli.Tests;

/// <summary>The dry run: it says everything and does nothing.</summary>
public sealed partial class PlanTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public PlanTests()
    {
        _quern.Write("rows.jsonl", "{\"text\":\"the wheel turns\",\"score\":7}\n{\"text\":\"the stone grinds\",\"score\":3}\n");
        _quern.Write("more.csv", "text,score\nthe river falls,5\n");
        _quern.Write("recipe.yaml", """
            name: small
            seed: 7
            sources:
              - files: rows.jsonl
              - files: more.csv
                max: 1
            steps:
              - filter: { field: score, min: 4 }
              - sample: { n: 2 }
              - rename: { fields: { text: request } }
            outputs:
              - jsonl: out/small.jsonl
              - parquet: out/small.parquet
            """);
    }

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void A_plan_says_what_a_run_would_do()
    {
        var outcome = _quern.Run("plan", "recipe.yaml");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldBeEmpty();
        ApprovedText.Check("tests/Quern.Cli.Tests/plan.approved.txt", Stable(outcome.Output));
    }

    [Fact]
    public void Nothing_is_created()
    {
        var before = Directory.GetFileSystemEntries(_quern.Folder).Order(StringComparer.Ordinal).ToList();
        _quern.Run("plan", "recipe.yaml").Exit.ShouldBe(0);
        _quern.Run("plan", "recipe.yaml", "--json").Exit.ShouldBe(0);
        Directory.GetFileSystemEntries(_quern.Folder).Order(StringComparer.Ordinal).ShouldBe(before);
    }

    [Fact]
    public void Json_is_one_object_that_says_the_same()
    {
        var plan = JsonNode.Parse(_quern.Run("plan", "recipe.yaml", "--folder", "elsewhere", "--json").Output)!;
        ((string)plan["folder"]!).ShouldBe("elsewhere");
        plan["sources"]!.AsArray().Select(static s => (int)s!["rows"]!).ShouldBe([2, 1]);
        plan["segments"]!.AsArray().Select(static s => (string)s!["steps"]!).ShouldBe(["read, filter", "sample", "rename"]);
        plan["outputs"]!.AsArray().ShouldAllBe(static o => (string)o!["state"]! == "new");
    }

    [Fact]
    public void After_a_run_the_plan_shows_what_is_done_and_there()
    {
        _quern.Run("run", "recipe.yaml").Exit.ShouldBe(0);
        var plan = JsonNode.Parse(_quern.Run("plan", "recipe.yaml", "--json").Output)!;
        plan["segments"]!.AsArray().ShouldAllBe(static s => (string)s!["state"]! == "begun or done already");
        plan["outputs"]!.AsArray().ShouldAllBe(static o => (string)o!["state"]! == "exists");
        var text = _quern.Run("plan", "recipe.yaml").Output;
        text.ShouldContain("out/small.jsonl (exists)");
    }

    [Fact]
    public void A_wrong_recipe_has_no_plan()
    {
        _quern.Write("recipe.yaml", "name: small\nsources:\n  - files: rows.jsnol\noutputs:\n  - jsonl: out.jsonl\n");
        var outcome = _quern.Run("plan", "recipe.yaml");
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("quern: recipe.yaml:3:12: rows.jsnol was not found. Did you mean rows.jsonl?");
    }

    // The folder is another one each time, and so are the files' times, which go into the segments' names.
    private string Stable(string text) => SegmentName().Replace(text.Replace(_quern.Folder, "FOLDER", StringComparison.Ordinal), "-HASH");

    [GeneratedRegex("(?<=^[0-9]{2})-[0-9a-f]{12}", RegexOptions.Multiline)]
    private static partial Regex SegmentName();
}
