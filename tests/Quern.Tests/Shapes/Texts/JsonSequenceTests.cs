using System.Text;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>JSON values behind each other.</summary>
public sealed class JsonSequenceTests
{
    [Theory]
    [InlineData("{\"a\":1}{\"b\":2}", "{\"a\":1}|{\"b\":2}", false)]
    [InlineData(" {\"a\": [1]}\n{\"b\":2} ,\t[3]\n", "{\"a\": [1]}|{\"b\":2}|[3]", false)]
    [InlineData("1 2,3\n\"x\"\"y\" null true", "1|2|3|\"x\"|\"y\"|null|true", false)]
    [InlineData("", "", false)]
    [InlineData(" ,, ", "", false)]
    [InlineData("{\"a\":1} and more", "{\"a\":1}", true)]
    [InlineData("text", "", true)]
    [InlineData("[1,2", "", true)]
    [InlineData("{'a':1}", "", true)]
    [InlineData("truefalse", "", true)]
    [InlineData("1a", "", true)]
    [InlineData("01", "", true)]
    [InlineData("[\"\\ud800\"]", "", true)]
    public void Values_are_found_in_order(string text, string expected, bool failed)
    {
        var values = new JsonSequence(Encoding.UTF8.GetBytes(text));
        var found = new List<string>();
        while (values.MoveNext())
        {
            found.Add(Encoding.UTF8.GetString(values.Value));
        }

        string.Join('|', found).ShouldBe(expected);
        values.Failed.ShouldBe(failed);
        values.MoveNext().ShouldBeFalse();
    }

    [Theory]
    [InlineData("[", 0)]
    [InlineData("{\"a\":", 0)]
    [InlineData("[]", 1 << 19)]
    [InlineData("\"", 1 << 19)]
    [InlineData(",", 0)]
    public void Hostile_text_of_a_megabyte_is_done_with_at_once(string part, int count)
    {
        var values = new JsonSequence(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length))));
        var found = 0;
        while (values.MoveNext())
        {
            found++;
        }

        found.ShouldBe(count);
    }
}
