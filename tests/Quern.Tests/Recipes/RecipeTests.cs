using System.Text;
using Quern.Recipes;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Tests.Recipes;

public sealed class RecipeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;

    public RecipeTests()
    {
        File.WriteAllText(Path.Combine(_folder, "in.jsonl"), "{}\n");
        File.WriteAllText(Path.Combine(_folder, "more.jsonl"), "{}\n");
    }

    [Fact]
    public void Five_faults_are_five_messages_each_with_its_place_and_nothing_is_created()
    {
        var before = Directory.GetFileSystemEntries(_folder);
        var fault = Should.Throw<RecipeFault>(() => Parse("""
            name: bad/name
            sead: 7
            sources:
              - files: missing.jsonl
            steps:
              - filtr: { field: a, min: 1 }
              - filter: { field: a, min: lots }
            outputs:
              - jsonl: out.jsonl
            """));
        fault.Faults.Count.ShouldBe(5);
        fault.Faults[0].ShouldStartWith(At(1, 7) + "The name 'bad/name' cannot be a folder's name");
        fault.Faults[1].ShouldStartWith(At(2, 1) + "A recipe has no key 'sead'. Did you mean 'seed'?");
        fault.Faults[2].ShouldStartWith(At(4, 12));
        fault.Faults[2].ShouldContain("missing.jsonl was not found");
        fault.Faults[3].ShouldStartWith(At(6, 5) + "There is no step 'filtr'. Did you mean 'filter'?");
        fault.Faults[4].ShouldStartWith(At(7, 30) + "The option 'min' expects a number; found 'lots'.");
        Directory.GetFileSystemEntries(_folder).ShouldBe(before);
    }

    [Theory]
    [InlineData("name: ..", "cannot be a folder's name")]
    [InlineData("name: a/b", "cannot be a folder's name")]
    [InlineData("name: 'a\\b'", "cannot be a folder's name")]
    [InlineData("name: ''", "no name")]
    [InlineData("name: [a]", "no name")]
    [InlineData("seed: -1", "seed expects a whole number; found '-1'")]
    [InlineData("seed: 1.5", "seed expects a whole number")]
    [InlineData("tolerance: 2", "tolerance expects a share")]
    [InlineData("tolerance: -1%", "tolerance expects a share")]
    [InlineData("tolerance: NaN", "tolerance expects a share")]
    [InlineData("steps: filter", "needs a list under 'steps'")]
    [InlineData("steps: [[a]]", "A step is its name")]
    [InlineData("steps: [{ filter: [a] }]", "options of filter are a map")]
    [InlineData("steps: [filter]", "The option 'field' is missing")]
    [InlineData("steps: [{ keep-fields: { fields: { a: { b: c } } } }]", "nested deeper")]
    [InlineData("outputs: []", "at least one entry")]
    [InlineData("outputs: [{ jsnol: a.jsonl }]", "Did you mean 'jsonl'?")]
    [InlineData("outputs: [{ jsonl: '-' }]", "standard output")]
    [InlineData("outputs: [{ jsonl: OUT/a.parquet }]", "is called like Parquet")]
    [InlineData("outputs: [{ jsonl: OUT }]", "is a folder")]
    [InlineData("outputs: [{ jsonl: OUT/in.jsonl/x.jsonl }]", "is a file, not a folder")]
    [InlineData("outputs: [{ jsonl: OUT/in.jsonl }]", "both input and output")]
    [InlineData("outputs: [{ jsonl: OUT/x.jsonl }, { jsonl: OUT/../OUTNAME/x.jsonl }]", "Two outputs go to")]
    [InlineData("sources: []", "at least one entry")]
    [InlineData("sources: [in.jsonl]", "A source is a map")]
    [InlineData("sources: [{ file: in.jsonl }]", "Did you mean 'files'?")]
    [InlineData("sources: [{ hub: wildcht }]", "Did you mean 'wildchat'?")]
    [InlineData("sources: [{ hub: a/b/c }]", "no id of a dataset")]
    [InlineData("sources: [{ hub: '../up' }]", "no id of a dataset")]
    [InlineData("sources: [{ hub: '' }]", "A dataset is a name, such as wildchat")]
    [InlineData("sources: [{ hub: a/b, splt: train }]", "Did you mean 'split'?")]
    [InlineData("sources: [{ hub: a/b, config: [x] }]", "config expects one text")]
    [InlineData("sources: [{ hub: a/b, revision: '../x' }]", "is no revision")]
    [InlineData("sources: [{ hub: a/b, max-files: 0 }]", "max-files expects a whole number from 1 on")]
    [InlineData("sources: [{ hub: a/b, files: { a: b } }]", "are a pattern, or a list of patterns")]
    [InlineData("sources: [{ hub: alpaca }, { hub: alpaca }]", "2 sources are called 'alpaca'")]
    [InlineData("sources: [{ files: in.jsonl, split: train }]", "has no key 'split'")]
    [InlineData("sources: [{ files: in.jsonl, where: '' }]", "where expects a condition")]
    [InlineData("sources: [{ files: in.jsonl, columns: [[a]] }]", "columns expects a list")]
    [InlineData("datasets: none.yaml", "cannot be read")]
    [InlineData("datasets: [{ nam: x }]", "Did you mean 'name'?")]
    [InlineData("sources: [{ files: '-' }]", "standard input")]
    [InlineData("sources: [{ files: '' }]", "empty")]
    [InlineData("sources: [{ files: [] }]", "names no files")]
    [InlineData("sources: [{ files: in.jsonl, max: 0 }]", "max expects a whole number from 1 on; found '0'")]
    [InlineData("sources: [{ files: in.jsonl, max: -5 }]", "max expects")]
    [InlineData("sources: [{ files: in.jsonl, name: '' }]", "name is a text")]
    [InlineData("sources: [{ files: in.jsonl, name: [a] }]", "name is a text")]
    [InlineData("sources: [{ files: [in.jsonl, 'in*.jsonl'] }]", "named twice")]
    [InlineData("sources: [{ files: in.jsonl }, { files: in.jsonl }]", "2 sources are called 'in'")]
    public void A_wrong_part_is_named(string part, string expected)
        => Should.Throw<RecipeFault>(() => Parse(With(part))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("tolerance: 1%", 0.01)]
    [InlineData("tolerance: 0.01", 0.01)]
    [InlineData("tolerance: 1e-2", 0.01)]
    [InlineData("tolerance: 100%", 1)]
    [InlineData("tolerance: 0", 0)]
    public void Tolerance_is_a_share(string part, double expected) => Parse(With(part)).Spec.Tolerance.ShouldBe(expected);

    [Fact]
    public void A_source_may_not_be_called_like_a_set_step()
        => Should.Throw<RecipeFault>(() => Parse(With("sources: [{ files: in.jsonl, name: sample }]", "steps: [{ sample: { n: 1 } }]"))).Message.ShouldContain("like a step");

    [Fact]
    public void Sources_are_found_beside_the_recipe_and_outputs_lie_below_the_current_folder()
    {
        var spec = Parse(With("sources: [{ files: [more.jsonl, 'i*.jsonl'], max: 1_000 }]", "outputs: [{ jsonl: some/rows.jsonl.gz }]")).Spec;
        spec.Sources[0].Files.Select(static f => f.Path).ShouldBe([Path.Combine(_folder, "more.jsonl"), Path.Combine(_folder, "in.jsonl")]);
        spec.Sources[0].Max.ShouldBe(1000);
        spec.Outputs[0].Path.ShouldBe("some/rows.jsonl.gz");
    }

    [Fact]
    public void A_second_use_of_a_step_has_a_label_of_its_own()
        => Parse(With("steps: [{ filter: { field: a, min: 1 } }, shuffle, { filter: { field: b, min: 1 } }]")).Spec.Steps.Select(static s => s.Label)
            .ShouldBe(["filter", "shuffle", "filter-2"]);

    [Theory]
    [InlineData("name: a\nname: b\n", "2:1: The key 'name' stands here a second time.")]
    [InlineData("name: &x a\n", "1:7: Anchors (&name) are not understood")]
    [InlineData("name: &x a\nseed: *x\n", "Aliases (*name) are not understood")]
    [InlineData("name: !!str a\n", "1:7: Tags (tag:yaml.org,2002:str) are not understood")]
    [InlineData("name: !foo a\n", "Tags (!foo) are not understood")]
    [InlineData("name: a\n---\nname: b\n", "A second document begins here")]
    [InlineData("name: a\n\tseed: 1\n", "This is not YAML")]
    [InlineData("name: [a\n", "This is not YAML")]
    [InlineData("? [a]\n: b\n", "A key must be a plain word")]
    [InlineData("", "The recipe is empty")]
    [InlineData("# nothing\n", "The recipe is empty")]
    [InlineData("- a\n", "A recipe is a map")]
    [InlineData("just words\n", "A recipe is a map")]
    [InlineData("name: a\0b\n", "1:8: Here stands a control character")]
    public void What_is_not_a_recipe_is_refused_with_its_place(string text, string expected)
        => Should.Throw<RecipeFault>(() => Parse(text)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("[{a: ")]
    public void Nesting_without_end_is_refused(string piece)
        => Should.Throw<RecipeFault>(() => Parse("a: \n  " + string.Concat(Enumerable.Repeat(piece, 100_000)))).Message.ShouldContain("nested deeper than 64 levels");

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_do_no_harm()
    {
        var path = Path.Combine(_folder, "recipe.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(With().ReplaceLineEndings("\r\n"))]);
        Recipe.Load(path).Name.ShouldBe("good");
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused()
    {
        var path = Path.Combine(_folder, "recipe.yaml");
        File.WriteAllBytes(path, [.. "name: caf"u8, 0xE9, .. "\n"u8]);
        Should.Throw<RecipeFault>(() => Recipe.Load(path)).Message.ShouldContain("not UTF-8 text (byte 9)");
    }

    [Fact]
    public void A_missing_file_is_a_fault() => Should.Throw<RecipeFault>(() => Recipe.Load(Path.Combine(_folder, "none.yaml"))).Message.ShouldContain("cannot be read");

    [Fact]
    public void A_file_of_rows_is_not_taken_for_a_recipe()
    {
        var path = Path.Combine(_folder, "rows.yaml");
        File.WriteAllBytes(path, new byte[5 << 20]);
        Should.Throw<RecipeFault>(() => Recipe.Load(path)).Message.ShouldContain("Is it a file of rows?");
    }

    [Fact]
    public void What_a_recipe_resolves_to_resolves_to_itself()
    {
        var recipe = Parse(With(
            "tolerance: 2%",
            "sources: [{ files: '*.jsonl', max: 1_000, name: \"é😀 \\\"x\\\" \\u2028\\u0085\" }]",
            """
            steps:
              - filter: { field: '"a.b".c', matches: '^\d+"\\😀$', in: [a, "b\"c", 'x: y'], exists: true, min-length: 1_0 }
              - rename: { fields: { a: "b, c", "d: e": f } }
              - add-field: { field: "n\nl", value: "tab\there", overwrite: yes }
              - sample: { share: 10% }
              - shuffle
            """));
        var once = ResolvedText.Of(recipe.Spec);
        var again = Recipe.Parse(once, "/elsewhere/recipe.yaml");
        ResolvedText.Of(again.Spec).ShouldBe(once);
        again.Spec.Steps.Select(static s => s.OptionsText).ShouldBe(recipe.Spec.Steps.Select(static s => s.OptionsText));
        again.Spec.Sources[0].Name.ShouldBe("é😀 \"x\" \u2028\u0085");
        again.Spec.Sources[0].Files.Count.ShouldBe(2);
        Path.IsPathRooted(again.Spec.Outputs[0].Path).ShouldBeTrue();
    }

    [Theory]
    [InlineData("filter", "already")]
    [InlineData("read", "already")]
    [InlineData("my-step-2", "cannot be a step's name")]
    [InlineData("MyStep", "cannot be a step's name")]
    [InlineData("a/b", "cannot be a step's name")]
    [InlineData("", "cannot be a step's name")]
    public void A_step_of_ones_own_needs_a_free_and_plain_name(string name, string expected)
        => Should.Throw<RecipeFault>(() => StepTable.Standard.With(StepEntry.Row<None>(name, "", static (_, _) => throw new NotSupportedException()))).Message.ShouldContain(expected);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed record None : StepOptions;

    private string At(int line, int column) => $"{Path.Combine(_folder, "recipe.yaml")}:{line}:{column}: ";

    // A good recipe, with some of its parts replaced.
    private string With(params string[] parts)
    {
        string[] good = ["name: good", "seed: 7", "sources: [{ files: in.jsonl }]", "steps: []", "outputs: [{ jsonl: OUT/out.jsonl }]"];
        var keys = parts.Select(static p => p[..(p.IndexOf(':', StringComparison.Ordinal) + 1)]).ToList();
        var text = string.Join('\n', [.. good.Where(g => !keys.Exists(g.StartsWith)), .. parts]) + "\n";
        return text.Replace("OUTNAME", Path.GetFileName(_folder), StringComparison.Ordinal).Replace("OUT", _folder, StringComparison.Ordinal);
    }

    private ResolvedRecipe Parse(string text) => Recipe.Parse(text, Path.Combine(_folder, "recipe.yaml"));
}
