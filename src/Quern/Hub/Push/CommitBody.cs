using System.Buffers;
using System.Buffers.Text;
using System.Net.Http.Headers;
using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>
/// A commit as the Hub takes it: lines of JSON, the small files within them as base64. They are read from disk while they
/// are sent, so that memory does not grow with them.
/// </summary>
internal sealed class CommitBody : SteadyBody
{
    // A multiple of three, which base64 makes four of.
    private const int Step = 48 << 10;

    private readonly byte[] _header;
    private readonly IReadOnlyList<CommitEntry> _entries;
    private readonly SliceMeter _meter;

    /// <summary>Takes what the commit is to hold.</summary>
    /// <param name="summary">What it does, in a line.</param>
    /// <param name="description">What more there is to say.</param>
    /// <param name="parent">The commit that it must follow.</param>
    /// <param name="entries">The files.</param>
    /// <param name="meter">Counts bytes of small files.</param>
    public CommitBody(string summary, string description, string parent, IReadOnlyList<CommitEntry> entries, SliceMeter meter)
    {
        _header = HeaderOf(summary, description, parent);
        _entries = entries;
        _meter = meter;
        Length = _header.Length + entries.Sum(static e => e.Head.LongLength + e.Tail.Length + Base64Length(e.BytesInCommit));
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    /// <inheritdoc />
    protected override long Length { get; }

    /// <inheritdoc />
    protected override async Task WriteAsync(Stream to, CancellationToken cancel)
    {
        _meter.Restart();
        await WritePieceAsync(to, _header, cancel).ConfigureAwait(false);
        foreach (var entry in _entries)
        {
            await WritePieceAsync(to, entry.Head, cancel).ConfigureAwait(false);
            if (!entry.IsLarge)
            {
                await WriteContentAsync(to, entry.File, cancel).ConfigureAwait(false);
            }

            await WritePieceAsync(to, entry.Tail, cancel).ConfigureAwait(false);
        }
    }

    private async Task WriteContentAsync(Stream to, OutgoingFile file, CancellationToken cancel)
    {
        using var handle = file.Open();
        var plain = ArrayPool<byte>.Shared.Rent(Step);
        var coded = ArrayPool<byte>.Shared.Rent((int)Base64Length(Step));
        try
        {
            for (long at = 0; at < file.Bytes;)
            {
                var read = await file.ReadAsync(handle, at, plain.AsMemory(0, Step), cancel).ConfigureAwait(false);
                Base64.EncodeToUtf8(plain.AsSpan(0, read), coded, out _, out var written);
                await WritePieceAsync(to, coded.AsMemory(0, written), cancel).ConfigureAwait(false);
                _meter.Count(read);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(coded);
        }

        file.CheckUnchanged();
    }

    private static long Base64Length(long bytes) => (bytes + 2) / 3 * 4;

    private static byte[] HeaderOf(string summary, string description, string parent)
    {
        var line = JsonBody.Object(json =>
        {
            json.WriteString("key", "header");
            json.WriteStartObject("value");
            json.WriteString("summary", summary);
            json.WriteString("description", description);
            json.WriteString("parentCommit", parent);
            json.WriteEndObject();
        });
        return [.. line.Span, (byte)'\n'];
    }
}
