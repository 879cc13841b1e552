using Quern.Rows;

namespace Quern.Tests.Formats;

public sealed class JsonDocumentReaderTests : IDisposable
{
    private readonly ReadRows _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] \n")]
    [InlineData("""[{"a":1}]""", """{"a":1}""")]
    [InlineData("""[ {"a" : 1.50e0} , {"b":"x,]}\" y"} ]""", """{"a" : 1.50e0}""", """{"b":"x,]}\" y"}""")]
    [InlineData("\uFEFF[{\"a\":1},\r\n{\"b\":\r\n2}\r\n]\r\n", """{"a":1}""", """{"b":  2}""")]
    [InlineData("[1, null, \"x\", [2], {}]", "1", "null", "\"x\"", "[2]", "{}")]
    [InlineData("[{\"a\":1},\n]", """{"a":1}""")]
    public void An_array_gives_its_elements(string content, params string[] expected)
        => _files.Read(_files.File("a.json", content)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"version":"1","data":[{"a":1},{"a":2}]}""", """{"a":1}""", """{"a":2}""")]
    [InlineData("""{"data":[{"a":1}],"data2":[1,2],"by":{"who":[{}]}}""", """{"a":1}""")]
    [InlineData("""{"n\"x":1, "d\u0061ta" : [ {"a":1} ] , "after": null }""", """{"a":1}""")]
    [InlineData("""{"data":[{"a":1},7,{"b":tru}]}""", """{"a":1}""", "7", """{"b":tru}""")]
    public void Rows_may_stand_under_a_key(string content, params string[] expected)
        => _files.Read(_files.File("a.json", content)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"x1":{"a":1},"x2":{}}""", """{"a":1,"key":"x1"}""", """{"key":"x2"}""")]
    [InlineData("""{"x":{"key":5}}""", """{"key":5,"_key":"x"}""")]
    [InlineData("""{"x":{"_key":1,"k\u0065y":5}}""", """{"_key":1,"k\u0065y":5,"__key":"x"}""")]
    [InlineData("""{"x":{"a":{"key":1}}}""", """{"a":{"key":1},"key":"x"}""")]
    [InlineData("""{"q\"\u00e9":{"a":1}}""", """{"a":1,"key":"q\"\u00e9"}""")]
    public void An_object_of_objects_gives_its_values_with_their_keys(string content, params string[] expected)
        => _files.Read(_files.File("a.json", content)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("{}", "{}")]
    [InlineData("{\n  \"a\": 1,\n  \"tags\": []\n}", """{   "a": 1,   "tags": [] }""")]
    [InlineData("{\n\"messages\":[{\"role\":\"user\"}],\"tools\":[{\"n\":1}]}", """{ "messages":[{"role":"user"}],"tools":[{"n":1}]}""")]
    [InlineData("{\n\"a\":1}\n{\n\"a\":2}\n{\"a\":3}", """{ "a":1}""", """{ "a":2}""", """{"a":3}""")]
    [InlineData("{\n\"a\":[{}]}{\n\"a\":[{}]}", """{ "a":[{}]}""", """{ "a":[{}]}""")]
    public void An_object_alone_is_a_row_and_so_is_each_of_several(string content, params string[] expected)
        => _files.Read(_files.File("a.json", content)).ShouldBe(expected);

    [Fact]
    public void One_broken_entry_among_many_is_a_row_of_its_own()
    {
        var entries = string.Join(",", Enumerable.Range(0, 20).Select(static i => i == 7 ? "\"k7\":null" : $"\"k{i}\":{{\"n\":{i}}}"));
        var rows = _files.Read(_files.File("a.json", "{" + entries + "}"));
        rows.Count.ShouldBe(20);
        rows[7].ShouldBe("null");
        rows[8].ShouldBe("""{"n":8,"key":"k8"}""");
    }

    [Fact]
    public void Two_lists_of_objects_are_a_fault_that_names_both()
    {
        _files.Read(_files.File("a.json", """{"train":[{"a":1}],"test":[{"a":2}]}"""), out var fault).ShouldBeEmpty();
        fault!.Message.ShouldContain("\"train\"");
        fault.Message.ShouldContain("\"test\"");
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":2", "line 2", """{"a":1}""")]
    [InlineData("[{\"a\":1},\n{\"a\":\"x]}", "line 2", """{"a":1}""")]
    [InlineData("[{\"a\":1}", "line 1", """{"a":1}""")]
    [InlineData("[{\"a\":1},\n\n{\"a\":[2}]", "line 3 has '}' where ']'", """{"a":1}""")]
    [InlineData("[{\"a\":1}\n{\"a\":2}]", "line 2 has '{' where ',' or ']'", """{"a":1}""")]
    [InlineData("[{\"a\":1},,{\"a\":2}]", "line 1 has ','", """{"a":1}""")]
    [InlineData("[{\"a\":1}] x", "has 'x' where the end of the file", """{"a":1}""")]
    [InlineData("{\"data\":[{\"a\":1},{\"a\":2}],\n\"more\":", "line 2", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"x1\":{\"a\":1},\"x2\":{\"a\"", "line 1", """{"a":1,"key":"x1"}""")]
    public void A_file_that_breaks_off_gives_the_rows_before_and_then_says_where(string content, string where, params string[] expected)
    {
        _files.Read(_files.File("a.json", content), out var fault).ShouldBe(expected);
        fault.ShouldNotBeNull().Message.ShouldContain(where);
    }

    [Fact]
    public void A_row_knows_the_line_on_which_it_begins()
    {
        var places = new List<string>();
        _files.Read(_files.File("a.json", "[\n  {\"a\":\n1},\n\n  {\"b\":\"é\n\"}, {\"c\":1}\n]"), out _, places);
        places.ShouldBe(["2", "5", "6"]);
    }

    [Fact]
    public void A_line_break_inside_a_string_stays_and_the_row_is_quarantined()
        => _files.Check(_files.File("a.json", "[{\"a\":\"x\ny\"},{\"a\":1}]")).ShouldBe(["invalid-json", ""]);

    [Fact]
    public void Strings_and_escapes_may_lie_across_blocks()
    {
        var texts = Enumerable.Range(0, 3000).Select(static i => $"{{\"t\":\"{new string('\\', 2 * (i % 7))}\\\"{new string('x', i % 41)}é\"}}").ToList();
        _files.Read(_files.File("a.json", "[" + string.Join(" ,\n", texts) + "]")).ShouldBe(texts);
        _files.Read(_files.File("b.json.gz", ReadRows.Gzip("[" + string.Join(",", texts) + "]"))).ShouldBe(texts);
    }

    [Fact]
    public void Ten_thousand_levels_and_64_megabytes_are_a_row_each()
    {
        var deep = "{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        var wide = "{\"a\":\"" + new string('x', 64 << 20) + "\"}";
        var path = _files.File("a.json", "[" + deep + "," + wide + ",{}]");
        var rows = _files.Read(path);
        rows[0].ShouldBe(deep);
        rows[1].Length.ShouldBe(wide.Length);
        rows[2].ShouldBe("{}");
        _files.Check(path).ShouldBe(["", "", ""]);
    }

    [Fact]
    public void A_truncated_gzip_gives_the_rows_before_the_damage()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 20_000).Select(i => $"{{\"t\":{random.Next()}}}").ToList();
        var whole = ReadRows.Gzip("[" + string.Join(",", texts) + "]");
        var rows = _files.Read(_files.File("a.json.gz", whole[..^40]), out var fault);
        fault.ShouldNotBeNull().Message.ShouldContain("gzip data is truncated");
        rows.Count.ShouldBeGreaterThan(10_000);
        rows.ShouldBe(texts.Take(rows.Count));
    }
}
