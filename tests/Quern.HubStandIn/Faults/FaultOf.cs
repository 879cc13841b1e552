using Quern.HubStandIn.Counting;

namespace Quern.HubStandIn.Faults;

/// <summary>The usual faults, ready-made.</summary>
internal static class FaultOf
{
    private const string Html = "<!doctype html>\n<html><head><title>Please sign in</title></head><body>This network asks you to sign in.</body></html>\n";

    /// <summary>An error status, as 500, 502, 503, 504 or 408.</summary>
    public static Fault Status(int status, string message = "Something went wrong")
        => new($"status {status}") { Answer = new(status, "application/json; charset=utf-8", $$"""{"error":"{{message}}"}""") };

    /// <summary>429 with Retry-After.</summary>
    public static Fault RetryAfter(int seconds) => RetryAfter($"{seconds}");

    /// <summary>429 with a Retry-After of any text, such as a date.</summary>
    public static Fault RetryAfter(string text)
        => new("429 with Retry-After") { Answer = TooMany with { Headers = [("Retry-After", text)] } };

    /// <summary>429 with the RateLimit header of a bucket that is used up.</summary>
    public static Fault RateLimited(string bucket, int seconds)
        => new("429 with RateLimit") { Answer = TooMany with { Headers = [("RateLimit", $"\"{bucket}\";r=0;t={seconds}")] } };

    /// <summary>The connection closes after so many bytes of the body; all of those arrive.</summary>
    public static Fault Cut(long after) => new($"cut after {after}") { CutAfter = after };

    /// <summary>The connection is reset after so many bytes of the body; some of those may be lost.</summary>
    public static Fault Reset(long after) => new($"reset after {after}") { CutAfter = after, Resets = true };

    /// <summary>The connection closes in place of an answer.</summary>
    public static Fault Drop() => new("drop") { Answer = new(0) };

    /// <summary>After so many bytes of the body nothing more comes, until the task (if any) ends.</summary>
    public static Fault Stall(long after, Task? until = null) => new($"stall after {after}") { StallAfter = after, Release = until };

    /// <summary>Nothing happens until the task ends; then the request is answered as ever.</summary>
    public static Fault Hold(Task until) => new("hold") { Release = until };

    /// <summary>The body comes a few bytes at a time.</summary>
    public static Fault Drip(int bytes, TimeSpan pause) => new("drip") { DripBytes = bytes, DripPause = pause };

    /// <summary>The bodies go at so many bytes a second, either way.</summary>
    public static Fault Slow(long bytesPerSecond) => new("slow") { BytesPerSecond = bytesPerSecond };

    /// <summary>One byte of the body is wrong, the length is right.</summary>
    public static Fault WrongByte(long at) => new($"wrong byte {at}") { WrongByte = at };

    /// <summary>More bytes are announced than come.</summary>
    public static Fault AnnouncedTooLong(long by) => new($"length {by} too long") { LengthOff = by };

    /// <summary>Fewer bytes are announced than there are, and the rest is missing.</summary>
    public static Fault AnnouncedTooShort(long by) => new($"length {by} too short") { LengthOff = -by };

    /// <summary>The file has another ETag than it had.</summary>
    public static Fault OtherEtag(string etag) => new("other ETag") { Etag = etag };

    /// <summary>A Range is answered with 200 and the whole file.</summary>
    public static Fault RangeOverlooked() => new("range overlooked") { WholeBody = true };

    /// <summary>A web page with status 200, as from a network that wants its visitors to sign in.</summary>
    public static Fault WebPage() => new("web page") { Answer = new(200, "text/html; charset=utf-8", Html) };

    /// <summary>Status 200 and nothing in the body.</summary>
    public static Fault EmptyBody() => new("empty body") { Answer = new(200, "application/json; charset=utf-8") };

    /// <summary>A body that ends in its middle and is announced as if it were whole.</summary>
    public static Fault HalfBody() => new("half a body") { HalfBody = true };

    /// <summary>A redirect to the same address, every time.</summary>
    public static Fault RedirectLoop() => new("redirect loop") { Times = Fault.Always, Answer = new(302) { Headers = [("Location", "")] } };

    /// <summary>A signed address whose time is over, as the host of large files says it.</summary>
    public static Fault Expired()
        => new("expired") { Kind = RequestKind.File, Answer = new(403, "application/xml", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>") };

    /// <summary>The connection is reset when so many bytes of an upload have come in.</summary>
    public static Fault CutUpload(long after) => new($"upload cut after {after}") { CutUploadAfter = after };

    /// <summary>Something is done once, when the answer has been made and before it is sent.</summary>
    public static Fault Then(Action action) => new("then") { After = action };

    private static CannedAnswer TooMany => new(429, "application/json; charset=utf-8", """{"error":"We had to rate limit you"}""");
}
