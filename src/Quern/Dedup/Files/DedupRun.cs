using Quern.Dedup.Clusters;
using Quern.Dedup.Outcome;
using Quern.Dedup.Reading;
using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Dedup.Files;

/// <summary>
/// Deduplication of files into one file. Files of one row a line are read where they lie, first to find duplicates and
/// then to pass on what stays; others are brought into that form first. What a stopped run left beside the output is
/// taken up by the next one.
/// </summary>
/// <param name="spec">Sources (one a file), the one step, and the output.</param>
/// <param name="extras">What is written beside the rows.</param>
/// <param name="settings">How it is carried out.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class DedupRun(RunSpec spec, DedupExtras extras, RunSettings settings, RunProgress progress, CancellationToken cancel)
{
    private readonly DedupOptions _options = (DedupOptions)spec.Steps[0].Options;
    private readonly OutputFile _output = spec.Outputs[0];
    private readonly string[] _sources = [.. spec.Sources.Select(static s => s.Name)];

    /// <summary>The folder of what a stopped run can take up again.</summary>
    public static string FolderOf(string output) => output + ".dedup";

    /// <summary>Runs.</summary>
    public DedupResult Run()
    {
        CheckOutputs();
        var path = _output.Path == "-" || extras.DryRun ? TemporaryFolder.PathBeside("-") : FolderOf(_output.Path);
        WrittenFiles.CheckFolder(path);
        using var folder = RunFolder.Open(path, "write to another place (-o)");
        var keep = false;
        try
        {
            return Run(folder.Root);
        }
        catch (Exception e) when (e is OperationCanceledException or RunFault)
        {
            // What was whole when it stopped is of use to the next run; what is there for nothing is not left behind.
            keep = Directory.EnumerateFiles(path, "*.sketch", SearchOption.AllDirectories).Any();
            throw;
        }
        finally
        {
            if (!keep)
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    private DedupResult Run(string folder)
    {
        var ledger = new Ledger();
        ledger.Step(Intake.Label);
        ledger.Step(spec.Steps[0].Label);
        ledger.Begin(spec.Sources);
        var known = new KnownFiles(_options, folder);
        using var rejects = new RejectsFile(Sidecar.Rejects(_output.Path));
        var compared = new ComparedFiles(spec, settings, folder, progress);
        IReadOnlyList<RowFile> files = [.. known.Open(cancel), .. compared.Open(ledger, WritesRejects ? rejects : null, cancel)];
        var lowest = extras.Thresholds.Append(_options.Threshold).Min();
        using var work = new Deduplication(_options, lowest, files, _sources, new DedupSettings(settings.Workers, MemorySize.Of(_options.Memory), folder), progress, cancel);
        var decided = new DecidedRows(work.Table, work.Names, work.Decide(_options.Threshold));
        var stats = work.Times.Measure("counting", 0, () => DedupStats.Of(_options, work, decided, _sources));
        var curve = extras.Thresholds.Select(t => new CurvePoint(t, RemovedAt(work, t))).ToList();
        var unreadable = known.Unreadable + Enumerable.Range(0, work.Table.Known).Count(row => work.Table[row].Shingles == RowEntry.Unreadable);
        using var writer = extras.DryRun ? null : RowWriters.Open(_output, settings.Force);
        var pass = new WritingPass(spec, decided, _options, settings.Workers, writer, WritesRejects ? rejects : null, progress);
        work.Times.Measure("writing rows", files.Where(static f => !f.IsKnown).Sum(static f => f.Bytes), () => pass.Run(files, ledger, cancel));
        if (ledger.OpenEnd() is { } openEnd)
        {
            throw new RunFault($"The ledger does not close: {openEnd}. This is a defect; nothing was written.");
        }

        WriteBeside(work, decided);
        stats.Seconds = work.Times.Seconds;
        ledger.Step(spec.Steps[0].Label).Details = stats.ToJson();
        extras.Page?.Write(stats, decided);
        var result = Finish(ledger, pass.Rows, rejects, writer);
        result = result with { Notes = [.. result.Notes, .. Notes(unreadable, stats, work)] };
        return new DedupResult(result, stats, curve);
    }

    private bool WritesRejects => settings.WriteRejects && _output.Path != "-" && !extras.DryRun;

    private long RemovedAt(Deduplication work, double threshold)
    {
        var verdicts = work.Decide(threshold);
        return Enumerable.Range(work.Table.Known, work.Table.Count - work.Table.Known).LongCount(row => !verdicts.IsKept(row));
    }

    // As late as can be: a run that was stopped before finds none of these there when it goes on.
    private void WriteBeside(Deduplication work, DecidedRows decided)
    {
        if (!extras.DryRun && _options.SaveIndex is { } index)
        {
            work.SaveIndex(index, decided.Verdicts, settings.Force);
        }

        if (!extras.DryRun && extras.Clusters is { } clusters)
        {
            work.Times.Measure("writing clusters", 0, () => ClustersFile.Write(clusters, decided));
        }
    }

    private RunResult Finish(Ledger ledger, long rows, RejectsFile rejects, RowWriter? writer)
    {
        if (writer is null)
        {
            return new RunResult(ledger, [], [], Folder: null, RunExecutor.IsComplete(spec, ledger), UpToDate: false, Shards: []);
        }

        var hasRejects = _output.Path != "-" && rejects.Complete(durable: false);
        return Sidecar.Finish(spec, ledger, ledger, [new FilledOutput(_output, writer, rows)], hasRejects, durable: false);
    }

    private List<string> Notes(long unreadable, DedupStats stats, Deduplication work)
    {
        var notes = new List<string>();
        if (unreadable > 0)
        {
            notes.Add($"{unreadable:N0} of the known rows could not be read, and were not compared");
        }

        notes.AddRange(work.FieldsNowhere.Select(static field => $"no row has a field {field}; it counts as an empty text"));
        if (_options.Keep.StartsWith(KeptRow.Best, StringComparison.Ordinal) && stats.Rows > 0 && !work.Table.HasMerits)
        {
            notes.Add($"no row has a number under {_options.Keep[KeptRow.Best.Length..]}; of duplicates the first one was kept");
        }

        if (stats.NoText > 0)
        {
            notes.Add($"rows without a text to compare: {stats.NoText:N0}; they were kept");
        }

        return notes;
    }

    private void CheckOutputs()
    {
        if (extras.DryRun)
        {
            return;
        }

        Sidecar.Check(spec, settings.Force);
        new WrittenFiles(spec, extras, _options).Check(settings.Force);
    }
}

/// <summary>What deduplication writes or tells beside the rows.</summary>
internal sealed record DedupExtras
{
    /// <summary>The file of clusters.</summary>
    public string? Clusters { get; init; }

    /// <summary>Whether nothing is written at all.</summary>
    public bool DryRun { get; init; }

    /// <summary>Thresholds of which it is to be said how many rows would be removed.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>A page for people.</summary>
    public DedupPage? Page { get; init; }
}

/// <summary>A page that is written while the rows are at hand.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Write">Writes it.</param>
internal sealed record DedupPage(string Path, Action<DedupStats, DecidedRows> Write);

/// <summary>How many rows would be removed at a threshold.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Removed">Rows.</param>
internal sealed record CurvePoint(double Threshold, long Removed);

/// <summary>What deduplication of files did.</summary>
/// <param name="Run">The fates of the rows, and the files.</param>
/// <param name="Stats">What was found.</param>
/// <param name="Curve">Rows by threshold, where that was asked for.</param>
internal sealed record DedupResult(RunResult Run, DedupStats Stats, IReadOnlyList<CurvePoint> Curve);
