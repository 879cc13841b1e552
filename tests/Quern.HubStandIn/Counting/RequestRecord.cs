using System.Collections.Concurrent;

namespace Quern.HubStandIn.Counting;

/// <summary>
/// A request that came in and what became of it. It is there from the moment the request's head has come; its counts
/// grow while it is answered.
/// </summary>
internal sealed class RequestRecord
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytesSent;
    private long _bytesReceived;

    /// <summary>1 for the first request of all.</summary>
    public required int Number { get; init; }

    /// <summary>The host that was asked.</summary>
    public required OriginName Origin { get; init; }

    /// <summary>GET, HEAD, POST or PUT.</summary>
    public required string Method { get; init; }

    /// <summary>The path with the query, as it was sent.</summary>
    public required string Target { get; init; }

    /// <summary>The text of the Range header; null without one.</summary>
    public string? Range { get; init; }

    /// <summary>The token that came along; null without one.</summary>
    public string? Token { get; init; }

    /// <summary>The User-Agent header; null without one.</summary>
    public string? UserAgent { get; init; }

    /// <summary>What it is about.</summary>
    public RequestKind Kind { get; set; }

    /// <summary>The dataset's id; null where none is named.</summary>
    public string? Dataset { get; set; }

    /// <summary>The revision, branch or commit that is named; null where none is.</summary>
    public string? Revision { get; set; }

    /// <summary>The path of a file in the dataset; null where none is named.</summary>
    public string? File { get; set; }

    /// <summary>The number of a part that is sent in, from 1 on; 0 for an object sent in whole.</summary>
    public int? Part { get; set; }

    /// <summary>The status of the answer; 0 while there is none, or when the connection was closed without one.</summary>
    public int Status { get; set; }

    /// <summary>How many bytes of a body were sent: handed to the system, whether or not the other side took them.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>How many bytes of a body came in.</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    /// <summary>Whether what the request brings along has been read.</summary>
    public bool BodyRead { get; set; }

    /// <summary>The names of the faults that befell it.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Ends when nothing more will be sent or received.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Counts bytes on their way out (less than none, when they could not be sent).</summary>
    public void CountSent(long bytes) => Interlocked.Add(ref _bytesSent, bytes);

    /// <summary>Counts bytes that came in.</summary>
    public void CountReceived(long bytes) => Interlocked.Add(ref _bytesReceived, bytes);

    /// <summary>Notes a fault.</summary>
    public void Note(string fault) => _faults.Enqueue(fault);

    /// <summary>Notes that it is over.</summary>
    public void End() => _ended.TrySetResult();

    public override string ToString() => $"{Number}. {Origin} {Method} {Target} {Range} -> {Status}, {BytesSent} sent, {BytesReceived} received";
}
