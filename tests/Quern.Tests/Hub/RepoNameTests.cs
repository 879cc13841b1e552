using Quern.Hub;

namespace Quern.Tests.Hub;

public sealed class RepoNameTests
{
    [Theory]
    [InlineData("ann/soups", true)]
    [InlineData("squad", true)]
    [InlineData("ann/Soups_2.1-beta", true)]
    [InlineData("", false)]
    [InlineData("/", false)]
    [InlineData("ann/", false)]
    [InlineData("/soups", false)]
    [InlineData("ann/soups/more", false)]
    [InlineData("..", false)]
    [InlineData("../soups", false)]
    [InlineData("ann/..", false)]
    [InlineData("ann/so..ups", false)]
    [InlineData("ann/so--ups", false)]
    [InlineData("ann\\soups", false)]
    [InlineData("ann/so ups", false)]
    [InlineData("ann/soups\n", false)]
    [InlineData("ann/.soups", false)]
    [InlineData("ann/soups.", false)]
    [InlineData("-ann/soups", false)]
    [InlineData("ann/sôups", false)]
    [InlineData("ann/soups?x=1", false)]
    [InlineData("ann%2fsoups", false)]
    public void Ids_are_names_with_an_owner_or_without(string text, bool expected) => RepoName.IsId(text).ShouldBe(expected);

    [Fact]
    public void An_id_has_an_end()
    {
        RepoName.IsId("a/" + new string('b', 198)).ShouldBeTrue();
        RepoName.IsId("a/" + new string('b', 199)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a.jsonl", true)]
    [InlineData("data/a b/ü.jsonl", true)]
    [InlineData("data/...", true)]
    [InlineData("soup:b", true)]
    [InlineData("", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("data/", false)]
    [InlineData("data//a", false)]
    [InlineData(".", false)]
    [InlineData("../a", false)]
    [InlineData("data/../../a", false)]
    [InlineData("data/./a", false)]
    [InlineData("data\\..\\a", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u001b[2Jb", false)]
    [InlineData("a\nb", false)]
    [InlineData("C:/a", false)]
    [InlineData("C:", false)]
    public void Paths_stay_inside_of_the_repository(string text, bool expected) => RepoName.IsSafePath(text).ShouldBe(expected);

    [Fact]
    public void A_path_has_an_end() => RepoName.IsSafePath(new string('a', 4096)).ShouldBeFalse();

    [Theory]
    [InlineData("main", true)]
    [InlineData("refs/convert/parquet", true)]
    [InlineData("v1.0", true)]
    [InlineData("feature/soup", true)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    [InlineData("../main", false)]
    [InlineData("refs/../../x", false)]
    [InlineData("/main", false)]
    [InlineData("main\r\nX: y", false)]
    public void Revisions_are_branches_tags_and_commits(string text, bool expected) => RepoName.IsRevision(text).ShouldBe(expected);

    [Fact]
    public void Commits_and_etags_are_hex_digits_of_a_known_length()
    {
        var forty = string.Concat(Enumerable.Repeat("0123456789abcdef", 4))[..40];
        RepoName.IsCommit(forty).ShouldBeTrue();
        RepoName.IsCommit(forty[1..]).ShouldBeFalse();
        RepoName.IsCommit(forty.ToUpperInvariant()).ShouldBeFalse();
        RepoName.IsCommit(forty[..39] + "g").ShouldBeFalse();
        RepoName.IsEtag(forty).ShouldBeTrue();
        RepoName.IsEtag(forty + forty[..24]).ShouldBeTrue();
        RepoName.IsEtag(forty[..32]).ShouldBeFalse();
        RepoName.IsEtag("../" + forty[..37]).ShouldBeFalse();
    }
}
