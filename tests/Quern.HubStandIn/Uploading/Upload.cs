using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>An object on its way in, in one piece or in parts. Its bytes lie on disk from the start.</summary>
internal sealed class Upload : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string?[] _etags;

    public Upload(string id, string dataset, string oid, long length, long? partLength, string path)
    {
        (Id, Dataset, Oid, Length, PartLength, Path) = (id, dataset, oid, length, partLength ?? length, path);
        PartCount = partLength is { } part ? (int)((length + part - 1) / part) : 1;
        _etags = new string?[PartCount];
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
    }

    /// <summary>What addresses call it.</summary>
    public string Id { get; }

    /// <summary>The dataset for which it comes.</summary>
    public string Dataset { get; }

    /// <summary>The SHA-256 that its bytes must have.</summary>
    public string Oid { get; }

    /// <summary>How long it must be.</summary>
    public long Length { get; }

    /// <summary>How long each part but the last is.</summary>
    public long PartLength { get; }

    /// <summary>How many parts there are.</summary>
    public int PartCount { get; }

    /// <summary>Where its bytes lie.</summary>
    public string Path { get; }

    /// <summary>Takes a part in (numbers begin at 1) and gives its ETag. A part may come again.</summary>
    public async Task<string> TakeAsync(int number, RequestBody body)
    {
        var start = (number - 1) * PartLength;
        var room = Math.Min(PartLength, Length - start);
        var taken = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await body.ReadAsync(bytes =>
        {
            if (taken + bytes.Length > room)
            {
                throw new Refusal(400, "EntityTooLarge");
            }

            RandomAccess.Write(_file, bytes.Span, start + taken);
            hash.AppendData(bytes.Span);
            taken += bytes.Length;
        });
        return taken == room ? _etags[number - 1] = Convert.ToHexStringLower(hash.GetHashAndReset())[..32] : throw new Refusal(400, "IncompleteBody");
    }

    /// <summary>The ETag of a part that is here; null while it is not.</summary>
    public string? EtagOf(int number) => number >= 1 && number <= PartCount ? _etags[number - 1] : null;

    public void Dispose() => _file.Dispose();
}
