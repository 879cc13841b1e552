using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>Runs a set step over all shards of the segment before it. One task, one marker, as many shards as it takes.</summary>
internal sealed class SetTask(Segment segment, StepContext run, RunSettings settings, RunProgress progress)
{
    /// <summary>The marker's name in the segment's folder.</summary>
    public const string MarkerName = "all.done";

    /// <summary>Runs the step.</summary>
    public Marker Run(ShardSet rows, string folder, CancellationToken cancel)
    {
        var spec = segment.Steps[0];
        var context = run with { Label = spec.Label };
        var tally = new StepTally(spec.Label, run.Sources.Count);
        rows.ForEachPlace(place => tally.Of(place).In++, cancel);

        Clear(folder);
        var rejectsPath = Path.Combine(folder, "all.rejects.jsonl");
        using var rejects = new RejectsFile(rejectsPath);
        using var output = new SetShards(context, tally, folder, settings.WriteRejects ? rejects : null, progress);
        Apply(spec, context, rows, output, cancel);

        var shards = output.Complete();
        var ledger = new Ledger { Unmet = output.UnmetWishes };
        tally.AddTo(ledger.Step(spec.Label), run.Sources);
        ledger.Step(spec.Label).Details = output.Details;
        return new Marker
        {
            Shards = [.. shards.Select(static s => s with { Path = Path.GetFileName(s.Path) })],
            Rejects = rejects.Complete(durable: true) ? Path.GetFileName(rejectsPath) : null,
            RejectsBytes = rejects.Written,
            RejectsWritten = settings.WriteRejects,
            Ledger = ledger,
        };
    }

    private void Apply(StepSpec spec, StepContext context, ShardSet rows, SetShards output, CancellationToken cancel)
    {
        try
        {
            var step = (SetStep)spec.Entry.Create(spec.Options, context);
            if (!step.GoesOn)
            {
                Clear(run.WorkFolder);
            }

            step.Apply(rows, output, cancel);
        }
        catch (Exception e) when (e is not (QuernFault or OutOfMemoryException) && !cancel.IsCancellationRequested)
        {
            throw new RunFault($"Step {spec.Label} failed: {e.GetType().Name}: {e.Message}", e);
        }
    }

    // What a killed attempt left would stay for ever: the next one may need fewer files.
    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }
}
