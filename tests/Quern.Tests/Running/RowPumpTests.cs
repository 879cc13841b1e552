using Quern.Running;

namespace Quern.Tests.Running;

public sealed class RowPumpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Order_is_kept_whoever_is_slow(int workers)
    {
        var (filled, written) = (0L, new List<long>());
        using var pump = new RowPump(
            workers,
            work => { work.Position = filled++; return filled <= 300; },
            (work, _) => Thread.SpinWait((int)(work.Position * 7919 % 5000)),
            work => written.Add(work.Position));
        pump.Run(CancellationToken.None);
        written.ShouldBe(Enumerable.Range(0, 300).Select(static i => (long)i));
    }

    [Fact]
    public async Task A_stopped_writer_stops_the_reader()
    {
        const int Workers = 3;
        var filled = 0;
        using var full = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        using var pump = new RowPump(
            Workers,
            _ =>
            {
                // The bound of the hand-off is two batches a worker.
                if (Interlocked.Increment(ref filled) == Workers * 2)
                {
                    full.Set();
                }

                return filled <= 100;
            },
            static (_, _) => { },
            _ => go.Wait());
        var run = Task.Run(() => pump.Run(CancellationToken.None), TestContext.Current.CancellationToken);
        full.Wait(TestContext.Current.CancellationToken);
        Volatile.Read(ref filled).ShouldBe(Workers * 2);
        go.Set();
        await run;
        filled.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("fill")]
    [InlineData("work")]
    [InlineData("write")]
    public void A_failure_on_any_thread_ends_the_run_with_it(string where)
    {
        var filled = 0L;
        using var pump = new RowPump(
            4,
            work => { work.Position = filled++; Fail("fill", filled); return true; },
            (work, _) => Fail("work", work.Position),
            work => Fail("write", work.Position));
        Should.Throw<InvalidOperationException>(() => pump.Run(CancellationToken.None)).Message.ShouldBe(where);

        void Fail(string at, long position)
        {
            if (at == where && position == 20)
            {
                throw new InvalidOperationException(at);
            }
        }
    }

    [Fact]
    public void Cancelling_ends_the_run()
    {
        using var cancel = new CancellationTokenSource();
        var filled = 0;
        using var pump = new RowPump(2, _ => { if (++filled == 10) { cancel.Cancel(); } return true; }, static (_, _) => { }, static _ => { });
        Should.Throw<OperationCanceledException>(() => pump.Run(cancel.Token));
    }
}
