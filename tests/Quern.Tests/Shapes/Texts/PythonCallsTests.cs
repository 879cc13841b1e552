using System.Text;
using System.Text.Json.Nodes;
using Quern.Rows;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>Calls as Python writes them.</summary>
public sealed class PythonCallsTests
{
    private readonly PythonCalls _python = new();
    private readonly ByteBuffer _own = new();
    private readonly List<CallText> _calls = [];

    [Theory]
    [InlineData("f()", "f {}")]
    [InlineData("get_weather(city='Oslo', days=3)", "get_weather {\"city\":\"Oslo\",\"days\":3}")]
    [InlineData("a.b-c/d2(x=null, y=true, z=None, w=False)", "a.b-c/d2 {\"x\":null,\"y\":true,\"z\":null,\"w\":false}")]
    [InlineData("Get Weather Now (x=1)", "Get Weather Now {\"x\":1}")]
    [InlineData("f(a=1)\ng(b=2)", "f {\"a\":1}|g {\"b\":2}")]
    [InlineData("f(a=1), g(b=2); h() i()", "f {\"a\":1}|g {\"b\":2}|h {}|i {}")]
    [InlineData("[f(a=1), g(b=[1, {'x': (2, 3)}])]", "f {\"a\":1}|g {\"b\":[1,{\"x\":[2,3]}]}")]
    [InlineData("click('42')", "click {\"args\":[\"42\"]}")]
    [InlineData("f(1, 'a', k=2, 3)", "f {\"k\":2,\"args\":[1,\"a\",3]}")]
    [InlineData("f(unit=celsius, kind=a.b)", "f {\"unit\":\"celsius\",\"kind\":\"a.b\"}")]
    [InlineData("f(a=1, b=2, a=3)", "f {\"b\":2,\"a\":3}")]
    [InlineData("f(a = 1 ,\n  b= 2,\n)", "f {\"a\":1,\"b\":2}")]
    [InlineData("f(s='a, b) = (c', t=\"x\\ny\")", "f {\"s\":\"a, b) = (c\",\"t\":\"x\\ny\"}")]
    [InlineData("f({\"a\": [true, null]})", "f {\"args\":[{\"a\":[true,null]}]}")]
    [InlineData("f(a='x' 'y', b=b'z')", "f {\"a\":\"xy\",\"b\":\"z\"}")]
    [InlineData("f(straße='é')", "f {\"straße\":\"é\"}")]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData(" \n ", "")]
    public void Calls_are_read(string text, string expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        _python.TryRead(utf8, _own, _calls, out var badAt).ShouldBeTrue($"at {badAt}");
        var wanted = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        _calls.Count.ShouldBe(wanted.Length);
        foreach (var (call, want) in _calls.Zip(wanted))
        {
            var name = Encoding.UTF8.GetString(utf8.AsSpan(call.NameStart, call.NameLength));
            var arguments = JsonNode.Parse(_own.Span.Slice(call.ArgumentsStart, call.ArgumentsLength));
            name.ShouldBe(want[..want.IndexOf(" {", StringComparison.Ordinal)]);
            JsonNode.DeepEquals(arguments, JsonNode.Parse(want[(name.Length + 1)..])).ShouldBeTrue($"{arguments?.ToJsonString()} is not {want}");
        }
    }

    [Theory]
    [InlineData("f(", 2)]
    [InlineData("f(a=1", 5)]
    [InlineData("f(a=)", 4)]
    [InlineData("f(a='x)", 7)]
    [InlineData("f(a=1 b=2)", 6)]
    [InlineData("f(a=[1, 2)", 9)]
    [InlineData("f(,)", 2)]
    [InlineData("f(x==1)", 4)]
    [InlineData("f(x=nan)", 4)]
    [InlineData("f(x=g(1))", 5)]
    [InlineData("(a=1)", 0)]
    [InlineData("just words", 10)]
    [InlineData("f(1); r = g(2)", 8)]
    [InlineData("f(**{'a': 1})", 2)]
    [InlineData("f('a', args=['b'])", 18)]
    public void A_text_that_is_no_calls_is_refused_with_its_place(string text, int at)
    {
        _own.Append("before"u8);
        _calls.Add(default);
        _python.TryRead(Encoding.UTF8.GetBytes(text), _own, _calls, out var badAt).ShouldBeFalse();
        badAt.ShouldBe(at);
        _calls.Count.ShouldBe(1);
        Encoding.UTF8.GetString(_own.Span).ShouldBe("before");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("f(")]
    [InlineData("f()")]
    [InlineData("a ")]
    [InlineData("f(a=1,")]
    [InlineData("f('a',")]
    [InlineData("(")]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part)
        => _python.TryRead(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length))), _own, _calls, out _).ShouldBe(part is "[" or "f()");
}
