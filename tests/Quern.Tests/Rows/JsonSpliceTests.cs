using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class JsonSpliceTests
{
    private readonly ByteBuffer _to = new();

    [Theory]
    [InlineData("{}", "{\"k\":1}")]
    [InlineData("{ }", "{\"k\":1 }")]
    [InlineData("{\"a\" : 2.50 } ", "{\"a\" : 2.50,\"k\":1 } ")]
    public void AddMember_LeavesTheRestAsWritten(string row, string expected)
    {
        JsonSplice.AddMember(Bytes(row), "k"u8, "1"u8, _to);
        Text().ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":{\"a\":2}}", "a", "{\"b\":{\"a\":2}}")]
    [InlineData("{\"a\":1, \"b\":2}", "b", "{\"a\":1}")]
    [InlineData("{\"a\":1, \"b\" : 2 , \"c\":3}", "b", "{\"a\":1, \"c\":3}")]
    [InlineData("{\"a\":1}", "a", "{}")]
    [InlineData("{\"n\":{\"a\":1,\"b\":2}}", "n.a", "{\"n\":{\"b\":2}}")]
    public void RemoveMember_TakesItsCommaWithIt(string row, string path, string expected)
    {
        FieldPath.Parse(path).TryFind(Bytes(row), out var value).ShouldBeTrue();
        JsonSplice.RemoveMember(Bytes(row), value, _to);
        Text().ShouldBe(expected);
    }

    [Fact]
    public void RemoveMember_NameWithEscapedQuote_IsRemovedWhole()
    {
        var row = """{"a":1,"x\"\\":2}""";
        var members = new JsonMembers(Bytes(row));
        members.MoveNext().ShouldBeTrue();
        members.MoveNext().ShouldBeTrue();
        JsonSplice.RemoveMember(Bytes(row), new JsonValue(members.Value, members.ValueStart), _to);
        Text().ShouldBe("{\"a\":1}");
    }

    [Fact]
    public void RenameMember_ChangesTheNameAlone()
    {
        JsonSplice.RenameMember(Bytes("""{"a":"a" , "b":[ 1 ]}"""), "b"u8, "c\"d"u8, _to).ShouldBeTrue();
        Text().ShouldBe("""{"a":"a" , "c\"d":[ 1 ]}""");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private string Text() => Encoding.UTF8.GetString(_to.Span);
}
