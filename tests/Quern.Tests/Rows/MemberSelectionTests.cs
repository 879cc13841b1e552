using System.Text;
using System.Text.Json.Nodes;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class MemberSelectionTests
{
    private readonly ByteBuffer _to = new();

    [Theory]
    [InlineData("a b", "{\"b\":1,\"x\":2,\"a\":3}", "{\"b\":1,\"a\":3}")]
    [InlineData("a", "{ \"x\" : [ { } ] , \"a\"\t:  2.50 }", "{\"a\"\t:  2.50}")]
    [InlineData("a b", "{\"a\":{\"b\":1},\"x\":1}", "{\"a\":{\"b\":1}}")]
    [InlineData("ab é", "{\"a\\u0062\":1,\"\\u00e9\":2,\"x\":0}", "{\"a\\u0062\":1,\"\\u00e9\":2}")]
    [InlineData("z", "{\"a\":1}", "{}")]
    [InlineData("A", "{\"a\":1}", "{}")]
    [InlineData("a a", "{\"a\":1,\"b\":2}", "{\"a\":1}")]
    public void Only_the_chosen_members_are_written_as_they_stand(string names, string row, string expected)
    {
        new MemberSelection(names.Split(' ')).TryCut(Encoding.UTF8.GetBytes(row), _to).ShouldBeTrue();
        Text().ShouldBe(expected);
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" { \"b\" : 1 } ", "{\"b\" : 1}")]
    [InlineData("{\"b\":1 , \"a\":[2] }", "{\"b\":1,\"a\":[2]}")]
    public void A_row_without_others_is_not_cut(string row, string written)
    {
        var selection = new MemberSelection(["a", "b"]);
        _to.Append("before"u8);
        selection.TryCut(Encoding.UTF8.GetBytes(row), _to).ShouldBeFalse();
        Text().ShouldBe("before");
        selection.Write(Encoding.UTF8.GetBytes(row), _to);
        Text().ShouldBe("before" + written);
    }

    [Fact]
    public void Without_names_nothing_is_left()
    {
        new MemberSelection([]).TryCut("{\"a\":1}"u8, _to).ShouldBeTrue();
        Text().ShouldBe("{}");
    }

    [Fact]
    public void Whatever_is_chosen_the_rest_is_what_a_reader_of_documents_leaves()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var names = Enumerable.Range(0, random.Next(8)).Select(static n => $"n{n}").OrderBy(_ => random.Next()).ToList();
            var row = new JsonObject(names.Select(n => KeyValuePair.Create<string, JsonNode?>(n, random.Next(3) switch { 0 => null, 1 => "}\",:\\", _ => new JsonArray(1, "]") })));
            var text = row.ToJsonString();
            var chosen = names.Where(_ => random.Next(2) == 0).Append("other").ToList();
            _to.Clear();
            new MemberSelection(chosen).Write(Encoding.UTF8.GetBytes(text), _to);
            foreach (var name in names.Except(chosen))
            {
                row.Remove(name);
            }

            Text().ShouldBe(row.ToJsonString());
        }
    }

    private string Text() => Encoding.UTF8.GetString(_to.Span);
}
