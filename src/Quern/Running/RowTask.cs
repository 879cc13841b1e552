using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// Takes one input (files of a source, or a shard) through the row steps of a segment into one shard. The unit of work
/// that is done, or not done: after a kill it starts again from its input.
/// </summary>
internal sealed class RowTask(Segment segment, IReadOnlyList<SourceSpec> sources, StepContext run, RunSettings settings, RunProgress progress)
{
    /// <summary>Works on some files of a source.</summary>
    public Marker Run(int sourceIndex, FileStretch stretch, SourceCount start, TaskFiles files, CancellationToken cancel)
    {
        var source = sources[sourceIndex];
        using var fill = new SourceFill(source, sourceIndex, stretch, start, run.WorkFolder, mayBeShort: true);
        using var interrupt = cancel.Register(fill.Interrupt);
        var marker = Pump(fill.Fill, sources, files, cancel);
        marker.Ledger.NonFinite = fill.NonFinite;
        marker.Ledger.LeaveOut(Intake.Label, source.Name, fill.LeftOut);
        if (fill.Short is not null)
        {
            marker.Ledger.ShortSources[source.Name] = fill.Short;
        }

        return marker with { Reached = fill.Count, Lost = fill.Lost };
    }

    /// <summary>Works on one shard of the segment before.</summary>
    public Marker Run(Shard shard, TaskFiles files, CancellationToken cancel)
    {
        using var reader = new ShardReader(shard);
        var marker = Pump(
            work =>
            {
                var more = reader.Read(work.Input);
                work.Position = reader.Position;
                return more;
            },
            entering: null,
            files,
            cancel);
        return marker with { Shards = [.. marker.Shards.Select(s => s with { Part = shard.Part })] };
    }

    private Marker Pump(Func<BatchWork, bool> fill, IReadOnlyList<SourceSpec>? entering, TaskFiles files, CancellationToken cancel)
    {
        var chains = new RowChain[settings.Workers];
        for (var i = 0; i < chains.Length; i++)
        {
            chains[i] = new RowChain(segment.Steps, entering, run, withPlaces: true, settings.WriteRejects);
        }

        using var shard = new ShardWriter(files.Shard);
        using var rejects = new RejectsFile(files.Rejects);
        using var pump = new RowPump(
            settings.Workers,
            fill,
            (work, core) => work.Encoded = chains[core].Apply(work),
            work =>
            {
                shard.Append(work.Encoded.Span, work.Places);
                rejects.Append(work.Rejects.Span);
                progress.Add(work.Counts, work.Position);
            });
        pump.Run(cancel);

        var ledger = new Ledger();
        foreach (var chain in chains)
        {
            chain.AddTo(ledger);
        }

        var done = shard.Complete(durable: true);
        return new Marker
        {
            Shards = [done with { Path = Path.GetFileName(done.Path) }],
            Rejects = rejects.Complete(durable: true) ? Path.GetFileName(files.Rejects) : null,
            RejectsBytes = rejects.Written,
            RejectsWritten = settings.WriteRejects,
            Ledger = ledger,
        };
    }
}

/// <summary>Names of the files that a task leaves.</summary>
/// <param name="Shard">Its shard.</param>
/// <param name="Rejects">Its rejected rows.</param>
/// <param name="Marker">Its marker.</param>
internal sealed record TaskFiles(string Shard, string Rejects, string Marker)
{
    /// <summary>The files of the task with an index.</summary>
    public static TaskFiles Of(string folder, int index)
    {
        var stem = Path.Combine(folder, $"part-{index:00000}");
        return new TaskFiles(stem + ".jsonl", stem + ".rejects.jsonl", stem + ".done");
    }
}
