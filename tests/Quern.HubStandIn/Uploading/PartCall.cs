using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>The second host takes an object in whole (part 0), or a part of one, and names it by an ETag.</summary>
internal static class PartCall
{
    public static async Task AnswerAsync(Exchange exchange)
    {
        var upload = exchange.Hub.Objects.Of(exchange.Route.Rest[0]);
        var number = exchange.Route.Part!.Value;
        // A store of objects wants to know beforehand how much will come.
        if (exchange.Request.ContentLength is null)
        {
            throw new Refusal(411, "MissingContentLength");
        }

        if (number > upload.PartCount)
        {
            throw new Refusal(400, "InvalidPart");
        }

        var whole = number == 0;
        if (whole && exchange.Hub.Settings.UploadHeaders.Any(h => exchange.Request.Headers[h.Key] != h.Value))
        {
            throw new Refusal(403, "SignatureDoesNotMatch");
        }

        exchange.Headers.ETag = $"\"{await upload.TakeAsync(Math.Max(1, number), exchange.Body())}\"";
        if (whole)
        {
            exchange.Hub.Objects.Complete(upload);
        }

        await exchange.SendAsync(StandInContent.Of(default), "application/xml");
    }
}
