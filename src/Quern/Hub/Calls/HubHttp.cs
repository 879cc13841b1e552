using System.Net.Http.Headers;
using Polly;
using Quern.Rows;

namespace Quern.Hub.Calls;

/// <summary>
/// Sends requests to the Hub: with the user's token, but only to the Hub itself; with retries where a trouble may pass;
/// and with each refusal turned into a fault that says what to do.
/// </summary>
internal sealed class HubHttp : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HubSettings _settings;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    public HubHttp(HubSettings settings)
    {
        _settings = settings;
        _retry = RetryRule.Of(settings);
        // Redirects are followed here, because the platform would show the token to wherever they lead on the same host name.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = settings.AnswerTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("quern", typeof(HubHttp).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>How it was set up.</summary>
    public HubSettings Settings => _settings;

    /// <summary>An address at the Hub.</summary>
    public Uri At(string path) => new(_settings.Address + path);

    /// <summary>Asks and gives the answer, whose body has yet to be read; a refusal is a fault.</summary>
    /// <param name="make">Makes the request; called again for each attempt.</param>
    /// <param name="about">What the request is about.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CallSubject about, CancellationToken cancel)
    {
        var answer = await TrySendAsync(make, about, cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await Refusal.OfAsync(answer, about, _settings, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Asks and gives the answer, also when it is a refusal; only a Hub that cannot be reached is a fault.</summary>
    public async Task<HttpResponseMessage> TrySendAsync(Func<HttpRequestMessage> make, CallSubject about, CancellationToken cancel)
    {
        if (_settings.Offline)
        {
            throw new UnavailableFault(about.Say("cannot be asked for: HF_HUB_OFFLINE is set, and the cache does not hold it"));
        }

        try
        {
            return await _retry.ExecuteAsync(async token => await FollowAsync(make, token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            throw Refusal.Unreachable(e, about, _settings);
        }
    }

    /// <summary>
    /// Asks just once: for what must not be done twice. What keeps an answer from coming is thrown as it is
    /// (<see cref="IsNoAnswer"/>), and may have come before or after the Hub did what it was asked for.
    /// </summary>
    public Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> make, CancellationToken cancel) => FollowAsync(make, cancel);

    /// <summary>Whether an exception means that there was no answer.</summary>
    public static bool IsNoAnswer(Exception e) => e is HttpRequestException or TimeoutException or IOException;

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> FollowAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        var said = new LinkedFile();
        Uri? target = null;
        for (var redirects = 0; ; redirects++)
        {
            using var request = make();
            request.RequestUri = target ?? request.RequestUri;
            request.Headers.Authorization = RightFor(request, isFirst: target is null);
            var answer = await AnswerAsync(request, cancel).ConfigureAwait(false);
            if (answer.Headers.Location is not { } to || (int)answer.StatusCode is < 300 or > 399)
            {
                said.AddTo(answer);
                return answer;
            }

            using (answer)
            {
                said = said.Or(answer);
                target = Checked(request.RequestUri!, to, redirects);
            }
        }
    }

    // What the Hub gave for one address goes to that address and no further; the user's token goes to the Hub alone.
    private AuthenticationHeaderValue? RightFor(HttpRequestMessage request, bool isFirst)
        => isFirst && request.Headers.Authorization is { } own ? own
            : _settings.IsTheHub(request.RequestUri!) ? _settings.Token?.Header
            : null;

    private static Uri Checked(Uri from, Uri to, int redirects)
    {
        var target = new Uri(from, to);
        var weaker = from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        return redirects < MostRedirects && !weaker && target.Scheme is ("http" or "https")
            ? target
            : throw new HttpRequestException(RetryRule.OnAWrongWay, weaker
                ? $"it sends us on to {target.Host} without encryption"
                : $"it sent us on {redirects + 1} times, last to {target.Host}");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // What a request carries may take its time as long as it moves; the wait for the answer's head may not.
        var patience = request.Content is SteadyBody body ? body.Watch(timeout, _settings.StallTimeout) : _settings.AnswerTimeout;
        timeout.CancelAfter(patience);

        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {patience.TotalSeconds:0} s", e);
        }
    }
}
