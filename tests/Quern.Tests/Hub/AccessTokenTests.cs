using System.Text.Json;
using Quern.Hub;

namespace Quern.Tests.Hub;

public sealed class AccessTokenTests
{
    private const string Secret = "hf_InventedForThisTest";

    [Fact]
    public void A_token_goes_into_the_header_and_into_no_text()
    {
        var token = new AccessToken($" {Secret}\n");
        token.Header.ToString().ShouldBe($"Bearer {Secret}");
        var settings = new HubSettings { Token = token };
        string[] texts =
        [
            token.ToString(), $"{token}", settings.ToString(), $"{settings}", (settings with { Offline = true }).ToString(),
            JsonSerializer.Serialize(token), token.GetHashCode().ToString(), JsonSerializer.Serialize(new { settings.Token }),
        ];
        texts.ShouldAllBe(static t => !t.Contains("Invented", StringComparison.OrdinalIgnoreCase));
        settings.ToString().ShouldContain("Token = ***");
    }

    [Fact]
    public void Nothing_but_blanks_is_no_token()
    {
        AccessToken.Of(null).ShouldBeNull();
        AccessToken.Of(" \r\n").ShouldBeNull();
        AccessToken.Of(Secret).ShouldNotBeNull();
    }

    [Fact]
    public void The_words_of_others_lose_it()
        => new AccessToken(Secret).Hide($"bad header: Bearer {Secret}; {Secret}").ShouldBe("bad header: Bearer ***; ***");
}
