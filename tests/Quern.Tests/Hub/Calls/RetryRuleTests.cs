using System.Net.Sockets;
using Quern.Hub;
using Quern.Hub.Calls;

namespace Quern.Tests.Hub.Calls;

public sealed class RetryRuleTests
{
    private static readonly HubSettings Settings = HubCase.Quick;

    private static async Task<int> AttemptsAsync(Func<HttpResponseMessage> answer, HubSettings? settings = null)
    {
        var attempts = 0;
        try
        {
            using var last = await RetryRule.Of(settings ?? Settings).ExecuteAsync(
                _ =>
                {
                    attempts++;
                    return ValueTask.FromResult(answer());
                },
                TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or IOException or FormatException)
        {
            // The last attempt's.
        }

        return attempts;
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(200, false)]
    [InlineData(206, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(416, false)]
    [InlineData(501, false)]
    public async Task Passing_troubles_are_tried_again_and_others_not(int status, bool passes)
        => (await AttemptsAsync(() => Answers.Of(status))).ShouldBe(passes ? 1 + Settings.Retries : 1);

    [Fact]
    public async Task Connections_that_fail_are_tried_again_unless_they_would_always_fail()
    {
        var all = 1 + Settings.Retries;
        (await AttemptsAsync(static () => throw new HttpRequestException("reset"))).ShouldBe(all);
        (await AttemptsAsync(static () => throw new TimeoutException("slow"))).ShouldBe(all);
        (await AttemptsAsync(static () => throw new IOException("cut"))).ShouldBe(all);
        (await AttemptsAsync(static () => throw NoName(SocketError.TryAgain))).ShouldBe(all);
        (await AttemptsAsync(static () => throw NoName(SocketError.HostNotFound))).ShouldBe(1);
        (await AttemptsAsync(static () => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "certificate"))).ShouldBe(1);
        (await AttemptsAsync(static () => throw new HttpRequestException(RetryRule.OnAWrongWay, "circle"))).ShouldBe(1);
        (await AttemptsAsync(static () => throw new FormatException("a defect"))).ShouldBe(1);
    }

    [Fact]
    public async Task An_address_of_another_host_whose_time_is_over_is_asked_for_again()
    {
        (await AttemptsAsync(static () => Answers.Of(403).From("https://files.example/a"))).ShouldBe(1 + Settings.Retries);
        (await AttemptsAsync(static () => Answers.Of(403).From("https://files.example/a", HttpMethod.Put))).ShouldBe(1);
    }

    [Fact]
    public async Task Without_retries_there_is_one_attempt()
        => (await AttemptsAsync(static () => Answers.Of(503), Settings with { Retries = 0 })).ShouldBe(1);

    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        var settings = new HubSettings { Draw = static () => 1 };
        Enumerable.Range(0, 6).Select(a => RetryRule.Wait(a, settings).TotalSeconds).ShouldBe([1, 2, 4, 8, 8, 8]);
        RetryRule.Wait(int.MaxValue, settings).TotalSeconds.ShouldBe(8);
        RetryRule.Wait(2, settings with { Draw = static () => 0.25 }).TotalSeconds.ShouldBe(1);
        RetryRule.Wait(2, settings with { Draw = static () => 0 }).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(429, "RateLimit", "\"api\";r=0;t=17", 18)]
    [InlineData(429, "RateLimit", "\"api\"; r=0; t=17", 18)]
    [InlineData(429, "RateLimit", "\"api\";r=5;t=9, \"resolvers\";r=0;t=17", 18)]
    [InlineData(429, "RateLimit", "\"api\";r=1;t=17", null)]
    [InlineData(429, "RateLimit", "\"api\";r=0", null)]
    [InlineData(429, "RateLimit", "\"api\";r=0;t=soon", null)]
    [InlineData(429, "RateLimit", "\"api\";r=0;t=-5", null)]
    [InlineData(429, "RateLimit", "", null)]
    [InlineData(503, "RateLimit", "\"api\";r=0;t=17", null)]
    [InlineData(200, "RateLimit", "\"api\";r=0;t=17", null)]
    [InlineData(429, "Retry-After", "30", 30)]
    [InlineData(503, "Retry-After", "30", 30)]
    [InlineData(429, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT", null)]
    [InlineData(429, "Retry-After", "-1", null)]
    [InlineData(429, "X-Nothing", "1", null)]
    public void The_hub_says_how_long_to_wait(int status, string name, string value, int? seconds)
    {
        using var answer = Answers.Of(status, null, (name, value));
        RetryRule.AskedWait(answer)?.TotalSeconds.ShouldBe(seconds!.Value);
        RetryRule.AskedWait(answer).HasValue.ShouldBe(seconds.HasValue);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("9999999999999")]
    public void An_endless_wait_is_one_that_is_too_long_and_no_crash(string seconds)
    {
        using var answer = Answers.Of(429, null, ("RateLimit", $"\"api\";r=0;t={seconds}"));
        RetryRule.AskedWait(answer).ShouldNotBeNull().ShouldBeGreaterThan(RetryRule.LongestAskedWait);
    }

    [Fact]
    public async Task Who_asks_for_more_than_a_window_is_not_waited_for()
    {
        (await AttemptsAsync(static () => Answers.Of(429, null, ("RateLimit", "\"api\";r=0;t=310")))).ShouldBe(1);
        (await AttemptsAsync(static () => Answers.Of(503, null, ("Retry-After", "311")))).ShouldBe(1);
        (await AttemptsAsync(static () => Answers.Of(429, null, ("RateLimit", "\"api\";r=0;t=9223372036854775807")))).ShouldBe(1);
        (await AttemptsAsync(static () => Answers.Of(429, null, ("Retry-After", "0")))).ShouldBe(1 + Settings.Retries);
    }

    [Theory]
    [InlineData(429, "10", "huggingface.co asks to wait; going on in 10 s")]
    [InlineData(503, null, "huggingface.co answered 503; going on in 6 s")]
    [InlineData(0, null, "huggingface.co cannot be reached (no route); going on in 6 s")]
    public async Task A_long_wait_is_said_with_its_reason(int status, string? retryAfter, string sentence)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var said = new List<string>();
        var settings = new HubSettings
        {
            FirstWait = TimeSpan.FromSeconds(status == 429 ? 0 : 6),
            Draw = static () => 1,
            Say = text =>
            {
                said.Add(text);
                stop.Cancel();
            },
        };
        // Nobody waits: as soon as it is said, it is stopped.
        await Should.ThrowAsync<OperationCanceledException>(async () => await RetryRule.Of(settings).ExecuteAsync(
            _ => status == 0 ? throw new HttpRequestException("no route") : ValueTask.FromResult(Answers.Of(status, null, retryAfter is null ? [] : [("Retry-After", retryAfter)])),
            stop.Token));
        said.ShouldBe([sentence]);
    }

    private static HttpRequestException NoName(SocketError error) => new(HttpRequestError.NameResolutionError, "no such name", new SocketException((int)error));
}
