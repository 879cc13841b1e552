using System.Security.Cryptography;
using System.Text;

namespace Quern.HubStandIn.Serving;

/// <summary>Signs addresses of the second host, so that whoever has the address needs no token.</summary>
internal sealed class Signatures
{
    private const string Mark = "signature=";
    private static readonly byte[] Secret = "a secret of the stand-in"u8.ToArray();

    private int _epoch;

    /// <summary>A path with its query (which must have a question mark), signed.</summary>
    public string Sign(string target) => $"{target}&{Mark}{Of(target, Volatile.Read(ref _epoch))}";

    /// <summary>Whether a path with its query is as it was signed, and the signature is still good.</summary>
    public bool IsGood(string target)
    {
        var at = target.LastIndexOf('&' + Mark, StringComparison.Ordinal);
        return at > 0 && target[(at + 1 + Mark.Length)..] == Of(target[..at], Volatile.Read(ref _epoch));
    }

    /// <summary>Makes every signature so far worthless.</summary>
    public void Expire() => Interlocked.Increment(ref _epoch);

    private static string Of(string target, int epoch) => Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"{epoch} {target}")));
}
