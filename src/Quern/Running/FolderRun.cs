using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// A run that keeps its checkpoints in a run folder: each segment in its own folder, each task with its marker. What
/// has a marker is not done again, so a killed run goes on where it was, and a finished one has nothing left to do.
/// </summary>
internal sealed class FolderRun(RunSpec spec, RunSettings settings, RunFolder folder, RunProgress progress, CancellationToken cancel)
{
    private readonly IReadOnlyList<Segment> _segments = Segment.Cut(spec);
    private readonly Ledger _ledger = new();
    private readonly List<string> _rejectParts = [];
    private readonly SegmentClock _clock = new(folder.Root);
    private readonly StepContext _context = new(
        Label: "",
        spec.Seed,
        [.. spec.Sources.Select(static s => s.Name), .. spec.Steps.Where(static s => s.Entry.Kind == StepKind.Set).Select(static s => s.Label)],
        folder.Work)
    {
        Workers = settings.Workers,
    };

    /// <summary>True when every task had been done before.</summary>
    public bool NothingDone { get; private set; } = true;

    /// <summary>Runs all segments, then writes rejects, outputs and the ledger.</summary>
    public RunResult Run()
    {
        OutputFiles.Check(spec.Outputs, settings.Force, folder);
        ForgetStandardInput();
        Directory.CreateDirectory(folder.Work);
        if (settings.ResolvedText is { } text)
        {
            File.WriteAllText(folder.ResolvedRecipe, text);
        }

        WritePlan();
        IReadOnlyList<Shard> shards = [];
        foreach (var segment in _segments)
        {
            shards = Run(segment, shards);
        }

        Directory.Delete(folder.Work, recursive: true);
        ThrowIfOpen(_ledger);
        var outputs = new OutputFiles(spec.Outputs, folder, _segments[^1], shards);
        var upToDate = NothingDone && outputs.AllThere && File.Exists(folder.Ledger) && RejectsThere() && RunJson.Is(folder.Stats, StatsOf(outputs));
        return upToDate ? Result(outputs, upToDate: true, shards) : Finish(outputs, shards);
    }

    // The ledger goes first and comes back last: where it stands, everything it speaks of is there.
    private RunResult Finish(OutputFiles outputs, IReadOnlyList<Shard> shards)
    {
        File.Delete(folder.Ledger);
        RejectsMerge.Write(_rejectParts, folder.Rejects);
        progress.Begin("writing outputs", 0);
        outputs.Write(settings.Workers, cancel);
        RunJson.Write(folder.Stats, StatsOf(outputs));
        RunJson.Write(folder.Ledger, _ledger);
        return Result(outputs, upToDate: false, shards);
    }

    private RunStats StatsOf(OutputFiles outputs) => RunStats.Of(spec, _ledger, outputs.Written(), RejectFiles());

    private RunResult Result(OutputFiles outputs, bool upToDate, IReadOnlyList<Shard> shards)
        => new(_ledger, outputs.Written(), RejectFiles(), folder.Root, RunExecutor.IsComplete(spec, _ledger), upToDate, shards) { Notes = outputs.Notes(), IsBelowTarget = _ledger.Kept < spec.Target };

    private IReadOnlyList<string> RejectFiles()
        => _rejectParts.Count == 0 ? [] : [.. _ledger.Steps.Where(static s => s.Total.Rejected > 0).Select(s => RejectsMerge.PathOf(folder.Rejects, s.Label)).Where(File.Exists).Order(StringComparer.Ordinal)];

    private bool RejectsThere()
        => _rejectParts.Count == 0 || _ledger.Steps.TrueForAll(s => s.Total.Rejected == 0 || File.Exists(RejectsMerge.PathOf(folder.Rejects, s.Label)));

