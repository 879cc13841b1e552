using Quern.Hub.Push;

namespace Quern.Tests.Hub.Push;

public sealed class PushRequestTests
{
    [Theory]
    [InlineData("rows", "Did you mean YOUR-NAME/rows?")]
    [InlineData("a/b/c", "is no dataset's name")]
    [InlineData("../rows", "is no dataset's name")]
    [InlineData("me/my rows", "is no dataset's name")]
    [InlineData("", "is no dataset's name")]
    public void A_name_without_an_owner_is_refused(string id, string expected)
        => new PushRequest("x", id).Check().Single().ShouldContain(expected);

    [Fact]
    public void Every_fault_is_said()
        => new PushRequest("x", "x") { Revision = "0123456789012345678901234567890123456789", Message = " ", Licence = "my: own" }.Check().Count().ShouldBe(4);

    [Fact]
    public void What_is_right_has_no_faults()
        => new PushRequest("x", "me/x") { Revision = "refs/pr/3", Message = "Two\nlines", Licence = "openrail++" }.Check().ShouldBeEmpty();
}
