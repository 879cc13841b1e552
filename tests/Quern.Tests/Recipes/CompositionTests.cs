using Quern.Formats;
using Quern.Plans.Quality;
using Quern.Recipes;
using Quern.Rows;
using Quern.Running;
using Quern.Tests.Running;

namespace Quern.Tests.Recipes;

public sealed class CompositionTests
{
    private static readonly CompositionWish Wish = new(new OutputFile("plans.jsonl", OutputFormat.Jsonl));

    [Theory]
    [InlineData("jepa-2m", 2_000_000, 10, 3, 10_000)]
    [InlineData("jepa-10m", 10_000_000, 13, 3, 10_000)]
    [InlineData("gatling-foundation", 1_803, 3, 0, 10_000)]
    [InlineData("gatling-adversarial", 563_000, 5, 0, 50_000)]
    public void Every_preset_is_sound(string name, long target, int sources, int shares, long progress)
    {
        Composition.Presets.ShouldContain(name);
        var composition = Composition.Load(name, Wish);
        composition.Recipe.Name.ShouldBe(name);
        composition.Recipe.Spec.Target.ShouldBe(target);
        composition.Recipe.Spec.Sources.Count.ShouldBe(sources);
        composition.Recipe.Spec.Outputs.ShouldBe([Wish.Output]);
        composition.Recipe.Spec.Steps.Select(static s => s.Label).ShouldBe(["to-plan", "plan-quality"]);
        composition.Shares.Count.ShouldBe(shares);
        composition.ProgressEvery.ShouldBe(progress);
    }

    [Fact]
    public void There_are_no_other_presets() => Composition.Presets.Count.ShouldBe(4);

    [Fact]
    public void The_caps_of_two_million_are_its_weights()
    {
        var sources = Composition.Load("jepa-2m", Wish).Recipe.Spec.Sources;
        sources.Where(static s => s.Filling != SourceFilling.Only).Sum(static s => s.Weight).ShouldBe(2_277_000);
        sources.Where(static s => s.Filling != SourceFilling.None).Select(static s => s.Name).ShouldBe(["dolci-tool-use", "natural-instructions"]);
    }

    [Fact]
    public void Ten_million_are_six_of_conversation_one_and_a_half_of_calls_two_of_instructions_and_half_of_gold()
    {
        var weights = Composition.Load("jepa-10m", Wish).Recipe.Spec.Sources.Select(static s => s.Weight).ToList();
        weights.Take(2).Sum().ShouldBe(6_000_000);
        weights.Skip(2).Take(7).Sum().ShouldBe(1_500_000);
        weights.Skip(9).Take(3).Sum().ShouldBe(2_000_000);
        weights[12].ShouldBe(500_000);
    }

    [Theory]
    [InlineData("steps: [{ filter: { field: a, min: 0 } }]", "No step of this composition makes plans: add to-plan")]
    [InlineData("steps: [{ to-plan: {} }]\nshares: { converstion: 1-2% }", "There is no schema 'converstion'. Did you mean 'conversation'?")]
    public void A_composition_that_would_make_no_plans_or_misspells_a_schema_is_refused(string more, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("quern-composition-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "in.jsonl"), "{\"a\":1}\n");
            var path = Path.Combine(folder.FullName, "mine.yaml");
            File.WriteAllText(path, $"name: mine\ntarget: 1\nsources: [{{ files: in.jsonl }}]\n{more}\n");
            Should.Throw<RecipeFault>(() => Composition.Load(path, Wish)).Message.ShouldContain(expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_was_asked_goes_before_what_is_written()
    {
        var spec = Composition.Load("jepa-2m", Wish with { Target = 7, Validate = true }).Recipe.Spec;
        spec.Target.ShouldBe(7);
        ((PlanQualityOptions)spec.Steps[1].Options).Mode.ShouldBe(PlanQualityMode.Drop);
    }

    [Theory]
    [InlineData("shares: { conversation: 70-60% }\ntarget: 5\n", "expects two per cents")]
    [InlineData("shares: 5\ntarget: 5\n", "shares expects schemas")]
    [InlineData("progress-every: 0\ntarget: 5\n", "progress-every expects a whole number")]
    [InlineData("", "has no target")]
    public void What_is_wrong_is_said(string more, string message)
    {
        using var bench = new RunBench();
        var path = bench.Write("mine.yaml", $"name: x\n{more}sources:\n  - hub: wildchat\n");
        Should.Throw<RecipeFault>(() => Composition.Load(path, Wish)).Message.ShouldContain(message);
    }
}
