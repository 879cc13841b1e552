using Quern.HubStandIn;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.StandIn;

public sealed class AccessTests : StandInCase
{
    private const string Known = "hf_ben";

    private async Task Expect(string target, string? token, int status, string? code, string? message = null)
    {
        using var answer = await Get(target, token);
        ((int)answer.StatusCode).ShouldBe(status);
        HeaderOf(answer, "X-Error-Code").ShouldBe(code);
        if (message is not null)
        {
            HeaderOf(answer, "X-Error-Message").ShouldBe(message);
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain($"\"error\":\"{message}\"");
        }
    }

    [Fact]
    public async Task What_is_not_there_is_hidden_from_strangers_and_told_to_users()
    {
        Stand.Add(new StandInUser("ben", Known));
        await Expect("api/datasets/ann/none", null, 401, null, "Invalid username or password.");
        await Expect("datasets/ann/none/resolve/main/a.txt", null, 401, null);
        await Expect("api/datasets/ann/none", Known, 404, "RepoNotFound", "Repository not found");
        await Expect("api/datasets/ann/none", "hf_false", 401, null, "Invalid credentials in Authorization header");
    }

    [Fact]
    public async Task A_private_dataset_is_as_if_it_were_not_there_but_for_its_readers()
    {
        Riddles().Private = true;
        Stand.Add(new StandInUser("ben", Known));
        Stand.Add(new StandInUser("ann", "hf_ann"));
        await Expect($"api/datasets/{Id}", null, 401, null);
        await Expect($"api/datasets/{Id}", Known, 404, "RepoNotFound");
        await Expect($"api/datasets/{Id}", "hf_ann", 200, null);
        Stand.Find(Id)!.LetRead("ben");
        await Expect($"datasets/{Id}/resolve/main/README.md", Known, 200, null);
    }

    [Fact]
    public async Task A_gated_dataset_can_be_seen_but_its_files_are_for_those_who_were_let_in()
    {
        Riddles().Gate = Gate.Manual;
        Stand.Add(new StandInUser("ben", Known));
        ((string?)(await JsonAt($"api/datasets/{Id}"))["gated"]).ShouldBe("manual");
        await Expect($"datasets/{Id}/resolve/main/README.md", null, 401, "GatedRepo");
        await Expect($"datasets/{Id}/resolve/main/README.md", Known, 403, "GatedRepo");
        await Expect($"api/datasets/{Id}/auth-check", Known, 403, "GatedRepo");
        Stand.Find(Id)!.LetRead("ben");
        await Expect($"datasets/{Id}/resolve/main/README.md", Known, 200, null);
        await Expect($"api/datasets/{Id}/auth-check", Known, 200, null);
    }

    [Fact]
    public async Task A_disabled_dataset_says_so()
    {
        Riddles().Disabled = true;
        await Expect($"api/datasets/{Id}", null, 403, null, "Access to this resource is disabled.");
    }

    [Fact]
    public async Task Missing_revisions_and_files_have_codes_of_their_own()
    {
        Riddles();
        await Expect($"datasets/{Id}/resolve/v9/README.md", null, 404, "RevisionNotFound");
        await Expect($"datasets/{Id}/resolve/main/none.md", null, 404, "EntryNotFound");
        using var head = await Send(HttpMethod.Head, $"datasets/{Id}/resolve/main/none.md");
        HeaderOf(head, "X-Error-Code").ShouldBe("EntryNotFound");
    }

    [Theory]
    [InlineData("api/datasets/riddles", $"/api/datasets/{Id}")]
    [InlineData("api/datasets/riddles/tree/main/data?recursive=true", $"/api/datasets/{Id}/tree/main/data?recursive=true")]
    [InlineData("datasets/riddles/resolve/refs%2Fconvert%2Fparquet/a%20b.txt", $"/datasets/{Id}/resolve/refs%2Fconvert%2Fparquet/a%20b.txt")]
    [InlineData("api/datasets/old/name/refs", $"/api/datasets/{Id}/refs")]
    [InlineData("datasets/old/name/resolve/main/README.md", $"/datasets/{Id}/resolve/main/README.md")]
    public async Task An_old_name_leads_to_the_new_one_by_a_relative_redirect(string asked, string location)
    {
        Riddles();
        Stand.Rename("riddles", Id);
        Stand.Rename("old/name", Id);
        using var answer = await Get(asked);
        ((int)answer.StatusCode).ShouldBe(307);
        answer.Headers.Location!.OriginalString.ShouldBe(location);
    }

    [Fact]
    public async Task A_token_is_known_by_its_owner()
    {
        Stand.Add(new StandInUser("ben", Known));
        using var answer = await Get("api/whoami-v2", Known);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("\"name\":\"ben\"");
        await Expect("api/whoami-v2", "hf_false", 401, null, "Invalid credentials in Authorization header");
    }

    [Fact]
    public async Task Every_answer_of_the_Hub_tells_what_is_left_of_the_quota()
    {
        Riddles();
        Stand.Settings.HoldsQuotas = true;
        Stand.Settings.ResolverQuota = 1;
        using var first = await Get($"datasets/{Id}/resolve/main/README.md");
        HeaderOf(first, "RateLimit").ShouldStartWith("\"resolvers\";r=0;t=");
        HeaderOf(first, "RateLimit-Policy").ShouldBe("\"fixed window\";\"resolvers\";q=1;w=300");
        await Expect($"datasets/{Id}/resolve/main/README.md", null, 429, null);
        using var other = await Get($"api/datasets/{Id}");
        HeaderOf(other, "RateLimit").ShouldStartWith("\"api\";r=499;t=");
    }
}
