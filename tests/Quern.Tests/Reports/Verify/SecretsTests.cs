using System.Text;
using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

/// <summary>What looks like a secret. All are put together here, so that no file holds one.</summary>
public sealed class SecretsTests
{
    private const string Drawn = "q7Rk2Wz9Lm4Xc8Vb3Nt6Yh1Jd5Gf0Ps" + "Ea7Uo2Ti9";

    public static TheoryData<string, string> Known { get; } = new()
    {
        { "an AWS access key", "AK" + "IA" + "Q7RK2WZ9LM4XC8VB" }, { "an AWS access key", "AS" + "IA" + "Q7RK2WZ9LM4XC8VB" }, { "a GitHub token", "gh" + "p_" + Drawn[..36] }, { "a GitHub token", "gh" + "o_" + Drawn[..36] },
        { "a GitLab token", "gl" + "pat-" + Drawn[..20] }, { "a Hugging Face token", "h" + "f_" + "qRkWzLmXcVbNtYhJdGfPsEaUoTiqWkZlMx" }, { "an OpenAI or Anthropic key", "s" + "k-" + Drawn },
        { "a Slack token", "xo" + "xp-" + "219099999-" + Drawn[..24] }, { "a Google API key", "AI" + "za" + Drawn[..35] }, { "a Stripe key", "sk" + "_live_" + Drawn[..24] },
        { "a private key", "-----BEGIN CERTIFICATE-----\nabc\n-----BEGIN EC " + "PRIVATE KEY-----\r\n" + Drawn + Drawn },
        { "a private key", "key = \"-----BEGIN " + "PRIVATE KEY-----\\n" + Drawn + Drawn },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_secret_is_found_wherever_it_stands(string kind, string secret)
    {
        foreach (var text in new[] { secret, $"key={secret};", $"Use '{secret}' here.", $"größe {secret}\n", $"({secret})" })
        {
            Secrets.Find(Encoding.UTF8.GetBytes(text)).ShouldBe(kind, text);
        }
    }

    [Theory]
    [InlineData("sk-your-key-here-please-put-it-in-2024-now")]
    [InlineData("sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk-1234567890abcdefABCDEF1234567890abcdef")]
    [InlineData("hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("hf_transformers_tokenizer_config_json_v2")]
    [InlineData("ghp_000000000000000000000000000000000000")]
    [InlineData("https://site.org/sk-2024-Wahlen-in-der-Slowakei-und-was-folgt")]
    [InlineData("class=\"sk-folding-cube sk-cube1 sk-circle-fade-dot-of-the-page-3\"")]
    [InlineData("task-q7rk2wz9lm4xc8vb3nt6yh1jd5gf0psea7uo")]
    [InlineData("the file begins with -----BEGIN PRIVATE KEY----- and goes on")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7\n-----END PUBLIC KEY-----")]
    [InlineData("AIzaSomething is short, and AKIA too")]
    [InlineData("export OPENAI_API_KEY=sk-... # or sk-ant-api03-YOUR-KEY-GOES-HERE-AND-NOWHERE")]
    [InlineData("xoxb-your-token-goes-here-and-nowhere-else")]
    public void What_documentation_writes_is_none(string text) => Secrets.Find(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    // The key of Amazon's own documentation has EXAMPLE in it.
    [Fact]
    public void The_keys_of_documentation_are_none() => Secrets.Find(Encoding.UTF8.GetBytes("AK" + "IAIOSFODNN7EXAMPLE")).ShouldBeNull();
}
