using System.Text.Json;
using Quern.Hub.Push;

namespace Quern.Tests.Hub.Push;

public sealed class UploadActionTests
{
    private static readonly Uri Hub = new("https://hub.test");

    [Fact]
    public void Parts_are_taken_in_the_order_of_their_numbers()
    {
        var action = Of("""{"upload":{"href":"https://hub.test/end","header":{"chunk_size":"5","10":"https://s/10","2":"https://s/2","1":"https://s/1","x-other":"y"}}}""", bytes: 15);
        action!.PartLength.ShouldBe(5);
        action.Parts.Select(static p => p.AbsolutePath).ShouldBe(["/1", "/2", "/10"]);
        action.Upload.Head.ShouldBe([("x-other", "y")]);
    }

    [Theory]
    [InlineData("""{"upload":{"href":"https://hub.test/end","header":{"chunk_size":"5","1":"https://s/1"}}}""")]
    [InlineData("""{"upload":{"href":"https://hub.test/end","header":{"chunk_size":"0","1":"https://s/1"}}}""")]
    [InlineData("""{"upload":{"href":"https://hub.test/end","header":{"chunk_size":"8","1":"https://s/1","2":"file:///etc/passwd"}}}""")]
    [InlineData("""{"upload":{"href":"http://hub.test/plain"}}""")]
    [InlineData("""{"upload":{"href":7}}""")]
    [InlineData("""{"upload":"there"}""")]
    [InlineData("""[]""")]
    public void What_cannot_be_followed_is_no_action(string json) => Of(json, bytes: 15).ShouldBeNull();

    [Fact]
    public void The_head_that_the_Hub_asks_for_is_sent_but_for_what_the_request_says_itself()
    {
        var action = Of("""{"upload":{"href":"https://s/x","header":{"Authorization":"Custom abc","Content-Type":"a/b","x-amz-acl":"private","Host":"evil","Content-Length":"3"}}}""", bytes: 15);
        using var request = action!.Upload.Make(HttpMethod.Put, new ByteArrayContent([1]));
        request.Headers.Authorization!.ToString().ShouldBe("Custom abc");
        request.Headers.GetValues("x-amz-acl").ShouldBe(["private"]);
        request.Content!.Headers.ContentType!.ToString().ShouldBe("a/b");
        request.Headers.Host.ShouldBeNull();
    }

    private static UploadAction? Of(string json, long bytes)
    {
        using var parsed = JsonDocument.Parse(json);
        return UploadAction.Of(parsed.RootElement, bytes, Hub);
    }
}
