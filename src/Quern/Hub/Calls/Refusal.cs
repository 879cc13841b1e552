using System.Text.Json;
using Quern.Rows;

namespace Quern.Hub.Calls;

/// <summary>Says why the Hub did not give what was asked for, and what the user can do about it.</summary>
internal static class Refusal
{
    private const int LongestReason = 300;
    private const int MostBytesOfBody = 64 << 10;

    /// <summary>The fault that an answer means.</summary>
    public static async Task<SourceFault> OfAsync(HttpResponseMessage answer, CallSubject about, HubSettings settings, CancellationToken cancel)
    {
        var code = Header(answer, "X-Error-Code");
        var said = Header(answer, "X-Error-Message") ?? await ReasonAsync(answer, settings, cancel).ConfigureAwait(false);
        var reason = Shortened(settings.Token?.Hide(said) ?? said);
        var status = (int)answer.StatusCode;
        return (code, status) switch
        {
            (_, 416) => new UnavailableFault(about.Say("has another length than its listing says (416)")),
            // Hosts of large files do not speak as the Hub does; the next address that it gives may be better.
            _ when !IsOfTheHub(answer, settings) => Unclear(answer, about, reason, settings, mayPass: true),
            ("GatedRepo", _) => Gated(about, settings),
            ("RevisionNotFound", _) => new UnavailableFault(about.Say($"has no revision '{about.Revision}' on {settings.Endpoint.Host}")),
            ("EntryNotFound", _) => new UnavailableFault(about.Say($"is not there on {settings.Endpoint.Host} (revision {about.Revision})")),
            (_, 401) when about.Sends || reason.Contains("Invalid credentials", StringComparison.OrdinalIgnoreCase) => BadToken(settings),
            ("RepoNotFound", _) or (_, 401 or 404) => NotFound(about, settings),
            (_, 403) when reason.Contains("disabled", StringComparison.OrdinalIgnoreCase) => new UnavailableFault(about.Say($"is disabled: {settings.Endpoint.Host} does not give it to anybody")),
            (_, 403) when about.Sends => MayNotWrite(about, settings, reason),
            (_, 403) => new UnauthorisedFault(about.Say($"is refused by {settings.Endpoint.Host} (403{Quoted(reason)}). {TokenAdvice(settings, "whose rights cover it")}")),
            (_, 429) => new UnavailableFault(about.Say($"is refused for now: {settings.Endpoint.Host} counts too many requests{Asked(answer)}. {(settings.Token is null ? "Set HF_TOKEN, which raises the limit, or try" : "Try")} again later")) { MayPass = true },
            _ => Unclear(answer, about, reason, settings, mayPass: status >= 500 || status == 408),
        };
    }

    /// <summary>Whether an answer came from the Hub itself, and not from a host that it sent on to.</summary>
    public static bool IsOfTheHub(HttpResponseMessage answer, HubSettings settings)
        => answer.RequestMessage?.RequestUri is not { } from || settings.IsTheHub(from);

    /// <summary>The fault when there is no answer.</summary>
    public static UnavailableFault Unreachable(Exception e, CallSubject about, HubSettings settings) => e is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
        ? new(about.Say($"{about.Cannot}: the answer of {settings.Endpoint.Host} makes no sense ({Why(e)}). Is HF_ENDPOINT a Hub, and is no proxy in between?"), e) { MayPass = true }
        : new(about.Say($"{about.Cannot}: {settings.Endpoint.Host} cannot be reached ({Why(e)}). Is there a network? {(about.Sends ? "Run again when there is; what has been sent is kept" : "With HF_HUB_OFFLINE=1 the cache alone is asked")}"), e) { MayPass = true };

    /// <summary>Why there was no answer, in a few words.</summary>
    public static string Why(Exception e) => e switch
    {
        HttpRequestException { InnerException: { } inner } => inner.Message.TrimEnd('.'),
        _ => e.Message.TrimEnd('.'),
    };

    private static UnavailableFault Unclear(HttpResponseMessage answer, CallSubject about, string reason, HubSettings settings, bool mayPass)
    {
        var host = answer.RequestMessage?.RequestUri?.Host ?? settings.Endpoint.Host;
        return new UnavailableFault(about.Say($"{about.Cannot}: {host} answered {(int)answer.StatusCode}{Quoted(reason)}{Request(answer)}. Try again later; what has been {(about.Sends ? "sent" : "fetched")} is kept")) { MayPass = mayPass };
    }

    private static UnauthorisedFault Gated(CallSubject about, HubSettings settings)
        => new($"{about.Id} is gated: its owners give it to those who agree to their terms. Open {settings.PageOf(about.Id)}, "
            + $"log in and agree; then {(settings.Token is null ? $"make a token with the right to read ({settings.TokensPage}) and set HF_TOKEN to it" : "run again: the token in use must belong to the user who agreed")}.");

    private static UnauthorisedFault BadToken(HubSettings settings)
        => new($"{settings.Endpoint.Host} does not accept the token in use. Make a new one at {settings.TokensPage} and set HF_TOKEN to it.");

    private static UnauthorisedFault MayNotWrite(CallSubject about, HubSettings settings, string reason)
        => new($"{settings.Endpoint.Host} does not let the token in use write to {about.Id} (403{Quoted(reason)}). Is the owner's name written right? "
            + $"Make a token with the right to write at {settings.TokensPage} and set HF_TOKEN to it.");

    // The Hub does not say whether a private repository exists.
    private static UnavailableFault NotFound(CallSubject about, HubSettings settings)
        => new($"There is no dataset {about.Id} on {settings.Endpoint.Host}, or it is private. Is its name written right ('quern sources' lists known ones)? {TokenAdvice(settings, "that may read it")}");

    private static string TokenAdvice(HubSettings settings, string which)
        => settings.Token is null ? $"No token is set: HF_TOKEN takes one {which}." : $"The token in use may not be one {which}.";

    private static string Asked(HttpResponseMessage answer)
        => RetryRule.AskedWait(answer) is { } wait ? $", and asks to wait {wait.TotalSeconds:0} s" : "";

    private static string Quoted(string reason) => reason.Length == 0 ? "" : $": {reason}";

    private static string Request(HttpResponseMessage answer)
        => (Header(answer, "X-Request-Id") ?? Header(answer, "X-Amzn-Trace-Id")) is { } id ? $" (request {Shortened(id)})" : "";

    private static string? Header(HttpResponseMessage answer, string name)
        => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() ?? "" : null;

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, HubSettings settings, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/json" || answer.Content.Headers.ContentLength > MostBytesOfBody)
        {
            return "";
        }

        // What comes behind the head of a refusal is worth neither a long wait nor much memory.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(settings.AnswerTimeout);
        try
        {
            using var stream = await answer.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var text = new byte[MostBytesOfBody];
            var length = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, patience.Token).ConfigureAwait(false);
            using var body = JsonDocument.Parse(text.AsMemory(0, length));
            return ReasonIn(body.RootElement);
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return "";
        }
    }

    private static string ReasonIn(JsonElement body)
        => body.Text("error") ?? string.Join("; ", body.List("errors").Select(static e => e.Text("message") ?? e.ToString()));

    // Somebody else's words: one line, and not too many of them.
    private static string Shortened(string text)
    {
        var line = string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c)).Trim().TrimEnd('.');
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}
