using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Recipes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>
/// A verb that takes rows through one step, or through none, into one file. Its options are those of the step, so a step
/// becomes a verb by a line in the table of verbs.
/// </summary>
internal sealed class RowsVerb(VerbGroup group, string name, string summary, string? step, params IReadOnlyList<string> examples)
    : Verb(group, name, summary, examples)
{
    private readonly StepEntry? _step = step is null ? null : StepTable.Standard.Find(step)!;
    private readonly InputArguments _inputs = new();
    private readonly OptionSet _write = new(typeof(WriteOptions));
    private readonly OptionSet _seed = new(typeof(SeedOptions));
    private OptionSet? _stepOptions;

    protected override void Describe(Command command)
    {
        _inputs.AddTo(command);
        if (_step is not null)
        {
            _stepOptions = new OptionSet(_step.OptionsType);
            _stepOptions.AddTo(command);
        }

        if (_step?.Kind == StepKind.Set)
        {
            _seed.AddTo(command);
        }

        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var inputs = _inputs.Read(given, faults);
        var options = _stepOptions?.Read(given, faults);
        var seed = _step?.Kind == StepKind.Set ? ((SeedOptions?)_seed.Read(given, faults))?.Seed ?? 0 : 0;
        var write = (WriteOptions?)_write.Read(given, faults);
        faults.AddRange(write?.CheckTarget(write.Output) ?? []);
        ThrowIfAny(faults);
        var flow = RowFlow.From(inputs) with { Name = Name, Seed = seed, Tolerance = write!.Tolerance };
        var spec = (_step is null ? flow : flow.Through(_step, options!)).SpecTo(write.Output);
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => RunExecutor.Execute(spec, write.Settings, progress, session.Cancel));
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
}
