using System.Globalization;
using System.Net;
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

    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(5);

    /// <summary>The pipeline through which every request goes.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Of(HubSettings settings)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = settings.Clock };
        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Math.Max(settings.Retries, 1),
            ShouldHandle = a => ValueTask.FromResult(settings.Retries > 0 && IsPassing(a.Outcome)),
            DelayGenerator = a => ValueTask.FromResult<TimeSpan?>(WaitFor(a.Outcome.Result, a.AttemptNumber, settings)),
            OnRetry = a =>
            {
                if (a.RetryDelay >= WorthSaying)
                {
                    settings.Say($"{settings.Endpoint.Host} asks to wait; going on in {a.RetryDelay.TotalSeconds:0} s");
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

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException e } => IsPassing(e),
        { Exception: TimeoutException or IOException } => true,
        { Result: { } answer } => IsPassing(answer.StatusCode) && (AskedWait(answer) ?? TimeSpan.Zero) <= LongestAskedWait,
        _ => false,
    };

    private static bool IsPassing(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    // A certificate that is wrong, or a name that is written wrong, stays so.
    private static bool IsPassing(HttpRequestException e) => e.HttpRequestError is not HttpRequestError.SecureConnectionError;

    private static TimeSpan WaitFor(HttpResponseMessage? answer, int attempt, HubSettings settings)
        => answer is not null && AskedWait(answer) is { } asked ? asked + Wait(0, settings) : Wait(attempt, settings);

    /// <summary>How long the Hub asks to wait; null when it does not say.</summary>
    public static TimeSpan? AskedWait(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.TryGetValues("RateLimit", out var limits))
        {
            foreach (var limit in limits)
            {
                if (Part(limit, "r") == 0 && Part(limit, "t") is { } seconds)
                {
                    return TimeSpan.FromSeconds(seconds + 1);
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
