using System.Reflection;
using Quern.Pages.Gathering.Scanning;
using Quern.Pages.Model;
using Quern.Reports;
using Quern.Reports.Verify;
using Quern.Rows;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>Brings together everything that stands on a page.</summary>
/// <param name="subject">What the page is about.</param>
/// <param name="options">What else goes onto it.</param>
internal sealed class Gatherer(Subject subject, PageOptions options)
{
    private const int ExamplesOfEach = 5;

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
            Verified = Verify(progress, cancel),
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
        var chosen = subject.RowFiles;
        if (chosen.Count == 0)
        {
            return null;
        }

        var names = string.Join(", ", chosen.Select(static o => o.Path));
        try
        {
            var facts = OutputScan.Run([.. chosen.Select(static o => o.Path)], options, progress, cancel);
            if (facts.Rows != subject.Ledger.Kept && chosen.All(static o => o.IsUnchanged))
            {
                _warnings.Add($"{names} holds {Amount.Rows(facts.Rows)} rows, but {Amount.Rows(subject.Ledger.Kept)} were kept. It was changed since it was written.");
            }

            return facts;
        }
        catch (QuernFault e)
        {
            _warnings.Add($"{names} cannot be read: {e.Message}");
            return null;
        }
    }

    // By the same means as the verb 'verify', which reads the files by themselves and against their ledger.
    private IReadOnlyList<FoundFault>? Verify(RunProgress progress, CancellationToken cancel)
    {
        if (!options.Verify || subject.RowFiles.Count == 0)
        {
            return null;
        }

        var verification = new VerifyOptions { Against = subject.LedgerPath };
        var result = new VerifyRun(verification, new VerifyTargets(), options.Workers, progress, cancel).Run([.. subject.RowFiles.Select(static o => o.Path)], isWhole: false);
        return [.. result.Faults.Select(static f => new FoundFault(f.Kind, f.Meaning, f.Count, [.. f.Found.Take(ExamplesOfEach).Select(Example)]))];
    }

    private static FaultExample Example(Finding found)
        => new(found.Line == 0 ? found.File : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{found.File}:{found.Line}"), found.Id is null ? found.What : $"id {found.Id}: {found.What}", "");

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
