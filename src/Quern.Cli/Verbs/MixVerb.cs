using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Mixing.Mix;
using Quern.Recipes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Puts sources together in the shares that are asked for.</summary>
internal sealed class MixVerb() : Verb(
    VerbGroup.Improve,
    "mix",
    "Puts files together in the shares asked for, and shuffles the rows.",
    "quern mix benign.jsonl:60 adversarial.jsonl:20 mutated.jsonl:20 --total 100000 --seed 7 -o mix.jsonl",
    "quern mix code=a.jsonl:0.7 b.jsonl:0.3 --when-short repeat --epochs 3 -o mix.jsonl",
    "quern mix wiki.jsonl books.jsonl --temperature 2 --total 1000000 --mark source -o mix.parquet")
{
    private static readonly StepEntry Step = StepTable.Standard.Find("mix")!;

    private readonly MixArguments _sources = new();
    private readonly OptionSet _step = new(Step.OptionsType);
    private readonly OptionSet _counts = new(typeof(MixVerbOptions));
    private readonly OptionSet _seed = new(typeof(SeedOptions));
    private readonly OptionSet _write = new(typeof(WriteOptions));

    protected override void Describe(Command command)
    {
        _sources.AddTo(command);
        _step.AddTo(command);
        _counts.AddTo(command);
        _seed.AddTo(command);
        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var sources = _sources.Read(given, faults);
        var byCount = ((MixVerbOptions?)_counts.Read(given, faults))?.Counts ?? false;
        var options = Options(given, sources, byCount, faults);
        var seed = ((SeedOptions?)_seed.Read(given, faults))?.Seed ?? 0;
        var write = (WriteOptions?)_write.Read(given, faults);
        faults.AddRange(write?.CheckTarget(write.Output) ?? []);
        ThrowIfAny(faults);
        var flow = RowFlow.From([.. sources.Select(static s => s.Path)]) with
        {
            Name = Name, Seed = seed, Tolerance = write!.Tolerance, SourceNames = [.. sources.Select(static s => s.Name)],
        };
        var spec = flow.Through(Step, options!).SpecTo(write.Output);
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => RunExecutor.Execute(spec, write.Settings, progress, session.Cancel));
        SharesScreen.Show(session.Terminal, Name, result, write.Json, watch.Elapsed);
        return result.ExitCode;
    }

    // Shares stand behind the files; what is said by options beside that is added, and judged together.
    private MixOptions? Options(ParseResult given, IReadOnlyList<MixSource> sources, bool byCount, List<string> faults)
    {
        var typed = sources.Where(static s => s.Share is not null).DistinctBy(static s => s.Name).ToDictionary(static s => s.Name, static s => s.Share!, StringComparer.Ordinal);
        if (typed.Count > 0 && sources.Any(static s => s.Share is null))
        {
            faults.Add($"Some sources have a share behind a colon and some have none: {string.Join(", ", sources.Where(static s => s.Share is null).Select(static s => s.Path))}. Give each one, 0 to leave it out.");
        }

        return (MixOptions?)_step.Read(given, faults, values =>
        {
            if (typed.Count > 0 && !values.TryAdd(byCount ? "rows" : "shares", OptionValue.Of(typed)))
            {
                faults.Add($"The {(byCount ? "rows" : "shares")} stand behind the files and under --{(byCount ? "rows" : "shares")}; say them once.");
            }
        });
    }
}

/// <summary>What the numbers behind the files of <c>mix</c> mean.</summary>
internal sealed record MixVerbOptions : StepOptions
{
    [Option("The numbers behind the files are numbers of rows, not shares.")]
    public bool Counts { get; init; }
}
