using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.Rows;
using Quern.Rows.Json;
using JsonValue = Quern.Rows.Json.JsonValue;

namespace Quern.Tests.Rows;

/// <summary>Edits of rows as nobody would write them but somebody's export does, against the platform's own reader.</summary>
public sealed class JsonEdgesTests
{
    private static readonly string[] Names =
    [
        "a", "", "\":", "\\", "\\\"", "a\":{", "]", "}", "{", "[", ",", "\u00e9", "😀", "\n", "x.y", "\"", "a b", "\\\\\":\"",
    ];

    [Fact]
    public void Any_member_of_any_row_can_be_removed_and_nothing_else_changes()
    {
        var random = new Random(20_401);
        var to = new ByteBuffer();
        for (var i = 0; i < 3000; i++)
        {
            var (text, expected) = ObjectOf(random, 3);
            var row = Encoding.UTF8.GetBytes(text);
            var name = expected.Count == 0 ? "none" : expected.ElementAt(random.Next(expected.Count)).Key;
            var members = new JsonMembers(row);
            if (!members.MoveTo(Encoding.UTF8.GetBytes(name)))
            {
                expected.Count.ShouldBe(0, text);
                continue;
            }

            to.Clear();
            JsonSplice.RemoveMember(row, new JsonValue(members.Value, members.ValueStart), to);
            expected.Remove(name);
            JsonNode.DeepEquals(JsonNode.Parse(to.Span), expected).ShouldBeTrue($"{text} without {name}: {Encoding.UTF8.GetString(to.Span)}");
        }
    }

    [Fact]
    public void Every_value_of_any_row_is_found_by_its_path_and_removed_by_it()
    {
        var random = new Random(77);
        var to = new ByteBuffer();
        for (var i = 0; i < 1000; i++)
        {
            var (text, expected) = ObjectOf(random, 4);
            var row = Encoding.UTF8.GetBytes(text);
            foreach (var (path, node, parent, key) in Paths(expected, ""))
            {
                FieldPath.Parse(path).TryFind(row, out var value).ShouldBeTrue($"{path} in {text}");
                JsonNode.DeepEquals(JsonNode.Parse(value.Span), node).ShouldBeTrue(path);
                if (parent is JsonObject)
                {
                    to.Clear();
                    JsonSplice.RemoveMember(row, value, to);
                    using var left = JsonDocument.Parse(to.Memory);
                    FieldPath.Parse(path).TryFind(to.Span, out _).ShouldBeFalse($"{path} and {key} in {Encoding.UTF8.GetString(to.Span)}");
                }
            }
        }
    }

    [Fact]
    public void Adding_replacing_and_renaming_agree_with_the_platforms_reader()
    {
        var random = new Random(3);
        var to = new ByteBuffer();
        for (var i = 0; i < 1000; i++)
        {
            var (text, expected) = ObjectOf(random, 2);
            var row = Encoding.UTF8.GetBytes(text);
            to.Clear();
            JsonSplice.AddMember(row, "new\"\\"u8, "[1,{}]"u8, to);
            expected.Add("new\"\\", JsonNode.Parse("[1,{}]"));
            JsonNode.DeepEquals(JsonNode.Parse(to.Span), expected).ShouldBeTrue(text);
            expected.Remove("new\"\\");
            if (expected.Count == 0)
            {
                continue;
            }

            var (name, node) = expected.ElementAt(random.Next(expected.Count));
            to.Clear();
            JsonSplice.RenameMember(row, Encoding.UTF8.GetBytes(name), "renamed\n"u8, to).ShouldBeTrue();
            expected.Remove(name);
            expected.Add("renamed\n", node?.DeepClone());
            JsonNode.DeepEquals(JsonNode.Parse(to.Span), expected).ShouldBeTrue(text);
        }
    }

    [Theory]
    [InlineData("{\"a\":[1\n,x]}", 9)]
    [InlineData("{\n\n\"a\": x}", 8)]
    public void A_fault_in_a_row_of_several_lines_names_the_byte_of_the_row(string row, int at)
    {
        new RowCheck().Passes(Encoding.UTF8.GetBytes(row), out var fault).ShouldBeFalse();
        fault.Message.ShouldStartWith($"At byte {at}:");
    }

    [Theory]
    [InlineData("a.\"\"", "1")]
    [InlineData("a.\"q\\\"\\\\\"", "2")]
    [InlineData("\"a\".\"b]\"", "3")]
    public void Every_name_can_be_written_in_a_path(string path, string expected)
    {
        FieldPath.Parse(path).TryFind("""{"a":{"":1,"q\"\\":2,"b]":3}}"""u8, out var value).ShouldBeTrue();
        Encoding.UTF8.GetString(value.Span).ShouldBe(expected);
    }

    [Fact]
    public void A_dot_before_an_index_is_refused() => FieldPath.TryParse("a.[0]", out _, out _).ShouldBeFalse();

