namespace Quern.Running;

/// <summary>
/// Puts batches that were finished in any order back into theirs. Whoever brings the batch that is due writes it, and
/// all that are ready behind it, while the other cores go on working: nobody waits for a turn.
/// </summary>
internal sealed class OrderedDrain(int capacity, Action<BatchWork> write, Action<BatchWork> release)
{
    private readonly Lock _gate = new();
    private readonly BatchWork?[] _ready = new BatchWork?[capacity];
    private long _next;
    private bool _draining;

    /// <summary>Brings a finished batch.</summary>
    public void Bring(BatchWork work)
    {
        lock (_gate)
        {
            _ready[work.Index % capacity] = work;
            if (_draining)
            {
                return;
            }

            _draining = true;
        }

        while (TakeNext() is { } due)
        {
            write(due);
            release(due);
        }
    }

    private BatchWork? TakeNext()
    {
        lock (_gate)
        {
            var slot = _next % capacity;
            var due = _ready[slot];
            if (due is null)
            {
                _draining = false;
                return null;
            }

            _ready[slot] = null;
            _next++;
            return due;
        }
    }
}
