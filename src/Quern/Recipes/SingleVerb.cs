using Quern.Formats;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Makes a run of one verb on the command line: the same machinery as a recipe's, without a run folder.</summary>
internal static class SingleVerb
{
    /// <summary>The run; all faults of its parts are said at once.</summary>
    public static RunSpec Spec(
        string name, IReadOnlyList<string> inputs, StepEntry? step, StepOptions? options, string output, ulong seed, double tolerance)
    {
        var faults = new List<string>();
        var files = InputFiles.Expand(inputs, faults);
        var format = RowWriters.FormatOf(output);
        if (format is null)
        {
            faults.Add($"{output}: the extension does not say how to write it. Use .jsonl, .jsonl.gz, .parquet or .csv.");
        }

        if (output != "-" && files.Any(f => f.Path != "-" && Path.GetFullPath(f.Path) == Path.GetFullPath(output)))
        {
            faults.Add($"{output} is both input and output; write to another file.");
        }

        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        var source = new SourceSpec(files.Count == 1 ? files[0].Path : "inputs", files, Max: null, AddIdentity: false);
        IReadOnlyList<StepSpec> steps = step is null ? [] : [new StepSpec(step.Name, step, options!, OptionTable.CanonicalText(options!))];
        return new RunSpec(name, seed, tolerance, [source], steps, [new OutputFile(output, format!.Value)]);
    }
}
