using System.Text;
using System.Text.Json.Nodes;
using Quern.Formats;

namespace Quern.Tests.Formats;

public sealed class CsvWriterContractTests : RowWriterContract
{
    private protected override RowWriter Open(string path, bool force) => new CsvWriter(path, force);

    // By the letter of RFC 4180, with nothing guessed: an empty field is null, a quoted one is text.
    protected override IReadOnlyList<string> Read(string path)
    {
        var records = Records(File.ReadAllText(path));
        var header = records[0];
        return [.. records.Skip(1).Select(r => new JsonObject(header.Zip(r).Select(static f => KeyValuePair.Create(f.First!, (JsonNode?)f.Second))).ToJsonString())];
    }

    // A table of text holds a value as its text.
    protected override string Expected(string row)
    {
        var node = JsonNode.Parse(row)!.AsObject();
        using var written = System.Text.Json.JsonDocument.Parse(row);
        var texts = written.RootElement.EnumerateObject().Select(static m => KeyValuePair.Create(m.Name, (JsonNode?)(m.Value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Null => null,
            System.Text.Json.JsonValueKind.String => m.Value.GetString(),
            _ => m.Value.GetRawText(),
        })));
        return Canonical(new JsonObject(texts));
    }

    [Theory]
    [InlineData("a,b\n1,\n,2\n", "{\"a\":1,\"b\":null}", "{\"b\":2}")]
    [InlineData("a\n\"\"\n", "{\"a\":\"\"}")]
    [InlineData("a\n2.50\n1e3\ntrue\n", "{\"a\":2.50}", "{\"a\":1e3}", "{\"a\":true}")]
    [InlineData("a,b\n\"x,\"\"y\"\"\r\n\",\" z\"\n", "{\"a\":\"x,\\\"y\\\"\\r\\n\",\"b\":\" z\"}")]
    [InlineData("\"a,b\",\"\"\n1,2\n", "{\"a,b\":1,\"\":2}")]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n", "{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":6,\"a\":4,\"b\":5}")]
    [InlineData("a\n\"{\"\"b\"\": [1,\"\"x\"\"]}\"\n", "{\"a\":{\"b\": [1,\"x\"]}}")]
    [InlineData("é,k\"\n1,2\n", "{\"\\u00e9\":1,\"k\\\"\":2}")]
    public void Rows_become_this_text(string expected, params string[] rows)
    {
        using (var writer = new CsvWriter(Target, force: false))
        {
            Append(writer, rows);
            writer.Complete(durable: false);
        }

        File.ReadAllText(Target).ShouldBe(expected.Replace("k\"\n", "\"k\"\"\"\n", StringComparison.Ordinal));
    }

    [Fact]
    public void No_rows_are_an_empty_file()
    {
        using (var writer = new CsvWriter(Target, force: false))
        {
            writer.Complete(durable: false);
        }

        new FileInfo(Target).Length.ShouldBe(0);
    }

    [Fact]
    public void What_the_reader_of_csv_makes_of_it_are_the_same_rows()
    {
        string[] rows = ["{\"n\":9223372036854775807,\"t\":\"\",\"x\":null}", "{\"n\":-1,\"t\":\"a,\\\"b\\\"\\n\",\"x\":2.50}", "{\"n\":null,\"t\":null,\"x\":-1e-7}"];
        using (var writer = new CsvWriter(Target, force: false))
        {
            Append(writer, rows);
            writer.Complete(durable: false);
        }

        using var reader = new Quern.Formats.Csv.CsvReader(Target, InputFormat.Csv);
        reader.All().ShouldBe(rows);
    }

    [Fact]
    public void A_row_without_its_only_value_is_no_blank_line_and_that_is_said()
    {
        using var writer = new CsvWriter(Target, force: false);
        Append(writer, ["{\"a\":1}", "{}"]);
        writer.Complete(durable: false);
        File.ReadAllText(Target).ShouldBe("a\n1\n\"\"\n");
        writer.Notes.ShouldHaveSingleItem().ShouldContain("blank line");
    }

    [Fact]
    public void Lists_and_objects_are_said_to_be_text_now()
    {
        using var writer = new CsvWriter(Target, force: false);
        Append(writer, ["{\"a\":[1],\"b\":1}"]);
        writer.Complete(durable: false);
        writer.Notes.ShouldHaveSingleItem().ShouldStartWith("a holds lists or objects");
    }

    private static List<List<string?>> Records(string text)
    {
        var records = new List<List<string?>>();
        for (var at = 0; at < text.Length;)
        {
            var record = new List<string?>();
            char end;
            do
            {
                record.Add(Field(text, ref at));
                end = text[at++];
            }
            while (end == ',');
            end.ShouldBe('\n');
            records.Add(record);
        }

        return records;
    }

    private static string? Field(string text, ref int at)
    {
        var field = new StringBuilder();
        if (text[at] != '"')
        {
            var start = at;
            at = text.IndexOfAny([',', '\n'], at);
            return at == start ? null : text[start..at];
        }

        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            field.Append(text[at]);
            at += text[at] == '"' ? 1 : 0;
        }

        at++;
        return field.ToString();
    }
}