    // Nobody can tell whether standard input gives the same rows again, so nothing of an earlier run is of use.
    private void ForgetStandardInput()
    {
        if (Directory.Exists(folder.Segments) && spec.Sources.Any(static s => s.Files.Any(static f => f.Path == "-")))
        {
            Directory.Delete(folder.Segments, recursive: true);
        }
    }

    private IReadOnlyList<Shard> Run(Segment segment, IReadOnlyList<Shard> input)
    {
        var path = folder.Of(segment);
        Directory.CreateDirectory(path);
        _clock.Begin(segment);
        // A segment without a single row still has its lines in the ledger.
        if (segment.Number == 1)
        {
            _ledger.Step(Intake.Label);
        }

        foreach (var step in segment.Steps)
        {
            _ledger.Step(step.Label);
        }

        return segment.Kind switch
        {
            StepKind.Row when segment.Number == 1 && spec.Target is not null => FromBlend(segment, path),
            StepKind.Row when segment.Number == 1 => FromSources(segment, path),
            StepKind.Row => FromShards(segment, input, path),
            StepKind.Call => FromCalls(segment, input, path),
            _ => FromSet(segment, input, path),
        };
    }

    private List<Shard> FromSources(Segment segment, string path)
    {
        Begin(segment, spec.Sources.Sum(static s => s.Bytes));
        progress.Read(spec.Sources);
        _ledger.Begin(spec.Sources);
        var shards = new List<Shard>();
        var task = new RowTask(segment, spec.Sources, _context, settings, progress);
        SourceFault? lost = null;
        var first = 0;
        for (var s = 0; s < spec.Sources.Count; s++)
        {
            var (source, sourceIndex, reached) = (spec.Sources[s], s, default(SourceCount));
            var stretches = FileStretches.Of(source).ToList();
            for (var i = 0; i < stretches.Count; i++)
            {
                var (stretch, start, files) = (stretches[i], reached, TaskFiles.Of(path, first + i));
                var input = $"{source.Name}, files {stretch.First} to {stretch.End}, from row {start.Rows}, {start.Taken} taken";
                var marker = Do(files.Marker, input, () => task.Run(sourceIndex, stretch, start, files, cancel));
                reached = marker.Reached;
                shards.AddRange(marker.ShardsIn(path));
                progress.FinishInput(source.Files.Skip(stretch.First).Take(stretch.End - stretch.First).Sum(static f => f.Bytes));
                lost ??= marker.Lost;
                if (marker.Lost is not null)
                {
                    // What does not answer for one file does not for the next; the run after this one tries again.
                    break;
                }
            }

            // A task has its number from the plan, also where those before it were not done: its marker is looked for there.
            first += stretches.Count;
        }

        return _ledger.Read == 0 && lost is not null ? throw lost : shards;
    }

    private List<Shard> FromBlend(Segment segment, string path)
    {
        Begin(segment, 0);
        progress.Read(spec.Sources);
        progress.RowsWanted = spec.Target!.Value;
        _ledger.Begin(spec.Sources);
        var shards = new List<Shard>();
        using var task = new BlendTask(segment, spec, _context, settings, progress);
        var order = new BlendOrder(spec.Sources);
        var state = BlendState.Start(spec.Sources.Count);
        var lost = spec.Sources.Select(static s => s.Lost).FirstOrDefault(static f => f is not null);
        for (var i = 0; state.Kept < spec.Target && order.Next([.. state.Sources]) >= 0; i++)
        {
            var (start, files) = (state, TaskFiles.Of(path, i));
            var marker = Do(files.Marker, $"portion {i} of {settings.PortionRows} rows, {start.Text}", () => task.Run(start, files, cancel));
            state = marker.Blend!;
            shards.AddRange(marker.ShardsIn(path));
            progress.CatchUp(_ledger.Read, state.Kept);
            lost ??= marker.Lost;
        }

        return _ledger.Read == 0 && lost is not null ? throw lost : shards;
    }

