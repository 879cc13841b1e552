using Quern.Cli.Parsing;
using Quern.Plans;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Options of <c>build</c>.</summary>
internal sealed record BuildOptions : WorkOptions
{
    [Option("The preset. The same as naming it without an option.")]
    public string? Preset { get; init; }

    [Option("How many rows are wanted. Without it: what the composition says.")]
    public long? Target { get; init; }

    [Option("Where the rows go: .jsonl, .jsonl.gz, .parquet or .csv. Required, except for a dry run.", Short = "o", Value = "FILE")]
    public string Output { get; init; } = "";

    [Option("Drop plans that plan-quality rejects; without it they are kept and counted.")]
    public bool Validate { get; init; }

    [Option("How plans are written: quern with everything that is known, gatling as the older loader reads them.")]
    public PlanLayout Layout { get; init; } = PlanLayout.Quern;

    [Option("Files of gold traces, for compositions that have a source of them.", Value = "FILE")]
    public IReadOnlyList<string>? Gold { get; init; }

    [Option("A list of datasets of your own, YAML, beside those that are known.", Value = "FILE")]
    public string? Datasets { get; init; }

    [Option("Where files of the Hub are kept. Without it: the cache that all programs of the Hub share.", Value = "FOLDER")]
    public string? CacheDir { get; init; }

    [Option("Say what would be read, written and fetched, and how far the sources reach; do nothing.")]
    public bool DryRun { get; init; }

    [Option("Go on with a build that was stopped.")]
    public bool Resume { get; init; }

    [Option("Begin anew: replace an output that exists, and forget a build that was stopped.")]
    public bool Force { get; init; }

    [Option("Only count rejected rows; without it they go to a .rejects.jsonl beside the output.")]
    public bool NoRejects { get; init; }

    public override IEnumerable<string> Check()
    {
        foreach (var problem in base.Check())
        {
            yield return problem;
        }

        if (Target < 1)
        {
            yield return $"--target cannot be {Target}; it is a number of rows from 1 on.";
        }

        if (Resume && Force)
        {
            yield return "--resume goes on with what is there and --force throws it away; give one of them.";
        }

        if (Output == "-")
        {
            yield return "A build writes a file, whose run folder and statistics lie beside it; name one with --output.";
        }

        if (Output.Length == 0 && !DryRun)
        {
            yield return "The option --output is missing: Where the rows go, such as plans.jsonl.";
        }
    }
}
