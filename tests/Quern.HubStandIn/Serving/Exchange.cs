using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;
using Quern.HubStandIn.Repositories;

namespace Quern.HubStandIn.Serving;

/// <summary>A request and its answer.</summary>
internal sealed class Exchange
{
    private const string JsonType = "application/json; charset=utf-8";

    private readonly HttpContext _http;
    private readonly Pace _pace;

    public Exchange(StandInHub hub, HttpContext http, RequestRecord record, Target target, Route route, IReadOnlyList<Fault> faults, CancellationToken stop)
    {
        (Hub, _http, Record, Target, Route, Faults, Stop) = (hub, http, record, target, route, faults, stop);
        _pace = new Pace(hub.Time, faults.Min(static f => f.BytesPerSecond) ?? hub.Settings.BytesPerSecond);
    }

    /// <summary>The stand-in that was asked.</summary>
    public StandInHub Hub { get; }

    /// <summary>What is noted of the request.</summary>
    public RequestRecord Record { get; }

    /// <summary>The address that was asked for.</summary>
    public Target Target { get; }

    /// <summary>What the address means.</summary>
    public Route Route { get; }

    /// <summary>What befalls it.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Ends when the client has gone, or the stand-in goes.</summary>
    public CancellationToken Stop { get; }

    /// <summary>The request.</summary>
    public HttpRequest Request => _http.Request;

    /// <summary>The headers of the answer.</summary>
    public IHeaderDictionary Headers => _http.Response.Headers;

    /// <summary>Closes the connection without more.</summary>
    public void Abort() => _http.Abort();

    /// <summary>The values of a parameter of the query.</summary>
    public string[] Query(string name) => [.. Request.Query[name].OfType<string>()];

    /// <summary>Whether a parameter of the query says yes.</summary>
    public bool Asks(string name) => Query(name) is [var value, ..] && value is "true" or "1" or "True";

    /// <summary>The body of the request, counted and held to the pace.</summary>
    public RequestBody Body() => new(Request.Body, Record, Faults, _pace, Stop);

    /// <summary>Answers with JSON.</summary>
    public Task JsonAsync(JsonNode node, int status = 200, string type = JsonType)
        => SendAsync(StandInContent.Of(JsonText.Of(node)), type, status);

    /// <summary>Answers with a body; to HEAD, with its length only.</summary>
    public Task SendAsync(StandInContent content, string type, int status = 200) => SendAsync(content, new ByteRange(0, content.Length), type, status);

    /// <summary>Answers with a part of a body; to HEAD, with its length only.</summary>
    public async Task SendAsync(StandInContent content, ByteRange part, string? type, int status, bool lengthKnown = true)
    {
        foreach (var fault in Faults)
        {
            fault.After?.Invoke();
        }

        if (Faults.FirstOrDefault(static f => f is { Answer: not null, AfterWork: true })?.Answer is { } answer)
        {
            await CannedAsync(answer);
            return;
        }

        var length = Faults.Any(static f => f.HalfBody) ? part.Length / 2 : part.Length;
        var off = Faults.Sum(static f => f.LengthOff);
        var announced = Math.Max(0, length + off);
        Begin(status, type, lengthKnown || off != 0 ? announced : null);
        await SendBodyAsync(content, part with { Length = Math.Min(length, announced) }, status);
    }

    /// <summary>Answers with what a fault asks for. What the request brings along is taken in first, as most hosts do.</summary>
    public async Task CannedAsync(CannedAnswer answer)
    {
        if (!Record.BodyRead)
        {
            await Body().SkipAsync();
        }

        if (answer.Status == 0)
        {
            Abort();
            return;
        }

        foreach (var (name, value) in answer.Headers)
        {
            Headers[name] = name == "Location" && value.Length == 0 ? Target.Raw : value;
        }

        var content = StandInContent.Of(answer.Bytes);
        Begin(answer.Status, answer.ContentType, content.Length);
        await SendBodyAsync(content, new ByteRange(0, content.Length), answer.Status);
    }

    /// <summary>Answers that the request is not carried out.</summary>
    public Task RefuseAsync(Refusal refusal)
    {
        if (refusal.Location is { } location)
        {
            Headers.Location = location;
            return SendAsync(StandInContent.Of("Redirecting"u8.ToArray()), "text/plain; charset=utf-8", refusal.Status);
        }

        if (refusal.Code is { } code)
        {
            Headers["X-Error-Code"] = code;
        }

        Headers["X-Error-Message"] = refusal.Message;
        return JsonAsync(new JsonObject { ["error"] = refusal.Message }, refusal.Status);
    }

    private void Begin(int status, string? type, long? length)
    {
        Record.Status = _http.Response.StatusCode = status;
        _http.Response.ContentType = type;
        _http.Response.ContentLength = status == 304 ? null : length;
    }

    private async Task SendBodyAsync(StandInContent content, ByteRange part, int status)
    {
        if (Record.Method != "HEAD" && status != 304)
        {
            await new BodySender(_http, Record, Faults, _pace, Stop).SendAsync(content, part);
        }
    }
}
