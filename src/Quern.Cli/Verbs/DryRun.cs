using Quern.Formats;
using Quern.Hub;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>What a run of a recipe would do.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Folder">The run folder it would use.</param>
/// <param name="Sources">What it would read.</param>
/// <param name="Segments">What it would do, in order.</param>
/// <param name="Outputs">What it would write.</param>
/// <param name="ModelRequests">How many questions it would put to a model.</param>
internal sealed record DryRun(
    string Name,
    string Folder,
    IReadOnlyList<PlannedSource> Sources,
    IReadOnlyList<PlannedWork> Segments,
    IReadOnlyList<PlannedOutput> Outputs,
    long ModelRequests)
{
    /// <summary>Looks at the sources and at what lies in the run folder already.</summary>
    public static DryRun Of(RunSpec spec, string folder)
    {
        var sources = spec.Sources.Select(PlannedSource.Of).ToList();
        var calls = spec.Steps.Count(static s => s.Entry.Kind == StepKind.Call);
        return new DryRun(
            spec.Name,
            folder,
            sources,
            [.. Segment.Cut(spec).Select(s => new PlannedWork(s.FolderName, s.Title, StateOf(Path.Combine(folder, "segments", s.FolderName))))],
            [.. spec.Outputs.Select(static o => new PlannedOutput(o.Path, File.Exists(o.Path) ? "exists" : "new"))],
            calls * sources.Sum(static s => s.Rows ?? 0));
    }

    private static string StateOf(string folder)
        => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.done").Any() ? "begun or done already" : "to be done";
}

/// <summary>A source of a dry run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="BytesHere">How much of that is on this machine.</param>
/// <param name="Rows">How many rows will be taken; null when nothing tells.</param>
/// <param name="Exact">Whether the rows were counted.</param>
internal sealed record PlannedSource(string Name, int Files, long Bytes, long BytesHere, long? Rows, bool Exact)
{
    /// <summary>Where it comes from, when that is not a file of the user's own.</summary>
    public SourceOrigin? Origin { get; init; }

    /// <summary>How many rows are taken at the most.</summary>
    public long? Max { get; init; }

    /// <summary>What is to be said of its licence, in a sentence.</summary>
    public string? Licence { get; init; }

    /// <summary>What was found wrong with its files as far as they were read.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    /// <summary>Why it cannot be had.</summary>
    public string? Lost { get; init; }

    /// <summary>Looks at the source's files; only the beginning of large ones is read.</summary>
    public static PlannedSource Of(SourceSpec source)
    {
        using var work = TemporaryFolder.Create();
        var troubles = new List<string>();
        var estimates = source.Files.Select(f => TryEstimate(f, work.Path, troubles)).ToList();
        var (rows, exact) = RowsOf(source, estimates);
        return new PlannedSource(source.Name, source.Files.Count, source.Bytes, source.Files.Sum(static f => f.BytesHere), rows, exact)
        {
            Origin = source.Origin,
            Max = source.Max,
            Licence = source.Origin is { } origin ? LicenceOf(origin) : null,
            Lost = source.Lost?.Message,
            Troubles = troubles,
        };
    }

    private static RowEstimate? TryEstimate(SourceFile file, string workFolder, List<string> troubles)
    {
        try
        {
            return file.Estimate(workFolder);
        }
        catch (SourceFault fault)
        {
            troubles.Add(fault.Message);
            return null;
        }
    }

    private static string LicenceOf(SourceOrigin origin)
        => Licences.Warning(origin.Licence, origin.NonCommercial) ?? $"licence {origin.Licence}";

    // A condition may leave out any of them: what there is stands for the most that can come.
    private static (long? Rows, bool Exact) RowsOf(SourceSpec source, List<RowEstimate?> estimates)
    {
        var known = estimates.TrueForAll(static e => e is not null);
        var rows = known ? estimates.Sum(static e => e!.Value.Rows) : source.Origin?.Rows;
        var exact = known && source.Selection.Where is null && estimates.TrueForAll(static e => e!.Value.Exact);
        return (source.Max < (rows ?? long.MaxValue) ? source.Max : rows, exact);
    }
}

/// <summary>A segment of a dry run.</summary>
internal sealed record PlannedWork(string Folder, string Steps, string State);

/// <summary>An output of a dry run.</summary>
internal sealed record PlannedOutput(string Path, string State);
