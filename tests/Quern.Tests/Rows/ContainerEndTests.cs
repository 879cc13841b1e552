using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public class ContainerEndTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a":"}","b":["]"]}""")]
    [InlineData("""{"a":"\"}","b":"\\"}""")]
    [InlineData("""{"a":"\\\"}\\\\","b":{"c":[[[]]]}}""")]
    public void The_end_is_where_the_bracket_closes_that_opened_first(string json)
    {
        // At every offset against the blocks, and with something behind it.
        for (var before = 0; before < 130; before++)
        {
            var text = Encoding.UTF8.GetBytes(new string(' ', before) + json + ",\"}]{[\\\"");
            ContainerEnd.Find(text, before).ShouldBe(before + json.Length);
            ContainerEnd.Scalar(text, before).ShouldBe(before + json.Length);
        }
    }

    [Fact]
    public void Blocks_and_bytes_agree_on_anything_that_is_valid()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var json = new StringBuilder();
            Value(random, json, depth: 0);
            var text = Encoding.UTF8.GetBytes("[" + json + "]" + new string('}', random.Next(3)));
            var end = ContainerEnd.Scalar(text, 0);
            ContainerEnd.Find(text, 0).ShouldBe(end, json.ToString());
        }
    }

    private static void Value(Random random, StringBuilder to, int depth)
    {
        var kind = random.Next(depth > 6 ? 2 : 5);
        if (kind >= 3)
        {
            to.Append(kind == 3 ? '[' : '{');
            for (var left = random.Next(5); left > 0; left--)
            {
                to.Append(kind == 3 ? "" : "\"k\":");
                Value(random, to, depth + 1);
                to.Append(left > 1 ? "," : "");
            }

            to.Append(kind == 3 ? ']' : '}');
            return;
        }

        if (kind == 0)
        {
            to.Append(random.Next());
            return;
        }

        string[] parts = ["\\\\", "\\\"", "{", "}", "[", "]", "plain text that is longer", "é", "\\u005c"];
        to.Append('"');
        for (var left = random.Next(12); left > 0; left--)
        {
            to.Append(parts[random.Next(parts.Length)]);
        }

        to.Append('"');
    }
}
