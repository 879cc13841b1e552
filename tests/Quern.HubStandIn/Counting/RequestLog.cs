using System.Collections;

namespace Quern.HubStandIn.Counting;

/// <summary>All requests in the order in which they came. Going through it sees those that are there at that moment.</summary>
internal sealed class RequestLog : IReadOnlyCollection<RequestRecord>
{
    private readonly Lock _lock = new();
    private List<RequestRecord> _records = [];
    private TaskCompletionSource _next = NewSignal();
    private int _last;

    public int Count => Snapshot().Length;

    /// <summary>The requests about one thing.</summary>
    public IEnumerable<RequestRecord> Of(RequestKind kind) => this.Where(r => r.Kind == kind);

    /// <summary>Forgets what came so far; numbers go on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _records = [];
        }
    }

    /// <summary>Waits until a request that fits is there, and gives the first.</summary>
    public async Task<RequestRecord> WaitFor(Func<RequestRecord, bool> fits, CancellationToken stop = default)
    {
        while (true)
        {
            var next = Next();
            if (this.FirstOrDefault(fits) is { } found)
            {
                return found;
            }

            await next.WaitAsync(stop);
        }
    }

    /// <summary>The number of the next request.</summary>
    public int NextNumber() => Interlocked.Increment(ref _last);

    /// <summary>Adds a request; what it is about is known by then.</summary>
    public void Add(RequestRecord record)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            _records.Add(record);
            signal = _next;
            _next = NewSignal();
        }

        signal.SetResult();
    }

    public IEnumerator<RequestRecord> GetEnumerator() => ((IEnumerable<RequestRecord>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task Next()
    {
        lock (_lock)
        {
            return _next.Task;
        }
    }

    private RequestRecord[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _records];
        }
    }
}
