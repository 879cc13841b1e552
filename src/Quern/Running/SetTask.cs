using Quern.Formats.Shards;
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

        Directory.CreateDirectory(run.WorkFolder);
        var rejectsPath = Path.Combine(folder, "all.rejects.jsonl");
        using var rejects = new RejectsFile(rejectsPath);
        using var output = new SetShards(context, tally, folder, settings.WriteRejects ? rejects : null, progress);
        ((SetStep)spec.Entry.Create(spec.Options, context)).Apply(rows, output, cancel);

        var shards = output.Complete();
        var ledger = new Ledger();
        tally.AddTo(ledger.Step(spec.Label), run.Sources);
        return new Marker
        {
            Shards = [.. shards.Select(static s => s with { Path = Path.GetFileName(s.Path) })],
            Rejects = rejects.Complete() ? Path.GetFileName(rejectsPath) : null,
            Ledger = ledger,
        };
    }
}
