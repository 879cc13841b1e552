using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Plans;
using Quern.Recipes;
using Quern.Reports.Plans;
using Quern.Rows;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Builds a dataset of execution plans from many sources, up to a target.</summary>
internal sealed class BuildVerb() : Verb(
    VerbGroup.Fetch,
    "build",
    "Builds a dataset of execution plans from many sources, up to a target.",
    "quern build --target 2000000 --output plans.jsonl --validate",
    "quern build gatling-foundation -o foundation.jsonl",
    "quern build my-composition.yaml --target 10000 --dry-run")
{
    private const string UsualPreset = "jepa-2m";

    private readonly Argument<string?> _composition = new("composition")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "PRESET|FILE",
        Description = $"A preset ({string.Join(", ", Composition.Presets)}) or a composition of your own, YAML. Without it: {UsualPreset}.",
    };

    private readonly OptionSet _options = new(typeof(BuildOptions));

    protected override void Describe(Command command)
    {
        _composition.CompletionSources.Add(static _ => Composition.Presets);
        command.Arguments.Add(_composition);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var named = given.GetValue(_composition);
        faults.AddRange(ParseFaults.UnknownOptions(named is null ? [] : [named], given.CommandResult.Command));
        var options = (BuildOptions?)_options.Read(given, faults);
        if (named is not null && options?.Preset is not null)
        {
            faults.Add($"Two compositions were named, {named} and {options.Preset}; it takes one.");
        }

        ThrowIfAny(faults);
        var output = Output(options!, faults);
        ThrowIfAny(faults);
        var composition = Composition.Load(named ?? options!.Preset ?? UsualPreset, WishOf(options!, output));
        if (options!.DryRun)
        {
            return BuildDryRun.Print(session, composition, options);
        }

        if (options.Resume && !Directory.Exists(OutputRun.FolderOf(options.Output)))
        {
            session.Terminal.Say($"there is no stopped build of {options.Output} to go on with; it begins");
        }

        MakeRoom(composition.Recipe.Spec, options);
        session.ResumeCommand = Again(given);
        return Build(session, composition, options);
    }

    private static int Build(Session session, Composition composition, BuildOptions options)
    {
        using var hub = composition.Recipe.UsesHub ? session.OpenHub(options.CacheDir) : null;
        var settings = new RunSettings { Folder = OutputRun.FolderOf(options.Output), Workers = options.WorkerCount, WriteRejects = !options.NoRejects };
        var watch = Watch.Start();
        PlanStats? stats = null;
        PlanStats StatsOf(RunSpec spec, Ledger ledger) => stats = PlanStats.Of(spec, ledger, composition.Shares);
        var result = RunScreen.Show(session, progress => composition.Recipe.Build(settings, hub, StatsOf, progress, session.Cancel), composition.ProgressEvery);
        if (options.Json)
        {
            JsonText.Print(new { exit_code = result.ExitCode, result.Complete, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3), stats, result.Outputs, result.RejectFiles, result.Notes });
        }
        else
        {
            BuildSummary.Print(session.Terminal, stats!, result, watch.Elapsed);
        }

        BuildSummary.SayEnd(session.Terminal, stats!, result);
        return result.ExitCode;
    }

    private static OutputFile Output(BuildOptions options, List<string> faults)
    {
        if (options.Output.Length == 0)
        {
            return new OutputFile("plans.jsonl", OutputFormat.Jsonl);
        }

        if (RowWriters.FormatOf(options.Output) is { } format && !Directory.Exists(options.Output))
        {
            return new OutputFile(options.Output, format);
        }

        faults.Add($"{options.Output}: " + (Directory.Exists(options.Output) ? "this is a folder; the name of a file was expected." : "the extension does not say how to write it. Use .jsonl, .jsonl.gz, .parquet or .csv."));
        return new OutputFile(options.Output, OutputFormat.Jsonl);
    }

    private static CompositionWish WishOf(BuildOptions options, OutputFile output) => new(output)
    {
        Target = options.Target,
        Validate = options.Validate,
        Layout = options.Layout == PlanLayout.Quern ? null : options.Layout,
        Gold = options.Gold ?? [],
        Datasets = options.Datasets,
    };

    // Everything that could keep the output from getting its name is found out now, and not after hours.
    private static void MakeRoom(RunSpec spec, BuildOptions options)
    {
        var folder = OutputRun.FolderOf(options.Output);
        var wasStopped = Directory.Exists(folder);
        if (wasStopped && RunFolder.IsInUse(folder))
        {
            throw new RunFault($"{folder} is in use: another build writes {options.Output}. Wait for it, or name another output.");
        }

        if (wasStopped && !options.Resume && !options.Force)
        {
            throw new RecipeFault($"{folder} is there: a build of {options.Output} was stopped. Go on with it (--resume), or throw it away and begin anew (--force).");
        }

        // What lies beside an output that has no name yet was left by the build that is gone on with.
        Sidecar.Check(spec, options.Force || (wasStopped && options.Resume && !File.Exists(options.Output)));
        Landing.Refuse(options.Output, options.Force);
        if (wasStopped && options.Force)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Again(ParseResult given)
        => "quern " + string.Join(' ', given.Tokens.Select(static t => t.Value).Where(static t => t is not ("--force" or "--resume")).Append("--resume").Select(ShellWord.Of));
}
