using System.Text.Json;
using Quern.Hub.Calls;

namespace Quern.Tests.Hub.Calls;

public sealed class JsonPartsTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[{\"a\":\"x\"}]")]
    [InlineData("{}")]
    [InlineData("{\"a\":null}")]
    public void What_is_not_there_or_is_something_else_is_nothing(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        root.Member("a").ShouldBeNull();
        root.Text("a").ShouldBeNull();
        root.IsTrue("a").ShouldBeFalse();
        root.List("a").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_there_is_found()
    {
        using var document = JsonDocument.Parse("""{"t":"x","yes":true,"no":false,"n":1,"l":[1,2]}""");
        var root = document.RootElement;
        root.Text("t").ShouldBe("x");
        root.Text("n").ShouldBeNull("a number is no text");
        (root.IsTrue("yes"), root.IsTrue("no"), root.IsTrue("t")).ShouldBe((true, false, false));
        root.List("l").Count().ShouldBe(2);
        root.Member("n")!.Value.GetInt32().ShouldBe(1);
    }
}
