using System.Net.Sockets;
using Quern.Hub;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Tests.Hub.Calls;

public sealed class RefusalTests
{
    private const string Secret = "hf_InventedForThisTest";

    private static readonly HubSettings Nobody = new();
    private static readonly HubSettings Somebody = new() { Token = new AccessToken(Secret) };
    private static readonly CallSubject Dataset = new("ann/soups", "v2");
    private static readonly CallSubject File = new("ann/soups", "v2", "data/a.jsonl");

    private static async Task<SourceFault> OfAsync(HttpResponseMessage answer, CallSubject about, HubSettings? settings = null)
    {
        using (answer)
        {
            return await Refusal.OfAsync(answer, about, settings ?? Nobody, TestContext.Current.CancellationToken);
        }
    }

    private static string Error(string text) => $"{{\"error\":\"{text}\"}}";

    [Fact]
    public async Task A_gated_dataset_says_where_to_agree_and_how_to_be_known()
    {
        var fault = await OfAsync(Answers.Of(401, null, ("X-Error-Code", "GatedRepo")), File);
        fault.ShouldBeOfType<UnauthorisedFault>().ExitCode.ShouldBe(5);
        fault.Message.ShouldBe(
            "ann/soups is gated: its owners give it to those who agree to their terms. Open https://huggingface.co/datasets/ann/soups, log in and agree; "
            + "then make a token with the right to read (https://huggingface.co/settings/tokens) and set HF_TOKEN to it.");
        (await OfAsync(Answers.Of(403, null, ("X-Error-Code", "GatedRepo")), Dataset, Somebody)).Message
            .ShouldEndWith("then run again: the token in use must belong to the user who agreed.");
    }

    [Fact]
    public async Task A_token_that_nobody_has_is_said_to_be_wrong()
    {
        var fault = await OfAsync(Answers.Of(401, Error("Invalid credentials in Authorization header")), Dataset, Somebody);
        fault.ShouldBeOfType<UnauthorisedFault>().Message
            .ShouldBe("huggingface.co does not accept the token in use. Make a new one at https://huggingface.co/settings/tokens and set HF_TOKEN to it.");
        (await OfAsync(Answers.Of(401, null, ("X-Error-Message", "Invalid credentials in Authorization header")), Dataset, Somebody)).ExitCode.ShouldBe(5);
    }

    [Theory]
    [InlineData(401, null)]
    [InlineData(404, null)]
    [InlineData(404, "RepoNotFound")]
    [InlineData(401, "RepoNotFound")]
    public async Task What_is_not_there_may_be_private(int status, string? code)
    {
        var fault = await OfAsync(Answers.Of(status, Error("Repository not found"), code is null ? [] : [("X-Error-Code", code)]), Dataset);
        fault.ShouldBeOfType<UnavailableFault>().MayPass.ShouldBeFalse();
        fault.ExitCode.ShouldBe(6);
        fault.Message.ShouldBe("There is no dataset ann/soups on huggingface.co, or it is private. Is its name written right ('quern sources' lists known ones)? No token is set: HF_TOKEN takes one that may read it.");
        (await OfAsync(Answers.Of(status), Dataset, Somebody)).Message.ShouldEndWith("The token in use may not be one that may read it.");
    }

    [Fact]
    public async Task Revisions_and_files_that_are_not_there_are_named()
    {
        (await OfAsync(Answers.Of(404, null, ("X-Error-Code", "RevisionNotFound")), Dataset)).Message.ShouldBe("ann/soups has no revision 'v2' on huggingface.co.");
        (await OfAsync(Answers.Of(404, null, ("X-Error-Code", "EntryNotFound")), File)).Message.ShouldBe("data/a.jsonl of ann/soups is not there on huggingface.co (revision v2).");
    }

    [Fact]
    public async Task A_disabled_dataset_is_given_to_nobody()
    {
        var fault = await OfAsync(Answers.Of(403, null, ("X-Error-Message", "Access to this resource is disabled.")), Dataset, Somebody);
        fault.ShouldBeOfType<UnavailableFault>().Message.ShouldBe("ann/soups is disabled: huggingface.co does not give it to anybody.");
    }

