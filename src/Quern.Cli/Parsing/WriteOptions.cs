using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Parsing;

/// <summary>How many cores work. The base of the options of every verb that works on rows in parallel.</summary>
internal abstract record WorkOptions : StepOptions
{
    [Option("How many cores work on rows; results never depend on it. Without it: all.")]
    public int? Workers { get; init; }

    [Option("Print one JSON object instead of text for people.")]
    public bool Json { get; init; }

    /// <summary>The number of cores.</summary>
    public int WorkerCount => Workers ?? Environment.ProcessorCount;

    public override IEnumerable<string> Check() => Workers is < 1 or > 1024 ? [$"--workers cannot be {Workers}; give a number from 1 to 1024."] : [];
}

/// <summary>How a single verb writes its rows. The base of those that say where.</summary>
internal abstract record WritingOptions : WorkOptions
{
    [Option("Replace an output that exists.")]
    public bool Force { get; init; }

    [Option("Only count rejected rows; without it they go to a .rejects.jsonl beside the output.")]
    public bool NoRejects { get; init; }

    [Option("Share of rows that may be quarantined before the exit code is 3, such as 0.01 or 1%.")]
    public double Tolerance { get; init; }

    public RunSettings Settings => new() { Workers = WorkerCount, Force = Force, WriteRejects = !NoRejects };

    public override IEnumerable<string> Check()
    {
        foreach (var problem in base.Check())
        {
            yield return problem;
        }

        if (Tolerance is < 0 or > 1)
        {
            yield return $"--tolerance cannot be {Tolerance}; it is a share between 0 and 1.";
        }
    }
}

/// <summary>Where a single verb writes its rows, and how.</summary>
internal sealed record WriteOptions : WritingOptions
{
    [Option("Where the rows go: .jsonl, .jsonl.gz, .parquet or .csv; - is standard output.", Short = "o", Value = "FILE")]
    public string Output { get; init; } = "-";

    /// <summary>What is wrong with printing the result where rows go.</summary>
    /// <param name="target">Where they go.</param>
    public IEnumerable<string> CheckTarget(string target)
        => Json && target == "-" ? ["--json prints the result on standard output, where the rows would go too; name a file with --output."] : [];
}

/// <summary>The chance in a verb that draws or shuffles.</summary>
internal sealed record SeedOptions : StepOptions
{
    [Option("All chance comes from this number: the same seed draws the same rows.")]
    public ulong Seed { get; init; }
}