    [Fact]
    public void A_value_nested_ten_thousand_deep_is_stepped_over()
    {
        var row = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 10_000) + "{}" + new string(']', 10_000) + ",\"b\":1}");
        FieldPath.Parse("b").TryFind(row, out var value).ShouldBeTrue();
        value.Span.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("\\n\\\"\\u00e9", 3)]
    [InlineData("\\ud83d\\ude00x", 2)]
    [InlineData("é😀日", 3)]
    public void Characters_are_counted_without_unescaping(string inside, long count)
        => JsonUnescape.CharCount(Encoding.UTF8.GetBytes(inside)).ShouldBe(count);

    [Fact]
    public void The_vector_count_of_characters_equals_the_scalar_one()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(9000)).Select(_ => random.Next(4) switch { 0 => "a", 1 => "é", 2 => "日", _ => "😀" }));
            var bytes = Encoding.UTF8.GetBytes(text);
            Utf8Length.Of(bytes).ShouldBe(Utf8Length.OfScalar(MemoryMarshal.Cast<byte, sbyte>(bytes)));
            Utf8Length.Of(bytes).ShouldBe(text.EnumerateRunes().Count());
        }
    }

    [Theory]
    [InlineData("a\\u0062", "ab", true)]
    [InlineData("a\\u0062", "ac", false)]
    [InlineData("\\\\\\\"\\/", "\\\"/", true)]
    [InlineData("\\ud83d\\ude00", "😀", true)]
    [InlineData("\\n", "n", false)]
    [InlineData("\\u0061", "", false)]
    public void Names_are_compared_by_what_they_stand_for(string written, string name, bool equal)
        => JsonMembers.NameEquals(Encoding.UTF8.GetBytes(written), Encoding.UTF8.GetBytes(name)).ShouldBe(equal);

    [Fact]
    public void A_buffer_that_a_giant_row_swelled_gives_its_memory_back()
    {
        var buffer = new ByteBuffer(100);
        buffer.Append(new byte[5 << 20]);
        buffer.Length.ShouldBe(5 << 20);
        buffer.Clear();
        buffer.Array.Length.ShouldBe(100);
        buffer.Append(long.MinValue);
        buffer.Append("é");
        Encoding.UTF8.GetString(buffer.Span).ShouldBe("-9223372036854775808é");
    }

    [Theory]
    [InlineData("max-lenght", "max-length")]
    [InlineData("feild", "field")]
    [InlineData("zzzzz", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void A_suggestion_is_near_or_absent(string word, string? expected)
        => Suggestion.For(word, ["field", "min-length", "max-length", "n"]).ShouldBe(expected);

    [Fact]
    public void A_word_of_a_million_letters_gets_no_suggestion_and_costs_nothing()
        => Suggestion.For(new string('a', 1_000_000), ["field"]).ShouldBeNull();

    private static IEnumerable<(string Path, JsonNode? Node, JsonNode Parent, string Key)> Paths(JsonNode node, string prefix)
    {
        var children = node is JsonObject o
            ? o.Select(m => (Text: (prefix.Length == 0 ? "" : prefix + ".") + Quote(m.Key), m.Value, m.Key))
            : ((JsonArray)node).Select((v, i) => (Text: $"{prefix}[{i}]", Value: v, Key: ""));
        foreach (var (text, value, key) in children)
        {
            yield return (text, value, node, key);
            if (value is JsonObject or JsonArray)
            {
                foreach (var below in Paths(value, text))
                {
                    yield return below;
                }
            }
        }
    }

    private static string Quote(string name) => "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    // The text of an object with white space and escapes wherever they may stand, and the object itself.
    private static (string Text, JsonObject Node) ObjectOf(Random random, int depth)
    {
        var node = new JsonObject();
        var text = new StringBuilder(Space(random)).Append('{').Append(Space(random));
        foreach (var name in Names.OrderBy(_ => random.Next()).Take(random.Next(5)).ToList())
        {
            text.Append(node.Count > 0 ? "," : "").Append(Space(random)).Append(Text(random, name)).Append(Space(random)).Append(':').Append(Space(random));
            var (valueText, value) = ValueOf(random, depth);
            text.Append(valueText).Append(Space(random));
            node.Add(name, value);
        }

        return (text.Append('}').Append(Space(random)).ToString(), node);
    }

    private static (string Text, JsonNode? Node) ValueOf(Random random, int depth)
    {
        switch (depth == 0 ? random.Next(4) : random.Next(6))
        {
            case 0:
                return ("null", null);
            case 1:
                return ("true", JsonNode.Parse("true"));
            case 2:
                return ("-12.5e2", JsonNode.Parse("-12.5e2"));
            case 3:
                var name = Names[random.Next(Names.Length)];
                return (Text(random, name), System.Text.Json.Nodes.JsonValue.Create(name));
            case 4:
                return ObjectOf(random, depth - 1);
            default:
                var items = Enumerable.Range(0, random.Next(3)).Select(_ => ValueOf(random, depth - 1)).ToList();
                return ("[" + Space(random) + string.Join(Space(random) + "," + Space(random), items.Select(static i => i.Text)) + Space(random) + "]", new JsonArray([.. items.Select(static i => i.Node)]));
        }
    }

    private static string Text(Random random, string text)
        => random.Next(2) == 0 ? JsonSerializer.Serialize(text) : "\"" + string.Concat(text.Select(static c => $"\\u{(int)c:x4}")) + "\"";

    private static string Space(Random random) => random.Next(3) == 0 ? " \t\r\n"[random.Next(4)] + " " : "";
}
