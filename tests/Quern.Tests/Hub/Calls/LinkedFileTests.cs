using Quern.Hub.Calls;

namespace Quern.Tests.Hub.Calls;

public sealed class LinkedFileTests
{
    private static readonly string Sha = new('a', 64);
    private static readonly string Blob = new('b', 40);

    [Fact]
    public void What_the_hub_said_when_it_sent_on_is_what_counts()
    {
        using var sent = Answers.Of(302, null, ("X-Linked-Etag", $"\"{Sha}\""), ("X-Repo-Commit", Blob), ("ETag", "\"0\""));
        using var second = Answers.Of(302, null, ("X-Linked-Etag", $"\"{Blob}\""));
        using var last = Answers.Of(200, null, ("ETag", $"\"{new string('c', 64)}\""));
        new LinkedFile().Or(sent).Or(second).AddTo(last);
        LinkedFile.EtagOf(last).ShouldBe(Sha);
    }

    [Fact]
    public void A_file_of_the_hub_itself_is_named_by_its_etag()
    {
        using var answer = Answers.Of(200, null, ("X-Repo-Commit", Blob), ("ETag", $"W/\"{Blob}\""));
        LinkedFile.EtagOf(answer).ShouldBe(Blob);
    }

    [Fact]
    public void The_etag_of_another_host_names_something_else()
    {
        using var sent = Answers.Of(302, null, ("X-Repo-Commit", Blob));
        using var last = Answers.Of(200, null, ("ETag", $"\"{Sha}\""));
        new LinkedFile().Or(sent).AddTo(last);
        LinkedFile.EtagOf(last).ShouldBeNull();
    }

    [Fact]
    public void Nothing_said_is_nothing_known()
    {
        using var answer = Answers.Of(200);
        LinkedFile.EtagOf(answer).ShouldBeNull();
    }
}
