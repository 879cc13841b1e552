using System.Text;
using System.Text.Json.Nodes;
using Quern.Rows;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>Broken JSON and Python values: what is mended, and what is not because it could mean two things.</summary>
public sealed class LooseJsonTests
{
    private readonly LooseJson _loose = new();
    private readonly ByteBuffer _to = new();

    [Theory]
    [InlineData("""{"a": [1, 2.50, -0e+3, "\u00e9\/"], "b": null}""")]
    [InlineData("  {}  ")]
    [InlineData("\"x\"")]
    [InlineData("12")]
    [InlineData("true")]
    public void Valid_JSON_stays_as_it_is(string text) => Read(text).ShouldBe(text.Trim());

    [Theory]
    [InlineData("{'a': True, 'b': False, 'c': None}", """{"a":true,"b":false,"c":null}""")]
    [InlineData("{'a': (1, 2), 'b': {3, 4}, 'c': (5,), 'd': (), 'e': set(), 'f': (6)}", """{"a":[1,2],"b":[3,4],"c":[5],"d":[],"e":[],"f":6}""")]
    [InlineData("(1)", "1")]
    [InlineData("[1, 2,]", "[1,2]")]
    [InlineData("{'a': 1,}", """{"a":1}""")]
    [InlineData("{1: 'a', 2.5: 'b', True: 'c', None: 'd', -3: 'e'}", """{"1":"a","2.5":"b","true":"c","null":"d","-3":"e"}""")]
    [InlineData("['a' 'b' \"c\", ('d'\n 'e')]", """["abc","de"]""")]
    [InlineData("[1_000, +5, .5, 1., 1e5, -.5]", "[1000,5,0.5,1.0,1e5,-0.5]")]
    [InlineData("[b'x', r'\\d', rb'\\n', u'y', R'a\\'b']", """["x","\\d","\\n","y","a\\'b"]""")]
    [InlineData("{'it': \"it's\", 'say': 'a \"b\"'}", """{"it":"it's","say":"a \"b\""}""")]
    [InlineData("'''a 'b'\nc'''", """ "a 'b'\nc" """)]
    [InlineData("{'a', 'b'}", """["a","b"]""")]
    [InlineData("{(1, 2), (3, 4)}", "[[1,2],[3,4]]")]
    public void Python_becomes_JSON(string text, string json) => Same(Read(text), json);

    [Theory]
    [InlineData(@"'\x41\u0042\U00000043\101'", "ABCA")]
    [InlineData(@"'\n\t\a\0\v'", "\n\t\a\0\v")]
    [InlineData(@"'a\'b\""c\\d'", "a'b\"c\\d")]
    [InlineData(@"'\d\q'", "\\d\\q")]
    [InlineData("'a\\\nb'", "ab")]
    [InlineData(@"'\ud83d\ude00'", "😀")]
    [InlineData(@"'\U0001F600'", "😀")]
    [InlineData(@"'\xe9'", "é")]
    [InlineData("'é😀'", "é😀")]
    [InlineData(@"b'\u0041'", @"\u0041")]
    public void Escapes_of_Python_are_read(string text, string expected) => JsonNode.Parse(Read(text)!)!.GetValue<string>().ShouldBe(expected);

