using System.Runtime.ExceptionServices;

namespace Quern.Dedup;

/// <summary>Lets a number of threads do the same work, each on what it claims; the first fault stops all of them.</summary>
internal sealed class Cores(int count, CancellationToken cancel)
{
    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>Does a number of pieces of work, in any order.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="work">Does the piece of an index; the second number says on which core.</param>
    public void Each(int pieces, Action<int, int> work)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        void Loop(int core)
        {
            try
            {
                while (failure is null && Interlocked.Increment(ref next) is var piece && piece < pieces)
                {
                    cancel.ThrowIfCancellationRequested();
                    work(piece, core);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }

        var threads = new Thread[Math.Min(count, pieces) is var used && used > 1 ? used - 1 : 0];
        for (var i = 0; i < threads.Length; i++)
        {
            var core = i + 1;
            threads[i] = new Thread(() => Loop(core)) { IsBackground = true, Name = $"dedup {core}" };
            threads[i].Start();
        }

        Loop(0);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        failure?.Throw();
    }
}
