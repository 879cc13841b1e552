using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Quern.Hub.Calls;

/// <summary>A body of JSON. Its answer is waited for as long as for a file that is sent: the Hub may have much to do for it.</summary>
internal sealed class JsonBody : SteadyBody
{
    private readonly ReadOnlyMemory<byte> _text;

    /// <summary>Takes a text of JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The media type.</param>
    public JsonBody(ReadOnlyMemory<byte> text, string type)
    {
        _text = text;
        Headers.ContentType = new MediaTypeHeaderValue(type);
    }

    /// <inheritdoc />
    protected override long Length => _text.Length;

    /// <summary>Writes a JSON object.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return text.WrittenMemory;
    }

    /// <inheritdoc />
    protected override Task WriteAsync(Stream to, CancellationToken cancel) => WritePieceAsync(to, _text, cancel).AsTask();
}
