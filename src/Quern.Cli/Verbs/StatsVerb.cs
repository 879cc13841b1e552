using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Reports.Stats;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Says what is in a dataset: fields, types, nulls, lengths, top values.</summary>
internal sealed class StatsVerb() : FilesVerb<StatsOptions>(
    "stats", "Says what is in rows: fields, types, nulls, lengths, top values.", "quern stats rows.jsonl", "quern stats data/ --json", "quern stats runs/demo")
{
    private Ledger? _ledger;

    protected override IReadOnlyList<string> FilesOf(IReadOnlyList<string> inputs)
    {
        var known = inputs is [var folder] && RunFolder.Is(folder) ? FinishedRun.In(folder) : null;
        _ledger = known?.Ledger ?? (inputs is [var file] ? KnownLedger.Beside(file)?.Ledger : null);
        // Outputs of one run are mostly the same rows in several formats; one of each part says what is in them.
        return known is null ? inputs : [.. known.Outputs.Where(static o => File.Exists(o.Path)).DistinctBy(static o => o.Part).Select(static o => o.Path)];
    }

    protected override int Run(IReadOnlyList<InputFile> files, StatsOptions options, Session session)
    {
        if (options.Output is { } path)
        {
            Landing.Refuse(path, options.Force);
        }

        using var work = TemporaryFolder.Create();
        var stats = RunScreen.Show(session, progress => StatsScan.Run(files, options.WorkerCount, work.Path, progress, session.Cancel)) with { Outcome = _ledger is null ? null : RowOutcome.Of(_ledger) };
        Show(stats, options, session.Terminal);
        return stats.Invalid == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Show(DatasetStats stats, StatsOptions options, Terminal terminal)
    {
        if (options.Output is { } path)
        {
            using var landing = Landing.Begin(path, options.Force);
            landing.Write(System.Text.Encoding.UTF8.GetBytes(stats.ToJson() + "\n"));
            landing.Complete(durable: false);
        }

        if (options.Json)
        {
            Console.Out.WriteLine(stats.ToJson());
        }
        else if (options.Output is null)
        {
            StatsText.Print(stats, options.Top, Console.Out);
        }

        foreach (var warning in stats.Outcome?.Warnings ?? [])
        {
            terminal.Say("warning: " + warning);
        }

        if (stats.Invalid > 0)
        {
            terminal.Say($"{Amount.Count(stats.Invalid, "row is", "rows are")} invalid and in no field's count (exit code 3); 'quern convert' sets them aside, each with its reason");
        }
    }
}

/// <summary>Options of <c>stats</c>.</summary>
internal sealed record StatsOptions : WorkOptions
{
    [Option("How many of the most frequent values are shown of each field.")]
    public int Top { get; init; } = 3;

    [Option("Write the statistics as JSON to this file instead of showing them.", Short = "o", Value = "FILE")]
    public string? Output { get; init; }

    [Option("Replace a file that exists.")]
    public bool Force { get; init; }

    public override IEnumerable<string> Check() => Top < 0 ? [.. base.Check(), $"--top cannot be {Top}."] : base.Check();
}
