using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Recipes;
using Quern.Reports.Verify;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Reads finished files again and says whether they are what they should be.</summary>
internal sealed class VerifyVerb() : Verb(
    VerbGroup.Look,
    "verify",
    "Reads finished files again and proves that they are what was promised.",
    "quern verify data.jsonl",
    "quern verify split/ --near --group prompt",
    "quern verify --recipe recipe.yaml --preset curated-instruct",
    "quern verify out/mix.jsonl --share label:benign=60% --max-duplicates 1% --json")
{
    private readonly Argument<string[]> _paths = new("paths")
    {
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "FILE",
        Description = "Files, folders or globs; the files of each folder are one dataset. Or a run folder: its outputs are meant.",
    };

    private readonly OptionSet _options = new(typeof(VerifyOptions));
    private readonly OptionSet _show = new(typeof(VerifyShowOptions));

    protected override void Describe(Command command)
    {
        command.Arguments.Add(_paths);
        _options.AddTo(command);
        _show.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        IReadOnlyList<string> paths = given.GetValue(_paths) ?? [];
        faults.AddRange(ParseFaults.UnknownOptions(paths, given.CommandResult.Command));
        var options = (VerifyOptions?)_options.Read(given, faults);
        var show = (VerifyShowOptions?)_show.Read(given, faults);
        if (paths.Count == 0 && options is { Recipe: null })
        {
            faults.Add("No file was named. Name files or folders, a run folder, or a recipe (--recipe).");
        }

        ThrowIfAny(faults);
        if (show!.Faults is { } path)
        {
            Landing.Refuse(path, show.Force);
        }

        var recipe = options!.Recipe is { } name ? Recipe.Load(name) : null;
        var (files, isWhole, against) = Files(paths, recipe);
        options = options with { Against = options.Against ?? against };
        var targets = VerifyTargets.Of(options, recipe?.Targets);
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => new VerifyRun(options, targets, show.WorkerCount, progress, session.Cancel).Run(files, isWhole));
        Show(result, show, session.Terminal, watch);
        return result.Passed ? ExitCodes.Done : ExitCodes.VerificationFailed;
    }

    // A run folder holds no rows for people: its outputs are meant, by the ledger in it.
    private static (IReadOnlyList<string> Files, bool IsWhole, string? Against) Files(IReadOnlyList<string> paths, ResolvedRecipe? recipe)
    {
        var folder = paths is [var only] && RunFolder.Is(only) ? only : paths.Count == 0 ? recipe!.DefaultFolder : null;
        if (folder is null)
        {
            return (paths, paths.All(Directory.Exists), null);
        }

        var known = FinishedRun.In(folder);
        return (FinishedRun.FilesOf(known), true, known.Path);
    }

    private static void Show(VerifyResult result, VerifyShowOptions show, Terminal terminal, Watch watch)
    {
        if (show.Faults is { } path)
        {
            if (result.Sets.SelectMany(static s => s.Files).Any(f => Path.GetFullPath(f.Path) == Path.GetFullPath(path)))
            {
                throw new RecipeFault($"{path} is one of the files that were verified; name another one for the faults.");
            }

            VerifyJson.WriteFaults(path, result);
        }

        if (show.Json)
        {
            VerifyJson.Print(result, show.Examples);
        }
        else
        {
            VerifyText.Print(result, show.Examples, terminal.Out);
            terminal.Say(result.Passed ? $"verified in {Amount.Time(watch.Elapsed)}" : $"verification failed (exit code 7), in {Amount.Time(watch.Elapsed)}");
        }
    }
}

/// <summary>How the result of <c>verify</c> is told.</summary>
internal sealed record VerifyShowOptions : WorkOptions
{
    [Option("How many faults of each kind are told.")]
    public int Examples { get; init; } = 5;

    [Option("Write every fault as a line of JSON into this file (of each kind the first 10,000).", Value = "FILE")]
    public string? Faults { get; init; }

    [Option("Replace that file when it exists.")]
    public bool Force { get; init; }

    public override IEnumerable<string> Check()
        => Examples < 0 ? [.. base.Check(), $"--examples cannot be {Examples}."] : Faults is "" or "-" ? [.. base.Check(), "--faults expects the name of a file."] : base.Check();
}
