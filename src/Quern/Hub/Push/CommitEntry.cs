using System.Text;
using System.Text.Json;
using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>A file in a commit.</summary>
/// <param name="File">The file.</param>
/// <param name="Names">What its content is called.</param>
/// <param name="IsLarge">Whether the store of large files holds it; otherwise the commit carries it.</param>
internal sealed record CommitEntry(OutgoingFile File, ContentNames Names, bool IsLarge)
{
    /// <summary>The name under which a listing of the Hub shows the content.</summary>
    public string Etag => IsLarge ? Names.Sha256 : Names.BlobId!;

    /// <summary>How many of its bytes the commit carries.</summary>
    public long BytesInCommit => IsLarge ? 0 : File.Bytes;

    /// <summary>What stands before the content; for a large file, all that is said of it.</summary>
    public byte[] Head => IsLarge ? LargeLine() : Encoding.ASCII.GetBytes("""{"key":"file","value":{"content":" """.TrimEnd());

    /// <summary>What stands after the content.</summary>
    public byte[] Tail => IsLarge ? [] : [.. Encoding.ASCII.GetBytes("\",\"path\":"), .. JsonSerializer.SerializeToUtf8Bytes(File.Path), .. Encoding.ASCII.GetBytes(",\"encoding\":\"base64\"}}\n")];

    private byte[] LargeLine()
    {
        var line = JsonBody.Object(json =>
        {
            json.WriteString("key", "lfsFile");
            json.WriteStartObject("value");
            json.WriteString("path", File.Path);
            json.WriteString("algo", "sha256");
            json.WriteString("oid", Names.Sha256);
            json.WriteNumber("size", File.Bytes);
            json.WriteEndObject();
        });
        return [.. line.Span, (byte)'\n'];
    }
}
