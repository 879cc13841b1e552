using System.Text;

namespace Quern.HubStandIn.Faults;

/// <summary>An answer that is sent in place of the true one. Status 0 closes the connection without any.</summary>
internal sealed record CannedAnswer(int Status, string ContentType = "text/plain; charset=utf-8", string Body = "")
{
    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body's bytes.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Body);
}
