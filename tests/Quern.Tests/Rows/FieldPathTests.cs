using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class FieldPathTests
{
    private const string Row = """{ "a\u0062" : "x", "n": {"x.y": [10, {"z": "\"}"}, [] ]}, "e": {}, "s": "é\n😀" }""";

    [Theory]
    [InlineData("ab", "\"x\"")]
    [InlineData("n.\"x.y\"[0]", "10")]
    [InlineData("n.\"x.y\"[1].z", "\"\\\"}\"")]
    [InlineData("n.\"x.y\"[2]", "[]")]
    [InlineData("e", "{}")]
    public void TryFind_Present_GivesTheValueAsWritten(string path, string expected)
    {
        FieldPath.Parse(path).TryFind(Encoding.UTF8.GetBytes(Row), out var value).ShouldBeTrue();
        Encoding.UTF8.GetString(value.Span).ShouldBe(expected);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("e.x")]
    [InlineData("ab.x")]
    [InlineData("ab[0]")]
    [InlineData("n.\"x.y\"[3]")]
    public void TryFind_Absent_IsFalse(string path)
        => FieldPath.Parse(path).TryFind(Encoding.UTF8.GetBytes(Row), out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a[x]")]
    [InlineData("a[1")]
    [InlineData("\"a")]
    [InlineData("a\"b\"")]
    [InlineData("a.")]
    public void TryParse_WrongPath_SaysWhatIsWrong(string path)
    {
        FieldPath.TryParse(path, out _, out var fault).ShouldBeFalse();
        fault.ShouldContain(path);
    }

    [Fact]
    public void CharCount_CountsCharactersNotBytes()
    {
        FieldPath.Parse("s").TryFind(Encoding.UTF8.GetBytes(Row), out var value).ShouldBeTrue();
        value.CharCount().ShouldBe(3);
    }
}
