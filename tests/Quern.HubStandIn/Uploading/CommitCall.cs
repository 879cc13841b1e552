using Quern.HubStandIn.Serving;
namespace Quern.HubStandIn.Uploading;
internal static class CommitCall { public static Task AnswerAsync(Exchange exchange) => throw new Refusal(404, "none"); }
