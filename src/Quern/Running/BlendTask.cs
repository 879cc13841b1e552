using Quern.Formats.Shards;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// Takes a blend of sources through the row steps, one portion after another, until as many rows have come out as are
/// wanted. What stands behind the last of them was read in vain and counts as never read: each batch is counted by
/// itself, and only what is written is added up.
/// </summary>
/// <param name="segment">The steps.</param>
/// <param name="spec">The run.</param>
/// <param name="run">What the steps may know.</param>
/// <param name="settings">How it is carried out.</param>
/// <param name="progress">Takes the counters.</param>
internal sealed class BlendTask(Segment segment, RunSpec spec, StepContext run, RunSettings settings, RunProgress progress) : IDisposable
{
    private readonly SourceBlend _blend = new(spec.Sources, spec.Target!.Value, run.WorkFolder);
    private readonly RowChain[] _chains = new RowChain[settings.Workers];

    /// <summary>Works on the portion that begins at a state.</summary>
    public Marker Run(BlendState start, TaskFiles files, CancellationToken cancel)
    {
        _blend.Begin(start, settings.PortionRows);
        using var interrupt = cancel.Register(_blend.Interrupt);
        using var shard = new ShardWriter(files.Shard);
        using var rejects = new RejectsFile(files.Rejects);
        var end = new BlendEnd(spec, start, NewChain);
        using var pump = new RowPump(settings.Workers, _blend.Fill, Apply, work =>
        {
            if (!end.Take(work))
            {
                return;
            }

            shard.Append(work.Encoded.Span, work.Places);
            rejects.Append(work.Rejects.Span);
            progress.Add(work.Counts, work.Position);
            if (end.IsReached)
            {
                _blend.Stop();
            }
        });
        pump.Run(cancel);
        return end.MarkerOf(shard.Complete(durable: true)) with
        {
            Rejects = rejects.Complete(durable: true) ? Path.GetFileName(files.Rejects) : null,
            RejectsBytes = rejects.Written,
            RejectsWritten = settings.WriteRejects,
        };
    }

    public void Dispose() => _blend.Dispose();

    private void Apply(BatchWork work, int core)
    {
        var chain = _chains[core] ??= NewChain(long.MaxValue);
        work.Encoded = chain.Apply(work);
        work.Ledger = chain.TakeCounts();
    }

    private RowChain NewChain(long mostKept)
        => new(segment.Steps, spec.Sources, run, withPlaces: true, settings.WriteRejects) { MostKept = mostKept };
}
