using Quern.Rows;
using Quern.Steps;

namespace Quern.Tests.Running;

public sealed class CallTaskTests
{
    [Fact]
    public void Answers_out_of_order_are_written_in_order_within_the_bound()
    {
        const int InFlight = 4;
        var waiting = new List<(Place Place, ReadOnlyMemory<byte> Json, TaskCompletionSource<CallResult> Answer)>();
        var most = 0;
        using var bench = new RunBench().With("ask", (json, place, _) =>
        {
            var answer = new TaskCompletionSource<CallResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                waiting.Add((place, json, answer));
                most = Math.Max(most, waiting.Count);
                // Four are asked before any is answered; then the youngest is answered first.
                if (waiting.Count == InFlight)
                {
                    foreach (var asked in Enumerable.Reverse(waiting))
                    {
                        asked.Answer.SetResult(Result(asked.Json, asked.Place));
                    }

                    waiting.Clear();
                }
            }

            return answer.Task;
        }, InFlight);
        bench.WriteRows("in.jsonl", 40);
        var ledger = bench.Run("  - ask: {}\n").Ledger;
        (ledger.Kept, ledger.Dropped, ledger.Quarantined).ShouldBe((32, 4, 4));
        most.ShouldBe(InFlight);
        bench.OutputLines().Select(static l => int.Parse(l.Split([':', ','])[1])).ShouldBe(Enumerable.Range(0, 40).Where(static i => i % 10 > 1));
        bench.Rejects("ask").ShouldContain("\"reason\":\"refused\"");
    }

    [Fact]
    public void A_call_that_throws_quarantines_its_row()
    {
        using var bench = new RunBench().With("ask", static (json, place, _)
            => place.Ordinal == 1 ? throw new HttpRequestException("gone") : Task.FromResult(new CallResult(json)));
        bench.WriteRows("in.jsonl", 3);
        var ledger = bench.Run("  - ask: {}\n").Ledger;
        (ledger.Kept, ledger.Quarantined).ShouldBe((2, 1));
        bench.Rejects("ask").ShouldContain("HttpRequestException: gone");
    }

    [Fact]
    public void An_answer_without_a_fate_fails_the_run()
    {
        using var bench = new RunBench().With("ask", static (_, _, _) => Task.FromResult(default(CallResult)));
        bench.WriteRows("in.jsonl", 3);
        Should.Throw<RunFault>(() => bench.Run("  - ask: {}\n")).Message.ShouldContain("ask lost row 0");
    }

    [Fact]
    public void A_fault_of_the_service_ends_the_run_when_nobody_asks_any_more()
    {
        var open = 0;
        using var bench = new RunBench().With("ask", async (json, place, cancel) =>
        {
            Interlocked.Increment(ref open);
            try
            {
                if (place.Ordinal == 0)
                {
                    await Task.Yield();
                    throw new RunFault("The key was refused.");
                }

                await Task.Delay(Timeout.Infinite, cancel);
                return new CallResult(json);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        });
        bench.WriteRows("in.jsonl", 30);
        Should.Throw<RunFault>(() => bench.Run("  - ask: {}\n")).Message.ShouldContain("key");
        open.ShouldBe(0);
    }

    private static CallResult Result(ReadOnlyMemory<byte> json, Place place) => (place.Ordinal % 10) switch
    {
        0 => new CallResult(default, DropReason: "refused"),
        1 => new CallResult(default, Fault: new RowFault("unreadable-answer", "No JSON.")),
        _ => new CallResult(json),
    };
}
