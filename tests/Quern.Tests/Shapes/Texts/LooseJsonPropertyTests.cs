using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.Rows;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>What holds for every value and every text: made at random, the same each time.</summary>
public sealed class LooseJsonPropertyTests
{
    private static readonly string[] Texts = ["", "a", "it's", "\"", "\\", "\n", "\t", "\0", "é", "😀", "a'b\"c", "\\n", "{", "]", "```", "x y", "\u007f", "\u2028"];
    private static readonly string[] Pieces = ["{", "}", "[", "]", "(", ")", "'", "\"", ",", ":", "\\", "True", "None", "1", "-", ".", "e", "_", " ", "\n", "a", "\\u", "\\x41", "\\ud83d", "```", "b'", "set()", "é", "'''", "{'a':", "f(", "="];

    private readonly LooseJson _loose = new();
    private readonly PythonCalls _calls = new();
    private readonly ByteBuffer _to = new();

    [Fact]
    public void Any_value_that_Python_prints_is_read_as_the_same_value()
    {
        var random = new Random(4711);
        for (var i = 0; i < 5000; i++)
        {
            var value = Value(random, 4);
            var printed = new StringBuilder();
            Print(value, printed, random);
            _to.Clear();
            _loose.TryRead(Encoding.UTF8.GetBytes(printed.ToString()), _to, out var badAt).ShouldBeTrue($"{printed} at {badAt}");
            JsonNode.DeepEquals(JsonNode.Parse(_to.Span), value).ShouldBeTrue($"{printed}: {Encoding.UTF8.GetString(_to.Span)}");
        }
    }

    [Fact]
    public void Any_JSON_is_read_as_it_is_and_cut_anywhere_it_is_mended_or_refused()
    {
        var random = new Random(99);
        for (var i = 0; i < 500; i++)
        {
            var json = Encoding.UTF8.GetBytes(Value(random, 4)?.ToJsonString() ?? "null");
            _to.Clear();
            _loose.TryRead(json, _to, out _).ShouldBeTrue();
            _to.Span.SequenceEqual(json).ShouldBeTrue();
            for (var length = 0; length < json.Length; length++)
            {
                Check(json.AsSpan(0, length));
            }
        }
    }

    [Fact]
    public void Whatever_is_read_gives_valid_JSON_or_nothing()
    {
        var random = new Random(31);
        var bytes = new byte[64];
        for (var i = 0; i < 50_000; i++)
        {
            Check(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]))));
            random.NextBytes(bytes);
            Check(bytes.AsSpan(0, random.Next(bytes.Length)));
        }
    }

    [Fact]
    public void Values_with_one_byte_changed_give_valid_JSON_or_nothing()
    {
        var random = new Random(12);
        for (var i = 0; i < 20_000; i++)
        {
            var printed = new StringBuilder();
            Print(Value(random, 3), printed, random);
            var bytes = Encoding.UTF8.GetBytes(printed.ToString());
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"{}[]()'\",:\\ 1"[random.Next(13)];
            Check(bytes);
        }
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next(-5000, 5000)),
        3 => JsonValue.Create(Math.Round(random.NextDouble() * 1000, 3)),
        4 => JsonValue.Create(Text(random)),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(_ => Text(random)).Distinct(StringComparer.Ordinal).ToDictionary(static k => k, _ => Value(random, depth - 1), StringComparer.Ordinal)),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Texts[random.Next(Texts.Length)]));

    private static void Print(JsonNode? value, StringBuilder to, Random random)
    {
        switch (value)
        {
            case JsonObject members:
                to.Append('{').AppendJoin(", ", members.Select(m => Printed(m.Key) + ": " + Printed(m.Value, random))).Append('}');
                break;
            case JsonArray { Count: > 0 } tuple when random.Next(3) == 0:
                to.Append('(').AppendJoin(", ", tuple.Select(e => Printed(e, random))).Append(tuple.Count == 1 ? ",)" : ")");
                break;
            case JsonArray list:
                to.Append('[').AppendJoin(", ", list.Select(e => Printed(e, random))).Append(']');
                break;
            case null:
                to.Append("None");
                break;
            default:
                to.Append(value.GetValueKind() switch
                {
                    JsonValueKind.True => "True",
                    JsonValueKind.False => "False",
                    JsonValueKind.String => Printed(value.GetValue<string>()),
                    _ => value.ToJsonString(),
                });
                break;
        }
    }

    private static string Printed(JsonNode? value, Random random)
    {
        var to = new StringBuilder();
        Print(value, to, random);
        return to.ToString();
    }

    // As repr does: single quotes, but double ones around a text that has only single ones in it.
    private static string Printed(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var to = new StringBuilder().Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => to.Append("\\\\"),
                '\n' => to.Append("\\n"),
                '\t' => to.Append("\\t"),
                '\u2028' => to.Append("\\u2028"),
                < ' ' or '\u007f' => to.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ when c == quote => to.Append('\\').Append(c),
                _ => to.Append(c),
            };
        }

        return to.Append(quote).ToString();
    }

    private void Check(ReadOnlySpan<byte> text)
    {
        _to.Clear();
        if (_loose.TryRead(text, _to, out var badAt))
        {
            ShouldBeGood(_to.Span, text);
        }
        else
        {
            badAt.ShouldBeInRange(0, text.Length);
            _to.Length.ShouldBe(0);
        }

        var calls = new List<CallText>();
        if (_calls.TryRead(text, _to, calls, out badAt))
        {
            foreach (var call in calls)
            {
                ShouldBeGood(_to.Span.Slice(call.ArgumentsStart, call.ArgumentsLength), text);
            }
        }
        else
        {
            badAt.ShouldBeInRange(0, text.Length);
            calls.ShouldBeEmpty();
        }
    }

    private void ShouldBeGood(ReadOnlySpan<byte> json, ReadOnlySpan<byte> text)
    {
        var shown = $"{Encoding.UTF8.GetString(text)} became {Encoding.UTF8.GetString(json)}";
        var again = new ByteBuffer();
        new LooseJson().TryRead(json, again, out _).ShouldBeTrue(shown);
        again.Span.SequenceEqual(json).ShouldBeTrue(shown);
        using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 300 });
        document.RootElement.ValueKind.ShouldNotBe(JsonValueKind.Undefined, shown);
    }
}
