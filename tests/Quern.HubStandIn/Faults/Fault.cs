using Quern.HubStandIn.Counting;

namespace Quern.HubStandIn.Faults;

/// <summary>
/// Something that goes wrong on purpose: which requests it befalls, how often, and what it does to them. The ready-made
/// ones stand in <see cref="FaultOf"/>; <c>FaultOf.Cut(1000) with { Kind = RequestKind.File, Times = 2 }</c> narrows one.
/// A request that several faults fit suffers all of them.
/// </summary>
/// <param name="Name">How the record of the request names it.</param>
internal sealed record Fault(string Name)
{
    /// <summary>For <see cref="Times"/>: every request that fits.</summary>
    public const int Always = int.MaxValue;

    /// <summary>What the request must be about; null for anything.</summary>
    public RequestKind? Kind { get; init; }

    /// <summary>The file it must be about; null for any or none.</summary>
    public string? File { get; init; }

    /// <summary>The number of the part that must be on its way in; null for any or none.</summary>
    public int? Part { get; init; }

    /// <summary>What else must be true of the request.</summary>
    public Func<RequestRecord, bool> Where { get; init; } = static _ => true;

    /// <summary>How many requests that fit are spared first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it befalls.</summary>
    public int Times { get; init; } = 1;

    /// <summary>What is sent in place of the true answer.</summary>
    public CannedAnswer? Answer { get; init; }

    /// <summary>Whether the request is carried out all the same, and only its answer is lost: a commit is made, a part is kept.</summary>
    public bool AfterWork { get; init; }

    /// <summary>The connection closes after so many bytes of the body.</summary>
    public long? CutAfter { get; init; }

    /// <summary>The connection is reset rather than closed, so that bytes under way may be lost.</summary>
    public bool Resets { get; init; }

    /// <summary>After so many bytes of the body nothing more comes, until <see cref="Release"/> ends or the client goes.</summary>
    public long? StallAfter { get; init; }

    /// <summary>Ends a stall, or the wait before an answer; null for never.</summary>
    public Task? Release { get; init; }

    /// <summary>How many bytes are sent at a time, with <see cref="DripPause"/> between; null for as fast as can be.</summary>
    public int? DripBytes { get; init; }

    /// <summary>How long each pause of a drip is.</summary>
    public TimeSpan DripPause { get; init; }

    /// <summary>How many bytes a second the request's bodies go at, either way; null for the pace of the stand-in.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>The byte of the body that is sent wrong.</summary>
    public long? WrongByte { get; init; }

    /// <summary>How much longer than the body its announced length is; below zero: so much shorter, and the rest is not sent.</summary>
    public long LengthOff { get; init; }

    /// <summary>Whether only the first half of a body is sent, and announced as if it were whole.</summary>
    public bool HalfBody { get; init; }

    /// <summary>Whether a Range is overlooked: status 200 and the whole body.</summary>
    public bool WholeBody { get; init; }

    /// <summary>The ETag that is told in place of the true one.</summary>
    public string? Etag { get; init; }

    /// <summary>The connection is reset when so many bytes of the request's body have come in.</summary>
    public long? CutUploadAfter { get; init; }

    /// <summary>Done before the request is carried out.</summary>
    public Action? Before { get; init; }

    /// <summary>Done when the answer has been made, before it is sent: main moves on behind the first answer.</summary>
    public Action? After { get; init; }

    /// <summary>The fault, for the bytes of a file only: neither a HEAD nor the redirect to the second host uses it up.</summary>
    public Fault ForBytesOf(string file) => this with { Kind = RequestKind.File, File = file };

    /// <summary>Whether a request fits, counts left aside.</summary>
    public bool Fits(RequestRecord request)
        => (Kind is null || Kind == request.Kind) && (File is null || File == request.File) && (Part is null || Part == request.Part) && Where(request);
}
