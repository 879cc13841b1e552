using System.Security.Cryptography;
using System.Text;
using Quern.HubStandIn.Repositories;

namespace Quern.HubStandIn.Reading;

/// <summary>A name for a file in the newer transfer protocol. Nothing can be fetched by it here: clients may leave it aside.</summary>
internal static class XetName
{
    public static string Of(StandInFile file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"xet {file.Sha256}")));
}
