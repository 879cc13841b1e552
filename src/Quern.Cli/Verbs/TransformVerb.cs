using System.CommandLine;
using System.Text;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Cli.Screen.Plans;
using Quern.Formats;
using Quern.Recipes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Turns rows of any known shape into a canonical form, and explains on request how it came to what it wrote.</summary>
internal sealed class TransformVerb() : Verb(
    VerbGroup.Shape, "transform", "Turns rows of any known shape into execution plans.",
    "quern transform rows.jsonl --to plan -o plans.jsonl", "quern transform rows.parquet --to plan --explain 5 -o plans.jsonl")
{
    private readonly InputArguments _inputs = new();
    private readonly OptionSet _what = new(typeof(TransformOptions));
    private readonly OptionSet _step = new(PlanOfRow.Step.OptionsType);
    private readonly OptionSet _write = new(typeof(WriteOptions));

    protected override void Describe(Command command)
    {
        _inputs.AddTo(command);
        _what.AddTo(command);
        _step.AddTo(command);
        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var inputs = _inputs.Read(given, faults);
        var what = (TransformOptions?)_what.Read(given, faults);
        var options = _step.Read(given, faults);
        var write = (WriteOptions?)_write.Read(given, faults);
        faults.AddRange(write?.CheckTarget(write.Output) ?? []);
        if (what?.Explain > 0 && inputs.Contains("-"))
        {
            faults.Add("--explain reads the first rows a second time; standard input can be read once. Name a file.");
        }

        ThrowIfAny(faults);
        var flow = RowFlow.From(inputs) with { Name = Name, Tolerance = write!.Tolerance };
        var spec = flow.Through(PlanOfRow.Step, options!).SpecTo(write.Output);
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => RunExecutor.Execute(spec, write.Settings, progress, session.Cancel));
        Explain(inputs, what!.Explain, options!, session);
        if (write.Json)
        {
            RunJsonText.Print(Name, result, watch.Elapsed);
        }
        else
        {
            RunSummary.SayVerb(session.Terminal, result, watch.Elapsed);
        }

        return result.ExitCode;
    }

    // On standard error: standard output may hold the rows.
    private static void Explain(IReadOnlyList<string> inputs, long rows, StepOptions options, Session session)
    {
        var left = rows;
        foreach (var file in left > 0 ? InputFiles.Expand(inputs, []) : [])
        {
            foreach (var row in FoundRow.Of(file, session.Cancel))
            {
                if (left-- <= 0)
                {
                    return;
                }

                Explain(file, row, PlanOfRow.Make(row, options), session.Terminal);
            }
        }
    }

    private static void Explain(InputFile file, FoundRow row, PlanOfRow made, Terminal terminal)
    {
        var to = Console.Error;
        to.WriteLine($"-- {file.Name}:{row.Number}");
        if (made.Json is { } json)
        {
            PlanText.Print(json, terminal.Error.Profile.Width, to);
        }
        else
        {
            to.WriteLine(Printable.Line($"no plan ({made.Fault!.Value.Reason}): {made.Fault.Value.Message}", terminal.Error.Profile.Width));
            to.WriteLine(Printable.Line(Encoding.UTF8.GetString(row.Json), terminal.Error.Profile.Width));
        }

        to.WriteLine();
    }
}

/// <summary>What <c>transform</c> makes of rows.</summary>
internal enum TransformTarget
{
    /// <summary>Execution plans.</summary>
    Plan,
}

/// <summary>Options of <c>transform</c>.</summary>
internal sealed record TransformOptions : StepOptions
{
    [Option("What rows are turned into.")]
    public required TransformTarget To { get; init; }

    [Option("Show, on standard error, the plans of the first so many rows with how each value came about.")]
    public long Explain { get; init; }

    public override IEnumerable<string> Check() => Explain < 0 ? [$"--explain cannot be {Explain}."] : [];
}
