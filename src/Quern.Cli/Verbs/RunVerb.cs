using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Recipes;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Runs a recipe, or what an earlier run of it left undone.</summary>
internal sealed class RunVerb() : Verb(
    VerbGroup.Run,
    "run",
    "Runs a recipe; run again, it goes on where it was.",
    "quern run recipes/demo.yaml",
    "quern run recipe.yaml --folder /big/disk/run1 --workers 8")
{
    private readonly OnePath _recipe = new("recipe", "The recipe, a YAML file.", "recipes/demo.yaml");
    private readonly OptionSet _options = new(typeof(RunOptions));

    protected override void Describe(Command command)
    {
        _recipe.AddTo(command);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var path = _recipe.Read(given, faults);
        var options = (RunOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        return RecipeRun.Run(session, Recipe.Load(path), $"quern run {ShellWord.Of(path)}", options!);
    }
}

/// <summary>How a recipe is run; nothing here changes what comes out.</summary>
internal sealed record RunOptions : WorkOptions
{
    [Option("The run folder, for checkpoints, ledger and rejected rows. Without it: runs/NAME.", Value = "FOLDER")]
    public string? Folder { get; init; }

    [Option("Replace outputs that exist and were not written by this run folder.")]
    public bool Force { get; init; }

    [Option("Read the newest revisions of datasets on the Hub; without it a run folder keeps to those it began with.")]
    public bool Refresh { get; init; }

    [Option("Only count rejected rows, do not write them.")]
    public bool NoRejects { get; init; }
}
