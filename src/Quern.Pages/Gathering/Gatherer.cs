using System.Reflection;
using Quern.Formats;
using Quern.Pages.Gathering.Scanning;
using Quern.Pages.Model;
using Quern.Reports;
using Quern.Rows;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>Brings together everything that stands on a page.</summary>
/// <param name="subject">What the page is about.</param>
/// <param name="options">What else goes onto it.</param>
internal sealed class Gatherer(Subject subject, PageOptions options)
{
    private readonly List<string> _warnings = [];

    /// <summary>The page's content.</summary>
    public ReportModel Gather(DateTimeOffset written, RunProgress progress, CancellationToken cancel)
    {
        WarnOfRun();
        WarnOfOutputs();
        var output = ReadOutput(progress, cancel);
        return new ReportModel
        {
            Name = subject.Name,
            Place = subject.Place,
            Written = written,
            IsWhole = subject.IsFinished && subject.Outputs.All(static o => o.IsUnchanged) && (subject.Outputs.Count == 0 || output?.Rows == subject.Ledger.Kept),
            Balance = FlowReading.BalanceOf(subject),
            Warnings = _warnings,
            Flow = FlowReading.Of(subject.Ledger),
            Shares = LedgerReading.Shares(subject),
            Output = output,
            Sources = LedgerReading.Sources(subject.Ledger),
            Schemas = LedgerReading.Schemas(subject.Ledger),
            Dedups = DedupReading.Of(subject.Ledger),
            Faults = RejectReading.Of(subject),
            ShortSources = LedgerReading.ShortSources(subject.Ledger),
            Calls = LedgerReading.Calls(subject),
            Times = Times(),
            Again = Again(),
        };
    }

    private void WarnOfRun()
    {
        if (!subject.IsFinished)
        {
            _warnings.Add(subject.State == "running"
                ? "This run is still at work. The numbers are those of the tasks that are done."
                : "This run was broken off. The numbers are those of the tasks that are done; run the recipe again with the same folder to go on.");
        }
        else if (!subject.IsComplete)
        {
            _warnings.Add("The result is incomplete: a source was missing or short, the sources ended below the target, or more rows were quarantined than tolerated.");
        }
    }

    private void WarnOfOutputs()
    {
        foreach (var output in subject.Outputs.Where(static o => !o.IsUnchanged))
        {
            _warnings.Add(output.IsThere
                ? $"{output.Path} was changed since it was written. What is shown of its rows is what it holds now."
                : $"{output.Path} is not there any more. None of its rows can be shown.");
        }
    }

    private OutputFacts? ReadOutput(RunProgress progress, CancellationToken cancel)
    {
        var chosen = subject.Outputs.Where(static o => o.IsThere).OrderByDescending(static o => o.IsUnchanged)
            .ThenByDescending(static o => RowWriters.FormatOf(o.Path) is OutputFormat.Jsonl).FirstOrDefault();
        if (chosen is null)
        {
            return null;
        }

        try
        {
            var facts = OutputScan.Run(chosen.Path, options, progress, cancel);
            if (facts.Rows != subject.Ledger.Kept && chosen.IsUnchanged)
            {
                _warnings.Add($"{chosen.Path} holds {Amount.Rows(facts.Rows)} rows, but {Amount.Rows(subject.Ledger.Kept)} were kept. It was changed since it was written.");
            }

            return facts;
        }
        catch (QuernFault e)
        {
            _warnings.Add($"{chosen.Path} cannot be read: {e.Message}");
            return null;
        }
    }

    private IReadOnlyList<TimeLine> Times()
        => [.. (subject.Plan?.Segments ?? []).Select(s => subject.Timings.Find(s.Folder) is { } time
            ? new TimeLine(s.Title, time.Seconds, time.Rows, time.Bytes)
            : new TimeLine(s.Title, null, 0, 0))];

    private Reproduction Again() => new(
        Command(),
        typeof(Gatherer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
        subject.Recipe?.Seed,
        subject.Recipe?.Text,
        [.. (subject.Recipe?.Inputs ?? []).Select(static i => new NamedFile(i.File, NoteOf(i.Hub, i.File)))],
        [.. subject.Outputs.Select(static o => new NamedFile(o.Path, o.IsThere ? Amount.Bytes(o.Bytes) + (o.IsUnchanged ? "" : ", changed since") : "not there any more"))]);

    // By itself a recipe runs in the folder of its name.
    private string? Command()
    {
        var usual = Path.Combine("runs", subject.Name);
        var folder = Path.GetFullPath(subject.Place) == Path.GetFullPath(usual) ? "" : $" --folder {ShellWord.Of(subject.Place)}";
        return subject.Recipe is { } recipe ? $"quern run {ShellWord.Of(recipe.Path)}{folder}" : null;
    }

    private static string NoteOf(string? hub, string file)
        => hub is not null ? $"of {hub} on the Hub" : new FileInfo(file) is { Exists: true } found ? Amount.Bytes(found.Length) : "not there any more";
}
