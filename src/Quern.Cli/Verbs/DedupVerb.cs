using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Dedup;
using Quern.Dedup.Files;
using Quern.Recipes;
using Quern.Reports.Dedup;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Removes duplicates and near-duplicates from files.</summary>
internal sealed class DedupVerb() : Verb(
    VerbGroup.Improve,
    "dedup",
    "Removes duplicates and near-duplicates, and names the row that is kept.",
    "quern dedup scored.jsonl -o unique.jsonl --threshold 0.8",
    "quern dedup a.jsonl b.jsonl --by instruction,response --keep best:quality_score -o unique.jsonl",
    "quern dedup new.jsonl --against old.jsonl,eval.jsonl -o fresh.jsonl")
{
    private static readonly StepEntry Step = StepTable.Standard.Find("dedup")!;
    private static readonly double[] CurveThresholds = [0.6, 0.7, 0.8, 0.9];

    private readonly InputArguments _inputs = new();
    private readonly OptionSet _step = new(Step.OptionsType);
    private readonly OptionSet _beside = new(typeof(DedupVerbOptions));
    private readonly OptionSet _write = new(typeof(WriteOptions));

    protected override void Describe(Command command)
    {
        _inputs.AddTo(command);
        _step.AddTo(command);
        _beside.AddTo(command);
        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var inputs = _inputs.Read(given, faults);
        var options = (DedupOptions?)_step.Read(given, faults);
        var beside = (DedupVerbOptions?)_beside.Read(given, faults);
        var write = (WriteOptions?)_write.Read(given, faults);
        if (beside?.DryRun == true && options?.SaveIndex is not null)
        {
            faults.Add("--dry-run writes nothing, and --save-index names a file to write; leave one of them out.");
        }

        if (beside?.Curve == true && options?.Exact == true)
        {
            faults.Add("--curve looks at several thresholds, and --exact has none; leave one of them out.");
        }

        faults.AddRange(beside?.DryRun == true ? [] : write?.CheckTarget(write.Output) ?? []);
        ThrowIfAny(faults);
        session.ResumeCommand = "quern " + string.Join(' ', given.Tokens.Select(static t => ShellWord.Of(t.Value)));
        var flow = RowFlow.From(inputs) with { Name = Name, Tolerance = write!.Tolerance, FilesAreSources = true };
        var spec = flow.Through(Step, options!).SpecTo(write.Output);
        var extras = new DedupExtras { Clusters = beside!.Clusters, DryRun = beside.DryRun, Thresholds = beside.Curve ? CurveThresholds : [], Page = PageOf(beside.Report, options!) };
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => new DedupRun(spec, extras, write.Settings, progress, session.Cancel).Run());
        DedupScreen.Print(session.Terminal, result, beside.DryRun, write.Json, watch.Elapsed);
        return result.Run.ExitCode;
    }

    private static DedupPage? PageOf(string? path, DedupOptions options)
        => path is null ? null : new DedupPage(path, (stats, rows) => DuplicatesPage.Write(path, options, stats, rows));
}

/// <summary>What the verb <c>dedup</c> writes or tells beside the rows.</summary>
internal sealed record DedupVerbOptions : StepOptions
{
    [Option("Write who was merged with whom into this file: a line for each kept row with duplicates.", Value = "FILE")]
    public string? Clusters { get; init; }

    [Option("Write a page for people into this file: the numbers, and the largest clusters side by side with their differences marked.", Value = "FILE")]
    public string? Report { get; init; }

    [Option("Write nothing; say what would be removed.")]
    public bool DryRun { get; init; }

    [Option("With --dry-run: say how many rows would be removed at 0.6, 0.7, 0.8 and 0.9.")]
    public bool Curve { get; init; }

    public override IEnumerable<string> Check()
    {
        if (Curve && !DryRun)
        {
            yield return "--curve looks at several thresholds and writes nothing; add --dry-run.";
        }

        foreach (var (option, file) in new[] { ("--clusters", Clusters), ("--report", Report) })
        {
            if (file is "" or "-")
            {
                yield return $"{option} expects the name of a file.";
            }

            if (DryRun && file is not null)
            {
                yield return $"--dry-run writes nothing, and {option} names a file to write; leave one of them out.";
            }
        }
    }
}
