using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class RowCheckTests
{
    private readonly RowCheck _check = new();

    [Theory]
    [InlineData("{}")]
    [InlineData(" { \"a\" : [1, 2.5e3, true, null, {\"b\":\"c\"}] } ")]
    [InlineData("{\"a\":1e400,\"b\":123456789012345678901234567890}")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\",\"b\":{\"a\":1},\"c\":{\"a\":1}}")]
    [InlineData("{\"ab\":1,\"a\":2,\"\":3}")]
    public void Passes_ValidObject_IsKept(string row)
        => _check.Passes(Encoding.UTF8.GetBytes(row), out _).ShouldBeTrue();

    [Theory]
    [InlineData("", "invalid-json")]
    [InlineData("{\"a\":1", "invalid-json")]
    [InlineData("{\"a\":NaN}", "invalid-json")]
    [InlineData("{\"a\":.5}", "invalid-json")]
    [InlineData("{\"a\":1} x", "invalid-json")]
    [InlineData("{\"a\":\"\0\"}", "invalid-json")]
    [InlineData("hello", "invalid-json")]
    [InlineData("[1]", "not-an-object")]
    [InlineData("3", "not-an-object")]
    [InlineData("{\"a\":\"\\ud800\"}", "lone-surrogate")]
    [InlineData("{\"a\":\"\\udc00x\"}", "lone-surrogate")]
    [InlineData("{\"a\":\"\\ud800\\n\"}", "lone-surrogate")]
    [InlineData("{\"\\ud800\":1}", "lone-surrogate")]
    [InlineData("{\"a\":1,\"a\":2}", "duplicate-key")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "duplicate-key")]
    [InlineData("{\"x\":[{\"a\":{\"b\":1,\"c\":2,\"b\":3}}]}", "duplicate-key")]
    public void Passes_BrokenRow_SaysWhy(string row, string reason)
    {
        _check.Passes(Encoding.UTF8.GetBytes(row), out var fault).ShouldBeFalse();
        fault.Reason.ShouldBe(reason);
        fault.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void Passes_InvalidUtf8_NamesTheByte()
    {
        _check.Passes([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], out var fault).ShouldBeFalse();
        fault.Reason.ShouldBe("invalid-utf8");
        fault.Message.ShouldContain("Byte 6");
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(200_000, false)]
    public void Passes_DeepNesting_HasALimit(int depth, bool passes)
    {
        var row = "{\"a\":" + new string('[', depth) + new string(']', depth) + "}";
        _check.Passes(Encoding.UTF8.GetBytes(row), out var fault).ShouldBe(passes);
        fault.Reason.ShouldBe(passes ? null : "too-deep");
    }

    [Fact]
    public void Passes_ManyKeys_FindsTheOneThatStandsTwice()
    {
        var keys = Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}").ToList();
        _check.Passes(Encoding.UTF8.GetBytes("{" + string.Join(',', keys) + "}"), out _).ShouldBeTrue();
        keys.Add("\"k77777\":0");
        _check.Passes(Encoding.UTF8.GetBytes("{" + string.Join(',', keys) + "}"), out var fault).ShouldBeFalse();
        fault.Message.ShouldContain("k77777");
    }

    [Fact]
    public void Passes_AfterABrokenRow_ChecksTheNextOneAfresh()
    {
        _check.Passes("{\"a\":{\"a\":1,"u8, out _).ShouldBeFalse();
        _check.Passes("{\"a\":1}"u8, out _).ShouldBeTrue();
    }
}
