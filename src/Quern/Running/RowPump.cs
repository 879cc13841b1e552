using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Quern.Running;

/// <summary>
/// Moves batches through a chain of row steps on all cores and keeps their order. A core takes a free batch, fills it
/// under the reader's lock, works on it alone, and brings it to the drain. There is no reading thread and no writing
/// thread that could idle, and memory is bounded by the number of batches.
/// </summary>
internal sealed class RowPump : IDisposable
{
    // Two batches a core keep everyone busy while one is being written; more only costs cache.
    private const int BatchesPerWorker = 2;

    private readonly int _workers;
    private readonly Func<BatchWork, bool> _fill;
    private readonly Action<BatchWork, int> _work;
    private readonly OrderedDrain _drain;
    private readonly BlockingCollection<BatchWork> _free;
    private readonly Lock _reading = new();
    private long _nextIndex;
    private bool _atEnd;
    private ExceptionDispatchInfo? _failure;

    /// <summary>A pump.</summary>
    /// <param name="workers">How many cores.</param>
    /// <param name="fill">Fills a batch; false at the end. One caller at a time.</param>
    /// <param name="work">Works on a batch; the number says on which core.</param>
    /// <param name="write">Writes a batch. One caller at a time, in order.</param>
    public RowPump(int workers, Func<BatchWork, bool> fill, Action<BatchWork, int> work, Action<BatchWork> write)
    {
        _workers = workers;
        _fill = fill;
        _work = work;
        var batches = workers * BatchesPerWorker;
        _free = new BlockingCollection<BatchWork>(batches);
        for (var i = 0; i < batches; i++)
        {
            _free.Add(new BatchWork());
        }

        _drain = new OrderedDrain(batches, write, done =>
        {
            done.Clear();
            _free.Add(done);
        });
    }

    /// <summary>Runs until the input ends, a core fails, or the run is cancelled.</summary>
    public void Run(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var threads = new Thread[_workers - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var core = i + 1;
            threads[i] = new Thread(() => Loop(core, stop)) { IsBackground = true, Name = $"rows {core}" };
            threads[i].Start();
        }

        Loop(0, stop);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        _failure?.Throw();
        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose() => _free.Dispose();

    private void Loop(int core, CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var work = _free.Take(stop.Token);
                if (!Next(work))
                {
                    _free.Add(work);
                    return;
                }

                _work(work, core);
                _drain.Bring(work);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another core failed, or the user cancelled: both are reported by the caller of Run.
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            stop.Cancel();
        }
    }

    private bool Next(BatchWork work)
    {
        lock (_reading)
        {
            if (_atEnd || !_fill(work))
            {
                _atEnd = true;
                return false;
            }

            work.Index = _nextIndex++;
            return true;
        }
    }
}
