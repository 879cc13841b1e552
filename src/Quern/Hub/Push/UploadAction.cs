using System.Globalization;
using System.Text.Json;
using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>A request that the Hub wants for a large file: an address, and what the request's head must hold.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Head">Names and values.</param>
internal sealed record ActionRequest(Uri Address, IReadOnlyList<(string Name, string Value)> Head)
{
    /// <summary>The request, with a body.</summary>
    public HttpRequestMessage Make(HttpMethod method, HttpContent body)
    {
        var request = new HttpRequestMessage(method, Address) { Content = body };
        foreach (var (name, value) in Head)
        {
            // What describes the body goes to the body.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                body.Headers.Remove(name);
                body.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}

/// <summary>How a large file is to be sent: as a whole, or as parts of one length to an address each.</summary>
/// <param name="Upload">The whole; of a file in parts, the request that ends it.</param>
/// <param name="PartLength">The length of each part but the last; null for a whole file.</param>
/// <param name="Parts">The addresses of the parts.</param>
/// <param name="Verify">What asks whether it arrived; null where nothing is to be asked.</param>
internal sealed record UploadAction(ActionRequest Upload, long? PartLength, IReadOnlyList<Uri> Parts, ActionRequest? Verify)
{
    private const string PartLengthKey = "chunk_size";

    // The length and the host follow from the request itself.
    private static readonly string[] NotTaken = ["Content-Length", "Host", "Transfer-Encoding", "Connection"];

    /// <summary>Reads an object of the Hub's answer; null when it says nothing that can be followed.</summary>
    /// <param name="actions">The part of the answer that says what to do.</param>
    /// <param name="bytes">The file's length.</param>
    /// <param name="endpoint">The Hub.</param>
    public static UploadAction? Of(JsonElement actions, long bytes, Uri endpoint)
    {
        if (actions.Member("upload") is not { } upload || RequestOf(upload, endpoint) is not { } whole)
        {
            return null;
        }

        var verify = actions.Member("verify") is { } v ? RequestOf(v, endpoint) : null;
        if (whole.Head.FirstOrDefault(static h => h.Name == PartLengthKey).Value is not { } length)
        {
            return new UploadAction(whole, null, [], verify);
        }

        var parts = PartsOf(whole.Head, endpoint);
        var head = whole.Head.Where(static h => h.Name != PartLengthKey && NumberOf(h.Name) is null).ToList();
        return long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var each) && each > 0 && parts.Count == (bytes + each - 1) / each
            ? new UploadAction(whole with { Head = head }, each, parts, verify)
            : null;
    }

    private static List<Uri> PartsOf(IReadOnlyList<(string Name, string Value)> head, Uri endpoint)
        => [.. head.Select(static h => (Number: NumberOf(h.Name), h.Value)).Where(static h => h.Number is not null)
            .OrderBy(static h => h.Number).Select(h => AddressOf(h.Value, endpoint)).OfType<Uri>()];

    private static int? NumberOf(string name)
        => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ActionRequest? RequestOf(JsonElement action, Uri endpoint)
    {
        if (action.Text("href") is not { } href || AddressOf(href, endpoint) is not { } address)
        {
            return null;
        }

        var head = action.Member("header") is { ValueKind: JsonValueKind.Object } fields
            ? fields.EnumerateObject().Select(static h => (h.Name, Value: h.Value.ToString()))
                .Where(static h => !NotTaken.Contains(h.Name, StringComparer.OrdinalIgnoreCase) && !h.Value.Any(char.IsControl)).ToList()
            : [];
        return new ActionRequest(address, head);
    }

    // Never without encryption where the Hub itself is asked with it.
    private static Uri? AddressOf(string text, Uri endpoint)
        => Uri.TryCreate(endpoint, text, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == endpoint.Scheme) ? address : null;
}