    [Theory]
    [InlineData("""{"a": {"b": [1, 2""", """{"a":{"b":[1,2]}}""")]
    [InlineData("""{"a": {"b": 1}""", """{"a":{"b":1}}""")]
    [InlineData("""{"a": 1}}""", """{"a":1}""")]
    [InlineData("""{"a": [1, 2}}""", """{"a":[1,2]}""")]
    [InlineData("""[{"a": 1}""", """[{"a":1}]""")]
    [InlineData("{a: 1, b_c: 'x', d-e: null}", """{"a":1,"b_c":"x","d-e":null}""")]
    [InlineData("{\"a\": \"x\ny\tz\"}", """{"a":"x\ny\tz"}""")]
    [InlineData("```json\n{\"a\": 1}\n```", """{"a":1}""")]
    [InlineData("```\n{'a': 1}\n```\n", """{"a":1}""")]
    [InlineData("```json\n{\"a\": 1}", """{"a":1}""")]
    [InlineData("```{\"a\": 1}```", """{"a":1}""")]
    [InlineData("```json\n{\"a\": \"x\"\n```", """{"a":"x"}""")]
    [InlineData("""{"a": "C:\dir"}""", """{"a":"C:\\dir"}""")]
    public void Broken_JSON_is_mended(string text, string json) => Same(Read(text), json);

    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", """{"a":2}""")]
    [InlineData("""{"a": 1, "b": 3, "\u0061": 2}""", """{"b":3,"a":2}""")]
    [InlineData("{'a': {'x': 1, 'x': 2}, 'b': [{'y': 1, 'y': {'z': 1, 'z': 3}}], 'a': 7}", """{"b":[{"y":{"z":3}}],"a":7}""")]
    [InlineData("{1: 'a', '1': 'b'}", """{"1":"b"}""")]
    public void Of_two_members_with_one_key_the_last_counts(string text, string json) => Same(Read(text), json);

    [Fact]
    public void Many_keys_that_come_again_leave_one_of_each()
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(static i => $"\"k{i % 100}\":{i}")) + "}";
        var read = JsonNode.Parse(Read(text)!)!.AsObject();
        read.Count.ShouldBe(100);
        read["k7"]!.GetValue<int>().ShouldBe(49_907);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 3)]
    [InlineData("""{"a": "x""", 8)]
    [InlineData("""["abc""", 5)]
    [InlineData("""{"a":""", 5)]
    [InlineData("""{"a" """, 4)]
    [InlineData("""{"a": 1, "b" """, 12)]
    [InlineData("hello", 0)]
    [InlineData("[nan]", 1)]
    [InlineData("[inf]", 1)]
    [InlineData("[-inf]", 2)]
    [InlineData("[Infinity]", 1)]
    [InlineData("[undefined]", 1)]
    [InlineData("[1 2]", 3)]
    [InlineData("[1,,2]", 3)]
    [InlineData("[,1]", 1)]
    [InlineData("{,}", 1)]
    [InlineData("[007]", 4)]
    [InlineData("[0x1F]", 2)]
    [InlineData("[1.2.3]", 4)]
    [InlineData(@"['\N{DASH}']", 2)]
    [InlineData(@"['\x4']", 2)]
    [InlineData(@"['\ud83d']", 2)]
    [InlineData(@"['\ude00']", 2)]
    [InlineData(@"[b'\xff']", 3)]
    [InlineData("[f'x']", 1)]
    [InlineData("{'a': 1} x", 9)]
    [InlineData("{'a': 1} {'b': 2}", 9)]
    [InlineData("(1, 2", 5)]
    [InlineData("{1, 2", 5)]
    [InlineData("{'a' 'b'}", 5)]
    [InlineData("{\"a\": 'it's'}", 10)]
    [InlineData("<object at 0x7f>", 0)]
    public void What_could_mean_anything_else_is_refused_with_its_place(string text, int at)
    {
        _to.Append("before"u8);
        _loose.TryRead(Encoding.UTF8.GetBytes(text), _to, out var badAt).ShouldBeFalse();
        Encoding.UTF8.GetString(_to.Span).ShouldBe("before");
        badAt.ShouldBe(at);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_with_their_place()
    {
        _loose.TryRead([.. "['a"u8, 0xFF, .. "']"u8], _to, out var badAt).ShouldBeFalse();
        badAt.ShouldBe(3);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Nesting_ends_at_two_hundred_levels(int depth, bool good)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{'a':", "}"), ("(", ",)") })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            (Read(text) is not null).ShouldBe(good, open);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("(")]
    [InlineData("{'a':")]
    [InlineData("[]")]
    [InlineData("'a'")]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("{\"a\":1,")]
    [InlineData("```")]
    [InlineData("1")]
    [InlineData("rb")]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length)));
        if (_loose.TryRead(text, _to, out _))
        {
            JsonNode.Parse(_to.Span, documentOptions: new() { MaxDepth = 1000 }).ShouldNotBeNull();
        }
    }

    private static void Same(string? read, string json)
        => JsonNode.DeepEquals(JsonNode.Parse(read.ShouldNotBeNull()), JsonNode.Parse(json)).ShouldBeTrue($"{read} is not {json}");

    private string? Read(string text)
    {
        _to.Clear();
        return _loose.TryRead(Encoding.UTF8.GetBytes(text), _to, out _) ? Encoding.UTF8.GetString(_to.Span) : null;
    }
}