    private List<Shard> FromShards(Segment segment, IReadOnlyList<Shard> input, string path)
    {
        Begin(segment, input.Sum(static s => s.Bytes));
        var shards = new List<Shard>();
        var task = new RowTask(segment, spec.Sources, _context, settings, progress);
        for (var i = 0; i < input.Count; i++)
        {
            var shard = input[i];
            var files = TaskFiles.Of(path, i);
            shards.AddRange(Do(files.Marker, Marker.InputOf([shard]), () => task.Run(shard, files, cancel)).ShardsIn(path));
            progress.FinishInput(shard.Bytes);
        }

        return shards;
    }

    private List<Shard> FromCalls(Segment segment, IReadOnlyList<Shard> input, string path)
    {
        Begin(segment, input.Sum(static s => s.Bytes));
        var shards = new List<Shard>();
        var asked = segment.Steps[0];
        var step = (CallStep)asked.Entry.Create(asked.Options, _context with { Label = asked.Label });
        var task = new CallTask(segment, _context, settings, progress);
        for (var i = 0; i < input.Count; i++)
        {
            var shard = input[i];
            var files = TaskFiles.Of(path, i);
            // Awaited on other threads, because a step of somebody else's may want to come back to this one, which waits.
            var marker = Do(files.Marker, Marker.InputOf([shard]), () => Task.Run(() => task.RunAsync(step, shard, files, cancel), cancel).GetAwaiter().GetResult());
            shards.AddRange(marker.ShardsIn(path));
        }

        return shards;
    }

    private List<Shard> FromSet(Segment segment, IReadOnlyList<Shard> input, string path)
    {
        Begin(segment, 0);
        var task = new SetTask(segment, _context, settings, progress);
        var marker = Do(Path.Combine(path, SetTask.MarkerName), Marker.InputOf(input), () => task.Run(new ShardSet(input), path, cancel));
        return [.. marker.ShardsIn(path)];
    }

    private Marker Do(string markerPath, string input, Func<Marker> work)
    {
        cancel.ThrowIfCancellationRequested();
        var marker = Marker.TryRead(markerPath, input, settings.WriteRejects);
        if (marker is null)
        {
            NothingDone = false;
            File.Delete(folder.Ledger);
            marker = _clock.Measure(work) with { Input = input };
            // Asked before the marker is written: a task that lost a row must not count as done for ever.
            ThrowIfOpen(marker.Ledger);
            RunJson.Write(markerPath, marker);
        }
        else
        {
            _clock.Pass();
        }

        _ledger.Add(marker.Ledger);
        if (marker.Rejects is not null)
        {
            _rejectParts.Add(Path.Combine(Path.GetDirectoryName(markerPath)!, marker.Rejects));
        }

        return marker;
    }

    private static void ThrowIfOpen(Ledger ledger)
    {
        if (ledger.OpenEnd() is { } openEnd)
        {
            throw new RunFault($"The ledger does not close: {openEnd}. This is a defect of the step; no output was written.");
        }
    }

    private void Begin(Segment segment, long bytes) => progress.Begin($"segment {segment.Number} of {_segments.Count}: {segment.Title}", bytes);

    private void WritePlan() => RunJson.Write(
        RunFolder.PlanOf(folder.Root),
        new SegmentPlan(
            spec.Name,
            [.. _segments.Select(s => new PlannedSegment(s.FolderName, s.Title, s.Kind.ToString().ToLowerInvariant(), TasksOf(s)))]));

    // A segment behind a set step has as many tasks as that step leaves shards, which nobody knows yet; nor does anybody
    // know how many rows must be read until a target is reached.
    private int? TasksOf(Segment segment)
    {
        if (spec.Target is not null)
        {
            return null;
        }

        var behindSet = _segments.Take(segment.Number - 1).Any(static s => s.Kind == StepKind.Set);
        return segment.Kind == StepKind.Set ? 1 : behindSet ? null : spec.Sources.Sum(static s => FileStretches.Of(s).Count());
    }
}
