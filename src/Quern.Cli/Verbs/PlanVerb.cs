using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Recipes;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>The dry run: reads a recipe, checks everything, says what a run would do, and does nothing.</summary>
internal sealed class PlanVerb() : Verb(
    VerbGroup.Run, "plan", "Says what a recipe would do, and does nothing.", "quern plan recipes/demo.yaml", "quern plan recipe.yaml --json")
{
    private readonly OnePath _recipe = new("recipe", "The recipe, a YAML file.", "recipes/demo.yaml");
    private readonly OptionSet _options = new(typeof(PlanOptions));

    protected override void Describe(Command command)
    {
        _recipe.AddTo(command);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var path = _recipe.Read(given, faults);
        var options = (PlanOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        var recipe = Recipe.Load(path);
        var folder = options!.Folder ?? recipe.DefaultFolder;
        using var hub = recipe.UsesHub ? session.OpenHub() : null;
        var spec = recipe.Open(hub, folder, options.Refresh, session.Cancel);
        var plan = DryRun.Of(spec, folder);
        if (options.Json)
        {
            JsonText.Print(plan);
        }
        else
        {
            Print(ResolvedText.Of(spec, recipe.Targets), plan);
        }

        return plan.Sources.Any(static s => s.Lost is not null || s.Troubles.Count > 0) ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static string Rows(PlannedSource source)
        => source.Rows is { } rows ? $"{(source.Exact ? "" : "about ")}{Amount.Count(rows, "row", "rows")}" : "an unknown number of rows";

    private static string Where(PlannedSource source)
        => source.BytesHere >= source.Bytes ? "" : $", {Amount.Bytes(source.Bytes - source.BytesHere)} to be fetched{(source.Max is null ? "" : " at the most")}";

    private static void Print(string resolved, DryRun plan)
    {
        var o = Console.Out;
        o.WriteLine("# what the recipe means");
        o.Write(resolved);
        o.WriteLine();
        o.WriteLine("# sources");
        foreach (var source in plan.Sources)
        {
            o.WriteLine(source.Lost is { } lost ? $"{source.Name}: cannot be had: {lost}" : $"{source.Name}: {Amount.Count(source.Files, "file", "files")}, {Amount.Bytes(source.Bytes)}, {Rows(source)}{Where(source)}");
            if (source.Licence is { } licence)
            {
                o.WriteLine($"{source.Name}: {licence}");
            }

            foreach (var trouble in source.Troubles)
            {
                o.WriteLine($"{source.Name}: {trouble}");
            }
        }

        o.WriteLine();
        o.WriteLine("# segments");
        foreach (var segment in plan.Segments)
        {
            o.WriteLine($"{segment.Folder} {segment.Steps} ({segment.State})");
        }

        o.WriteLine();
        o.WriteLine("# files to be written");
        o.WriteLine($"{plan.Folder}/ (run folder: checkpoints, ledger, rejected rows)");
        foreach (var output in plan.Outputs)
        {
            o.WriteLine(output.State is "new" ? output.Path : $"{output.Path} ({output.State})");
        }

        o.WriteLine();
        o.WriteLine($"# model requests: {plan.ModelRequests}, cost: none");
    }
}

/// <summary>Options of a dry run.</summary>
internal sealed record PlanOptions : StepOptions
{
    [Option("The run folder that the run would use. Without it: runs/NAME.", Value = "FOLDER")]
    public string? Folder { get; init; }

    [Option("Look at the newest revisions of datasets on the Hub, as run --refresh does.")]
    public bool Refresh { get; init; }

    [Option("Print one JSON object instead of text for people.")]
    public bool Json { get; init; }
}
