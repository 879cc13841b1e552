using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>Why the store of large files, which is another host than the Hub's, did not take one.</summary>
/// <param name="Fault">The fault that it means.</param>
/// <param name="IsOfAddress">Whether another address may help: those that the Hub gives are good for a while only.</param>
internal sealed record StoreRefusal(UnavailableFault Fault, bool IsOfAddress)
{
    /// <summary>What an answer of the store means.</summary>
    public static StoreRefusal Of(HttpResponseMessage answer, CallSubject about)
    {
        var host = answer.RequestMessage?.RequestUri?.Host ?? "the store of large files";
        var fault = new UnavailableFault(about.Say(answer.IsSuccessStatusCode
            ? $"cannot be sent: {host} took a part of it and did not say under which name (no ETag). Is a proxy in between? Run again"
            : $"cannot be sent: {host} answered {(int)answer.StatusCode}. Run again; what has been stored stays stored"));
        return new StoreRefusal(fault, (int)answer.StatusCode is >= 400 and < 500);
    }
}
