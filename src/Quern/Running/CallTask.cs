using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// Takes one shard through a call step. Up to <see cref="CallStep.InFlight"/> rows are asked about at once; answers are
/// written in the rows' order, whatever order they arrive in.
/// </summary>
internal sealed class CallTask(Segment segment, StepContext run, RunSettings settings, RunProgress progress)
{
    private sealed record Asked(byte[] Json, Place Place, Task<CallResult> Answer);

    /// <summary>Works on one shard.</summary>
    public async Task<Marker> RunAsync(CallStep step, Shard input, TaskFiles files, CancellationToken cancel)
    {
        var spec = segment.Steps[0];
        var tally = new StepTally(spec.Label, run.Sources.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var shard = new ShardWriter(files.Shard);
        using var rejects = new RejectsFile(files.Rejects);
        var answers = new AnswerWriter(tally, new RejectLines(run.Sources), shard, settings.WriteRejects ? rejects : null, progress);
        var inFlight = new Queue<Asked>();
        try
        {
            using var reader = new ShardReader(input);
            var batch = new PlacedBatch();
            while (reader.Read(batch))
            {
                for (var i = 0; i < batch.Rows.Count; i++)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (inFlight.Count >= Math.Max(step.InFlight, 1))
                    {
                        await SettleAsync(inFlight.Dequeue());
                    }

                    inFlight.Enqueue(Ask(step, batch.Rows[i].ToArray(), batch.Places[i], stop.Token));
                    tally.Of(batch.Places[i]).In++;
                }
            }

            while (inFlight.TryDequeue(out var asked))
            {
                await SettleAsync(asked);
            }
        }
        catch
        {
            // Nobody may still be asking when the run folder is given back.
            await stop.CancelAsync();
            await Task.WhenAll(inFlight.Select(static a => a.Answer)).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        answers.Flush(0);
        var ledger = new Ledger();
        tally.AddTo(ledger.Step(spec.Label), run.Sources);
        var done = shard.Complete(durable: true);
        return new Marker
        {
            Shards = [done with { Path = Path.GetFileName(done.Path), Part = input.Part }],
            Rejects = rejects.Complete(durable: true) ? Path.GetFileName(files.Rejects) : null,
            RejectsBytes = rejects.Written,
            RejectsWritten = settings.WriteRejects,
            Ledger = ledger,
        };

        async Task SettleAsync(Asked asked)
        {
            var result = await asked.Answer;
            answers.Add(new Row(asked.Json, asked.Place), result);
        }
    }

    // A call that throws is the row's misfortune, unless the run itself was stopped or cannot go on.
    private static Asked Ask(CallStep step, byte[] json, Place place, CancellationToken stop)
    {
        return new Asked(json, place, AnswerAsync());

        async Task<CallResult> AnswerAsync()
        {
            try
            {
                return await step.AskAsync(json, place, stop);
            }
            catch (Exception e) when (e is not (QuernFault or OutOfMemoryException) && !stop.IsCancellationRequested)
            {
                return new CallResult(default, Fault: new RowFault("step-failed", $"{e.GetType().Name}: {e.Message}"));
            }
        }
    }
}
