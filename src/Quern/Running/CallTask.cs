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
        var lines = new RejectLines(run.Sources);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var shard = new ShardWriter(files.Shard);
        using var rejects = new RejectsFile(files.Rejects);
        var inFlight = new Queue<Asked>(step.InFlight);
        try
        {
            using var reader = new ShardReader(input);
            var batch = new PlacedBatch();
            while (reader.Read(batch))
            {
                for (var i = 0; i < batch.Rows.Count; i++)
                {
                    if (inFlight.Count == step.InFlight)
                    {
                        await SettleAsync(inFlight.Dequeue());
                    }

                    var json = batch.Rows[i].ToArray();
                    tally.Of(batch.Places[i]).In++;
                    inFlight.Enqueue(new Asked(json, batch.Places[i], step.AskAsync(json, batch.Places[i], stop.Token)));
                }
            }

            while (inFlight.TryDequeue(out var asked))
            {
                await SettleAsync(asked);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }

        var ledger = new Ledger();
        tally.AddTo(ledger.Step(spec.Label), run.Sources);
        var done = shard.Complete(durable: true);
        return new Marker
        {
            Shards = [done with { Path = Path.GetFileName(done.Path) }],
            Rejects = rejects.Complete() ? Path.GetFileName(files.Rejects) : null,
            Ledger = ledger,
        };

        async Task SettleAsync(Asked asked)
        {
            var result = await asked.Answer;
            Write(asked, result);
        }

        void Write(Asked asked, CallResult result)
        {
            var row = new Row(asked.Json, asked.Place);
            if (result.Fault is { } fault)
            {
                tally.Quarantine(row.Place, fault.Reason);
                lines.AddQuarantined(spec.Label, row, fault);
            }
            else if (result.DropReason is { } reason)
            {
                tally.Drop(row.Place, reason);
                lines.AddDropped(spec.Label, row, reason);
            }
            else
            {
                tally.Of(row.Place).Out++;
                shard.Append([.. result.Json.Span, (byte)'\n'], [row.Place]);
            }

            if (settings.WriteRejects)
            {
                rejects.Append(lines.Text.Span);
            }

            lines.Text.Clear();
            progress.Add(new BatchCounts(1, result.Json.IsEmpty ? 0 : 1, result.DropReason is null ? 0 : 1, result.Fault is null ? 0 : 1), 0);
        }
    }
}
