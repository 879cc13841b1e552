using Quern.Rows;

namespace Quern.Hub.Fetching;

/// <summary>
/// How much of a download has arrived, for those who wait for its bytes: a reader that is faster than the network waits
/// here, and learns how it ended.
/// </summary>
internal sealed class Arrival
{
    private const int PollMilliseconds = 100;

    private readonly object _gate = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private bool _isTaken;
    private bool _ended;
    private Exception? _failure;

    /// <summary>How many bytes can be read.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether it ended as it should not.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate)
            {
                return _failure is not null;
            }
        }
    }

    /// <summary>Says how many bytes can be read now; it never becomes fewer, unless all is taken back.</summary>
    public void Reach(long bytes)
    {
        lock (_gate)
        {
            _bytes = Math.Max(_bytes, bytes);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that nothing is here after all; false when a reader has been told of bytes already.</summary>
    public bool TryTakeBack()
    {
        lock (_gate)
        {
            _bytes = _isTaken ? _bytes : 0;
            return !_isTaken;
        }
    }

    /// <summary>Says that no more will come: all is there and right, or a failure says why not.</summary>
    public void End(Exception? failure)
    {
        lock (_gate)
        {
            _ended = true;
            _failure = failure;
            Monitor.PulseAll(_gate);
        }

        _end.TrySetResult();
    }

    /// <summary>Waits until more bytes than these can be read, or the download ended as it should; otherwise throws why not.</summary>
    /// <param name="bytes">How many the caller has.</param>
    /// <param name="interrupted">Asked now and then whether the caller is to give up.</param>
    /// <returns>How many can be read.</returns>
    public long WaitBeyond(long bytes, Func<bool> interrupted)
    {
        lock (_gate)
        {
            Wait(() => _bytes > bytes, interrupted);
            _isTaken |= _bytes > bytes;
            return _bytes;
        }
    }

    /// <summary>Waits until everything is there and right; otherwise throws why not.</summary>
    /// <param name="interrupted">Asked now and then whether the caller is to give up.</param>
    public void WaitForEnd(Func<bool> interrupted)
    {
        lock (_gate)
        {
            Wait(static () => false, interrupted);
        }
    }

    /// <summary>The same, for callers that must not hold up a thread while they wait.</summary>
    public async Task WaitForEndAsync(CancellationToken cancel)
    {
        await _end.Task.WaitAsync(cancel).ConfigureAwait(false);
        WaitForEnd(static () => false);
    }

    private void Wait(Func<bool> enough, Func<bool> interrupted)
    {
        while (!enough() && !_ended)
        {
            if (interrupted())
            {
                throw new OperationCanceledException();
            }

            Monitor.Wait(_gate, PollMilliseconds);
        }

        if (!enough() && _failure is { } failure)
        {
            // The same failure may be thrown to several readers; each gets a copy that says where it was met.
            throw failure is UnavailableFault f ? new UnavailableFault(f.Message, f) { MayPass = f.MayPass }
                : failure is UnauthorisedFault u ? new UnauthorisedFault(u.Message, u)
                : failure is OperationCanceledException ? new OperationCanceledException()
                : new RunFault(failure.Message, failure);
        }
    }
}
