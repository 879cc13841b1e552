using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Polly;
using Polly.Retry;

namespace Quern.Hub.Calls;

/// <summary>
/// When a request is tried again, and after what wait: as long as the Hub asks for, otherwise a time drawn from a span
/// that doubles with each attempt.
/// </summary>
internal static class RetryRule
{
    /// <summary>The Hub counts requests in windows of five minutes; who asks for more than that is not coming back soon.</summary>
    public static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(310);

    /// <summary>What a request meets that is sent on in a circle, or to a place where it must not go: trying again does not help.</summary>
    public const HttpRequestError OnAWrongWay = HttpRequestError.ConfigurationLimitExceeded;

    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(5);

    /// <summary>The pipeline through which every request goes.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Of(HubSettings settings)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = settings.Clock };
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Math.Max(settings.Retries, 1),
            ShouldHandle = a => ValueTask.FromResult(settings.Retries > 0 && IsPassing(a.Outcome, settings)),
            DelayGenerator = a => ValueTask.FromResult<TimeSpan?>(WaitFor(a.Outcome.Result, a.AttemptNumber, settings)),
            OnRetry = a =>
            {
                if (a.RetryDelay >= WorthSaying || a.AttemptNumber > 0)
                {
                    settings.Say($"{settings.Endpoint.Host} {Trouble(a.Outcome)}; going on in {a.RetryDelay.TotalSeconds:0} s");
                }

                a.Outcome.Result?.Dispose();
                return default;
            },
        }).Build();
    }

    /// <summary>A wait drawn from the span of an attempt (0-based).</summary>
    public static TimeSpan Wait(int attempt, HubSettings settings)
    {
        var span = Math.Min(settings.FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempt, 30)), settings.LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(span * settings.Draw());
    }

    private static string Trouble(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: { } e } => $"cannot be reached ({Refusal.Why(e)})",
        { Result: { } answer } when AskedWait(answer) is null => $"answered {(int)answer.StatusCode}",
        _ => "asks to wait",
    };

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome, HubSettings settings) => outcome switch
    {
        { Exception: HttpRequestException e } => IsPassing(e),
        { Exception: TimeoutException or IOException } => true,
        { Result: { } answer } => (IsPassing(answer.StatusCode) || IsOutOfTime(answer, settings)) && (AskedWait(answer) ?? TimeSpan.Zero) <= LongestAskedWait,
        _ => false,
    };

    /// <summary>Whether a status means a trouble that may pass.</summary>
    public static bool IsPassing(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    // The addresses to which the Hub sends on are good for a while only, and the next attempt is sent to another.
    private static bool IsOutOfTime(HttpResponseMessage answer, HubSettings settings)
        => answer.StatusCode == HttpStatusCode.Forbidden && answer.RequestMessage?.Method == HttpMethod.Get && !Refusal.IsOfTheHub(answer, settings);

    // A certificate that is wrong, or a name that is written wrong, stays so.
    private static bool IsPassing(HttpRequestException e) => e is not (
        { HttpRequestError: HttpRequestError.SecureConnectionError or OnAWrongWay }
        or { HttpRequestError: HttpRequestError.NameResolutionError, InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } });

    private static TimeSpan WaitFor(HttpResponseMessage? answer, int attempt, HubSettings settings)
        => answer is not null && AskedWait(answer) is { } asked ? asked + Wait(0, settings) : Wait(attempt, settings);

    /// <summary>How long the Hub asks to wait; null when it does not say.</summary>
    public static TimeSpan? AskedWait(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.TryGetValues("RateLimit", out var limits))
        {
            foreach (var limit in limits.SelectMany(static l => l.Split(',')))
            {
                if (Part(limit, "r") == 0 && Part(limit, "t") is { } seconds)
                {
                    return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue) + 1);
                }
            }
        }

        return answer.Headers.RetryAfter?.Delta;
    }

    // "resolvers";r=0;t=17
    private static long? Part(string limit, string name)
    {
        foreach (var part in limit.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(name + "=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return null;
    }
}