    [Fact]
    public async Task A_token_without_the_rights_is_named_as_the_reason()
    {
        var fault = await OfAsync(Answers.Of(403, Error("This token has no right to read.")), File, Somebody);
        fault.ShouldBeOfType<UnauthorisedFault>().Message
            .ShouldBe("data/a.jsonl of ann/soups is refused by huggingface.co (403: This token has no right to read). The token in use may not be one whose rights cover it.");
        (await OfAsync(Answers.Of(403), File)).Message.ShouldEndWith("No token is set: HF_TOKEN takes one whose rights cover it.");
    }

    [Fact]
    public async Task Too_many_requests_pass()
    {
        var fault = await OfAsync(Answers.Of(429, null, ("RateLimit", "\"api\";r=0;t=400")), Dataset);
        fault.ShouldBeOfType<UnavailableFault>().MayPass.ShouldBeTrue();
        fault.Message.ShouldBe("ann/soups is refused for now: huggingface.co counts too many requests, and asks to wait 401 s. Set HF_TOKEN, which raises the limit, or try again later.");
        (await OfAsync(Answers.Of(429), Dataset, Somebody)).Message.ShouldEndWith("counts too many requests. Try again later.");
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(408, true)]
    [InlineData(400, false)]
    [InlineData(410, false)]
    public async Task Other_answers_are_quoted_with_the_request(int status, bool mayPass)
    {
        var fault = await OfAsync(Answers.Of(status, "{\"errors\":[{\"message\":\"too hot\"},{\"message\":\"too cold.\"}]}", ("X-Request-Id", "r-17")), File);
        fault.ShouldBeOfType<UnavailableFault>().MayPass.ShouldBe(mayPass);
        fault.Message.ShouldBe($"data/a.jsonl of ann/soups cannot be had: huggingface.co answered {status}: too hot; too cold (request r-17). Try again later; what has been fetched is kept.");
    }

    [Fact]
    public async Task A_file_shorter_than_its_listing_says_is_another_one()
    {
        (await OfAsync(Answers.Of(416), File)).Message.ShouldBe("data/a.jsonl of ann/soups has another length than its listing says (416).");
        (await OfAsync(Answers.Of(416).From("https://files.example/a"), File)).Message.ShouldContain("another length");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_another_host_refuses_says_nothing_of_the_dataset_or_the_token(int status)
    {
        var fault = await OfAsync(Answers.Of(status).From("https://files.example/a?signature=x"), File, Somebody);
        fault.ShouldBeOfType<UnavailableFault>().MayPass.ShouldBeTrue();
        fault.Message.ShouldBe($"data/a.jsonl of ann/soups cannot be had: files.example answered {status}. Try again later; what has been fetched is kept.");
    }

    [Theory]
    [InlineData("not json", "application/json")]
    [InlineData("<html>500</html>", "text/html")]
    [InlineData("[1,2]", "application/json")]
    [InlineData("{\"error\":{\"a\":1}}", "application/json")]
    [InlineData("{\"errors\":\"x\"}", "application/json")]
    public async Task A_body_that_explains_nothing_is_left_out(string body, string type)
    {
        var answer = Answers.Of(500);
        answer.Content = new StringContent(body, System.Text.Encoding.UTF8, type);
        (await OfAsync(answer, Dataset)).Message.ShouldContain("answered 500. Try");
    }

    [Fact]
    public async Task The_words_of_others_are_one_short_line_without_secrets()
    {
        var message = (await OfAsync(Answers.Of(500, Error($"bad \\u001b[31m header\\nBearer {Secret} {new string('x', 240)}{Secret}")), Dataset, Somebody)).Message;
        message.Any(char.IsControl).ShouldBeFalse();
        message.Length.ShouldBeLessThan(500);
        message.ShouldNotContain("Invented");
        message.ShouldContain("Bearer ***");
        message.ShouldNotContain("hf_");
    }

    [Fact]
    public void A_hub_out_of_reach_may_be_back()
    {
        var fault = Refusal.Unreachable(new HttpRequestException("outer", new SocketException((int)SocketError.ConnectionRefused)), Dataset, Somebody);
        (fault.MayPass, fault.ExitCode).ShouldBe((true, 6));
        fault.Message.ShouldStartWith("ann/soups cannot be had: huggingface.co cannot be reached (Connection refused). Is there a network?");
    }
}
