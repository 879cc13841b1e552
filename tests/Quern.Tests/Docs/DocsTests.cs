using System.Text;
using System.Text.RegularExpressions;
using Quern.Recipes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Docs;

/// <summary>What the pages show is what the program does: tables are compared, recipes parsed, examples run.</summary>
public sealed partial class DocsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;

    public static TheoryData<string> Steps { get; } = [.. StepTable.Standard.Entries.Select(static e => e.Name)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_steps_page_lists_its_options(string step)
    {
        var page = DocsFolder.Read($"docs/steps/{step}.md");
        page.ShouldStartWith($"# {step}\n");
        OptionsPart().Match(page).Groups["table"].Value.ShouldBe(Table(StepTable.Standard.Find(step)!.OptionsType));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_steps_example_gives_the_rows_that_the_page_shows(string step)
    {
        var page = DocsFolder.Read($"docs/steps/{step}.md");
        var rows = DocsFolder.Blocks(page, "jsonl");
        rows.Count.ShouldBe(2);
        foreach (Match file in FilePart().Matches(page))
        {
            File.WriteAllText(Path.Combine(_folder, file.Groups["file"].Value), file.Groups["text"].Value);
        }

        Run(DocsFolder.Blocks(page, "yaml").ShouldHaveSingleItem(), rows[0], StepTable.Standard).ShouldBe(rows[1]);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Every_step_is_linked_from_the_page_on_recipes(string step)
        => DocsFolder.Read("docs/recipes.md").ShouldContain($"[{step}](steps/{step}.md)");

    [Fact]
    public void Every_recipe_on_the_page_on_recipes_is_one()
    {
        foreach (var file in new[] { "data/first.jsonl", "extra/first.jsonl", "extra/second.jsonl" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), "{}\n");
        }

        var recipes = DocsFolder.Blocks(DocsFolder.Read("docs/recipes.md"), "yaml");
        recipes.ShouldNotBeEmpty();
        foreach (var recipe in recipes)
        {
            Recipe.Parse(recipe, Path.Combine(_folder, "recipe.yaml")).Name.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_step_on_the_page_about_adding_one_is_compiled_and_works()
    {
        var page = DocsFolder.Read("docs/adding-a-step.md");
        var parts = SourcePart().Matches(page);
        parts.Count.ShouldBe(3);
        foreach (Match part in parts)
        {
            part.Groups["text"].Value.ShouldBe(DocsFolder.Read($"tests/Quern.Tests/Docs/CountWords/{part.Groups["file"].Value}"), part.Groups["file"].Value);
        }

        Run("- count-words: { field: text, min-words: 2 }", "{\"text\":\"Mill  it.\\nNow\"}\n{\"text\":\"Mill\"}\n{\"n\":1}\n", CountWords.CountWordsTable.Steps)
            .ShouldBe("{\"text\":\"Mill  it.\\nNow\",\"words\":3}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Run(string steps, string rows, StepTable table)
    {
        File.WriteAllText(Path.Combine(_folder, "in.jsonl"), rows);
        var output = Path.Combine(_folder, "out.jsonl");
        var recipe = $"name: example\nseed: 42\nsources: [{{ files: in.jsonl }}]\nsteps:\n{steps}\noutputs: [{{ jsonl: {output} }}]\n";
        var spec = Recipe.Parse(recipe, Path.Combine(_folder, "recipe.yaml"), table).Spec;
        var plain = spec with { Sources = [spec.Sources[0] with { Identity = RowIdentity.None }] };
        RunExecutor.Execute(plain, new RunSettings { Folder = Path.Combine(_folder, "run"), Workers = 2 }, new RunProgress(), TestContext.Current.CancellationToken);
        return File.ReadAllText(output);
    }

    private static string Table(Type optionsType)
    {
        var options = OptionTable.Describe(optionsType);
        if (options.Count == 0)
        {
            return "It has none.\n";
        }

        var table = new StringBuilder("| Option | Value | Default | What it does |\n|---|---|---|---|\n");
        foreach (var option in options)
        {
            var fallback = option.Required ? "required" : option.DefaultText.Length > 0 ? $"`{option.DefaultText}`" : "none";
            table.Append($"| `{option.Name}` | {option.Expects} | {fallback} | {option.Doc} |\n");
        }

        return table.ToString();
    }

    [GeneratedRegex("^<!-- file: (?<file>[\\w.-]+) -->\n```text\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FilePart();

    [GeneratedRegex("<!-- options -->\n(?<table>.*?)<!-- /options -->", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex OptionsPart();

    [GeneratedRegex("^<!-- (?<file>\\w+\\.cs) -->\n```csharp\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SourcePart();
}
