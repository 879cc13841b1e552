using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Dedup;
using Quern.Fields.DropFields;
using Quern.Formats;
using Quern.Mixing.Split;
using Quern.Recipes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Splits files into parts, each a file of its own.</summary>
internal sealed class SplitVerb() : Verb(
    VerbGroup.Improve,
    "split",
    "Splits rows into train, val and test files, without leaks between them.",
    "quern split mix.jsonl --train 80 --val 10 --test 10 --stratify label --group-near-duplicates -o split/",
    "quern split chats.jsonl --group conversation_id,prompt --train 0.9 --test 0.1 -o split/",
    "quern split rows.parquet --part train=98 --part dev=2 --seed 7 --format parquet -o split/")
{
    private static readonly StepEntry Step = StepTable.Standard.Find("split")!;

    private readonly InputArguments _inputs = new();
    private readonly OptionSet _step = new(Step.OptionsType);
    private readonly OptionSet _near = new(typeof(NearDuplicatesOptions));
    private readonly OptionSet _seed = new(typeof(SeedOptions));
    private readonly OptionSet _write = new(typeof(FolderOptions));

    protected override void Describe(Command command)
    {
        _inputs.AddTo(command);
        _step.AddTo(command);
        _near.AddTo(command);
        _seed.AddTo(command);
        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var inputs = _inputs.Read(given, faults);
        var options = (SplitOptions?)_step.Read(given, faults);
        var near = (NearDuplicatesOptions?)_near.Read(given, faults);
        var seed = ((SeedOptions?)_seed.Read(given, faults))?.Seed ?? 0;
        var write = (FolderOptions?)_write.Read(given, faults);
        ThrowIfAny(faults);
        var flow = Flow(RowFlow.From(inputs) with { Name = Name, Seed = seed, Tolerance = write!.Tolerance }, options!, near!);
        var outputs = options!.Parts.Select(part => write.FileOf(part.Key)).ToList();
        var spec = flow.SpecTo(outputs, faults) with { Beside = Sidecar.SplitIn(write.Output) };
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => RunExecutor.Execute(spec, write.Settings, progress, session.Cancel));
        SharesScreen.Show(session.Terminal, Name, result, write.Json, watch.Elapsed);
        return result.ExitCode;
    }

    // Near-duplicates are found first and named in a field, by which the split keeps them together.
    private static RowFlow Flow(RowFlow flow, SplitOptions options, NearDuplicatesOptions near)
    {
        if (!near.GroupNearDuplicates)
        {
            return flow.Through(Step, options);
        }

        var field = near.ClusterField ?? NearDuplicatesOptions.OwnField;
        var dedup = new DedupOptions { Mark = field, Linkage = Linkage.Connected, Threshold = near.Threshold, By = near.By };
        var marked = flow.Through(dedup).Through(Step, options with { Group = [.. options.Group ?? [], field] });
        return near.ClusterField is null ? marked.Through(new DropFieldsOptions { Fields = [field] }) : marked;
    }
}

/// <summary>How near-duplicates are kept together by <c>split</c>.</summary>
internal sealed record NearDuplicatesOptions : StepOptions
{
    /// <summary>The field that names clusters while the split is made.</summary>
    public const string OwnField = "quern_near_duplicates";

    [Option("Keep rows in one part that are near-duplicates of each other, also through others in between.")]
    public bool GroupNearDuplicates { get; init; }

    [Option("Rows are near-duplicates from this Jaccard index of their shingles on.")]
    public double Threshold { get; init; } = 0.8;

    [Option("Fields that are compared for near-duplicates. Without it: every text of the row.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? By { get; init; }

    [Option("Leave the name of each row's cluster of near-duplicates in this field.", Value = "FIELD")]
    public string? ClusterField { get; init; }

    public override IEnumerable<string> Check()
    {
        if (!GroupNearDuplicates && (By is not null || ClusterField is not null || Threshold != new NearDuplicatesOptions().Threshold))
        {
            yield return "--threshold, --by and --cluster-field say how near-duplicates are found; add --group-near-duplicates.";
        }
    }
}

/// <summary>The folder where a verb writes several files.</summary>
internal sealed record FolderOptions : WritingOptions
{
    [Option("The folder where the parts go, a file each.", Short = "o", Value = "FOLDER")]
    public required string Output { get; init; }

    [Option("How the parts are written.", Value = "jsonl|jsonl.gz|parquet|csv")]
    public string Format { get; init; } = "jsonl";

    public override IEnumerable<string> Check()
    {
        foreach (var problem in base.Check())
        {
            yield return problem;
        }

        if (Output is "" or "-" || File.Exists(Output))
        {
            yield return $"--output expects a folder for the parts; found '{Output}'.";
        }

        if (Format is not ("jsonl" or "jsonl.gz" or "parquet" or "csv"))
        {
            yield return $"--format expects one of jsonl, jsonl.gz, parquet, csv; found '{Format}'.";
        }
    }

    /// <summary>The file of a part.</summary>
    public OutputFile FileOf(string part)
    {
        var path = Path.Combine(Output, $"{part}.{Format}");
        return new OutputFile(path, RowWriters.FormatOf(path)!.Value) { Part = part };
    }
}
