using Microsoft.AspNetCore.Http;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Reading;

/// <summary>Sends a file or the range of it that is asked for.</summary>
internal static class FileAnswer
{
    private const string UsualType = "application/octet-stream";

    /// <summary>Sends bytes that an ETag names.</summary>
    public static Task SendAsync(Exchange exchange, StandInContent content, string etag, string type = UsualType)
    {
        var told = $"\"{exchange.Faults.FirstOrDefault(static f => f.Etag is not null)?.Etag ?? etag}\"";
        exchange.Headers.ETag = told;
        exchange.Headers.AcceptRanges = "bytes";
        if (exchange.Request.Headers.IfNoneMatch == told)
        {
            return exchange.SendAsync(content, default, type: null, StatusCodes.Status304NotModified);
        }

        var range = Range(exchange, content.Length, told);
        if (range is { Length: 0 })
        {
            exchange.Headers.ContentRange = $"bytes */{content.Length}";
            throw new Refusal(StatusCodes.Status416RangeNotSatisfiable, "The requested range is not satisfiable");
        }

        if (range is { } part)
        {
            exchange.Headers.ContentRange = $"bytes {part.From}-{part.From + part.Length - 1}/{content.Length}";
        }

        var status = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        return exchange.SendAsync(content, range ?? new ByteRange(0, content.Length), type, status);
    }

    // A range holds only for the file that the client means: another ETag in If-Range asks for all of it.
    private static ByteRange? Range(Exchange exchange, long length, string etag)
    {
        var other = exchange.Request.Headers.IfRange.ToString() is { Length: > 0 } meant && meant != etag;
        return other || exchange.Faults.Any(static f => f.WholeBody) ? null : ByteRange.Read(exchange.Record.Range, length);
    }
}
