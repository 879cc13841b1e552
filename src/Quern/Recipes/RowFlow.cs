using Quern.Formats;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>
/// Files through steps into one file: the same machinery as a recipe's, without a run folder. This is what a single verb
/// of the command line is, and the shortest way to use Quern from a program. A flow is a value: each call gives another.
/// </summary>
public sealed record RowFlow
{
    private RowFlow(IReadOnlyList<string> inputs) => Inputs = inputs;

    /// <summary>What the flow is called in its own messages.</summary>
    public string Name { get; init; } = "rows";

    /// <summary>All chance in the steps comes from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of rows that may be quarantined before the result counts as incomplete.</summary>
    public double Tolerance { get; init; }

    /// <summary>Whether each file is a source of its own, and not a part of one.</summary>
    internal bool FilesAreSources { get; init; }

    /// <summary>Names of the inputs, each of which is a source of its own; null where they are one.</summary>
    internal IReadOnlyList<string>? SourceNames { get; init; }

    /// <summary>The files, folders and globs that are read.</summary>
    public IReadOnlyList<string> Inputs { get; }

    private IReadOnlyList<(StepEntry Entry, StepOptions Options)> Steps { get; init; } = [];

    /// <summary>A flow of all rows of these files, folders and globs; <c>-</c> is standard input.</summary>
    public static RowFlow From(params IReadOnlyList<string> inputs) => new(inputs);

    /// <summary>The flow with one more step of Quern's own; the type of its options says which.</summary>
    public RowFlow Through(StepOptions options)
        => Through(
            StepTable.Standard.Entries.FirstOrDefault(e => e.OptionsType == options.GetType())
                ?? throw new RecipeFault($"{options.GetType().Name} are the options of no step that comes with Quern; give the step's entry too."),
            options);

    /// <summary>The flow with one more step.</summary>
    public RowFlow Through(StepEntry entry, StepOptions options) => this with { Steps = [.. Steps, (entry, options)] };

    /// <summary>Reads, works and writes; the extension of the path says in which format.</summary>
    /// <param name="output">The file to write; <c>-</c> is standard output.</param>
    /// <param name="force">Whether a file that exists may be replaced.</param>
    /// <param name="cancel">Stops the work; nothing is left under the output's name then.</param>
    public RunCounts To(string output, bool force = false, CancellationToken cancel = default)
        => RunCounts.Of(RunExecutor.Execute(SpecTo(output), new RunSettings { Force = force }, new RunProgress(), cancel));

    /// <summary>The run that this flow is; all faults of its parts are said at once.</summary>
    internal RunSpec SpecTo(string output)
    {
        var faults = new List<string>();
        var format = output.Length == 0 ? null : RowWriters.FormatOf(output);
        if (output.Length == 0)
        {
            faults.Add("The output has no name.");
        }
        else if (format is null)
        {
            faults.Add($"{output}: the extension does not say how to write it. Use .jsonl, .jsonl.gz, .parquet or .csv.");
        }

        return SpecTo([new OutputFile(output, format ?? OutputFormat.Jsonl)], faults);
    }

    /// <summary>The run that writes several files.</summary>
    /// <param name="outputs">The files.</param>
    /// <param name="faults">What was found to be wrong before.</param>
    internal RunSpec SpecTo(IReadOnlyList<OutputFile> outputs, List<string> faults)
    {
        var named = InputFiles.ExpandEach(Inputs, faults);
        IReadOnlyList<InputFile> files = [.. named.SelectMany(static f => f)];
        faults.AddRange(outputs.Where(o => o.Path is not ("" or "-") && files.Any(f => f.Path != "-" && Path.GetFullPath(f.Path) == Path.GetFullPath(o.Path)))
            .Select(static o => $"{o.Path} is both input and output; write to another file."));
        faults.AddRange(Steps.SelectMany(static s => s.Options.Check()));
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        var spec = new RunSpec(Name, Seed, Tolerance, SourcesOf(named, files), StepSpec.InOrder(Steps), outputs);
        faults.AddRange(Enumerable.Range(0, spec.Steps.Count).SelectMany(spec.SourceFaults));
        return faults.Count > 0 ? throw new RecipeFault(faults) : spec;
    }

    private IReadOnlyList<SourceSpec> SourcesOf(IReadOnlyList<IReadOnlyList<InputFile>> named, IReadOnlyList<InputFile> files) => this switch
    {
        { SourceNames: { } names } => [.. named.Select((own, i) => new SourceSpec(names[i], [.. own.Select(static f => new LocalFile(f))]))],
        { FilesAreSources: true } => [.. files.Select(static f => new SourceSpec(f.Path, [new LocalFile(f)]))],
        _ => [new SourceSpec(files.Count == 1 ? files[0].Path : "inputs", [.. files.Select(static f => new LocalFile(f))])],
    };
}
