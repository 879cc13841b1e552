using System.IO.Compression;
using System.Text;
using Quern.Formats;
using Quern.Formats.Csv;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Tests.Formats.Csv;

public sealed class CsvReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Bare_empty_is_null_and_quoted_empty_is_text()
        => Rows("a,b\n,\"\"\n").ShouldBe(["{\"a\":null,\"b\":\"\"}"]);

    [Fact]
    public void Quotes_separators_and_line_breaks_in_quotes_belong_to_the_value()
        => Rows("a,\"b\nc\"\n\"x,\"\"y\"\"\",\"1\r\n2\"\n").ShouldBe(["{\"a\":\"x,\\\"y\\\"\",\"b\\nc\":\"1\\r\\n2\"}"]);

    [Theory]
    [InlineData("a,b\r\n1,x\r\n2,\"y\"\r\n")]
    [InlineData("a,b\n1,x\n2,y")]
    [InlineData("\uFEFFa,b\n1,x\n\n2,y\n\r\n")]
    [InlineData("a;b\n1;x\n2;y\n")]
    [InlineData("a|b\n1|x\n2|y\n")]
    [InlineData("\na\tb\n1\tx\n2\ty\n")]
    public void Line_ends_marks_and_separators_of_all_kinds_give_the_same_rows(string text)
        => Rows(text).ShouldBe(["{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}"]);

    [Fact]
    public void A_tsv_takes_commas_as_text()
        => Rows(Write("a,1\tb\nx,y\tz\n"), InputFormat.Tsv).ShouldBe(["{\"a,1\":\"x,y\",\"b\":\"z\"}"]);

    [Theory]
    [InlineData("1,0.10,-2e5,1E+3,0", "1|0.10|-2e5|1E+3|0")]
    [InlineData("1,007", "\"1\"|\"007\"")]
    [InlineData("1,.5", "\"1\"|\".5\"")]
    [InlineData("1,5.", "\"1\"|\"5.\"")]
    [InlineData("1,+5", "\"1\"|\"+5\"")]
    [InlineData("1,1e", "\"1\"|\"1e\"")]
    [InlineData("1,-", "\"1\"|\"-\"")]
    [InlineData("1, 2", "\"1\"|\" 2\"")]
    [InlineData("1,NaN", "\"1\"|\"NaN\"")]
    [InlineData("1,true", "\"1\"|\"true\"")]
    [InlineData("1,\"\"", "\"1\"|\"\"")]
    [InlineData("true,False,TRUE", "true|false|true")]
    [InlineData("123456789012345678901234567890,1e400", "123456789012345678901234567890|1e400")]
    public void A_column_is_numbers_or_booleans_only_when_every_value_is(string column, string expected)
        => Rows("k,v\n" + string.Concat(column.Split(',').Select(static v => $"x,{v}\n")) + "x,\n")
            .ShouldBe([.. expected.Split('|').Select(static v => $"{{\"k\":\"x\",\"v\":{v}}}"), "{\"k\":\"x\",\"v\":null}"]);

    [Fact]
    public void Names_that_are_empty_or_stand_twice_become_distinct()
        => Rows("a,a,,a_2,\"q\"\"\"\n1,2,3,4,5\n").ShouldBe(["{\"a\":1,\"a_2\":2,\"column_3\":3,\"a_2_2\":4,\"q\\\"\":5}"]);

    [Fact]
    public void Records_that_do_not_fit_are_broken_rows_in_their_place_and_the_rest_is_read()
    {
        var path = Write("a,b,c\n1,x,y\n2,too,many,values\n3\n4,\"l1\nl2\",\"bad\"z\n5,un\"quoted,y\n6,\"open,y\n7,x,y\n");
        Read(path, InputFormat.Csv).Select(static r => r.Text).ShouldBe(
        [
            "{\"a\":1,\"b\":\"x\",\"c\":\"y\"}",
            "2,too,many,values",
            "3",
            "4,\"l1",
            "l2\",\"bad\"z",
            "{\"a\":5,\"b\":\"un\\\"quoted\",\"c\":\"y\"}",
            "6,\"open,y",
            "{\"a\":7,\"b\":\"x\",\"c\":\"y\"}",
        ]);
    }

    [Fact]
    public void Faults_say_why_and_places_are_the_lines_of_the_file()
    {
        var path = Write("a,b\n\"1\n2\",x\n\n3\n4,\"open\n5,y\n");
        var rows = Read(path, InputFormat.Csv);
        rows.Select(static r => r.Reason).ShouldBe([null, "csv-columns", "csv-quotes", null]);
        rows.Select(static r => r.Where).ShouldBe([$"{path}:2", $"{path}:5", $"{path}:6", $"{path}:7"]);
        rows[1].Message.ShouldContain("has 1 value;");
    }

    [Fact]
    public void A_record_that_is_not_UTF8_is_a_broken_row()
    {
        var path = Path.Combine(_folder.FullName, "bad.csv");
        File.WriteAllBytes(path, [.. "a,b\n1,\""u8, 0xC3, 0x28, .. "\"\n2,x\n"u8]);
        Read(path, InputFormat.Csv).Select(static r => r.Reason).ShouldBe(["invalid-utf8", null]);
    }

    [Fact]
    public void NUL_and_control_characters_are_escaped()
        => Rows("a\nx\0\u0001y\n").ShouldBe(["{\"a\":\"x\\u0000\\u0001y\"}"]);

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("a,b")]
    public void A_file_without_records_gives_no_rows(string text) => Rows(text).ShouldBeEmpty();

    [Fact]
    public void A_header_that_cannot_be_read_is_a_source_fault()
        => Should.Throw<SourceFault>(() => Rows("a,\"b\n1,2\n")).Message.ShouldContain("name the columns");

    [Fact]
    public void A_value_of_64_megabytes_is_read()
    {
        var path = Write($"a,b\n1,\"{new string('x', 64 << 20)}\"\n2,y\n");
        Read(path, InputFormat.Csv).Select(static r => r.Text.Length).ShouldBe([(64 << 20) + 14, 15]);
    }

    [Fact]
    public void A_gzip_file_is_read_and_a_truncated_one_is_a_source_fault_after_its_rows()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"{i},{i * 7919 % 10007}\n"));
        var path = Path.Combine(_folder.FullName, "rows.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        Rows(path, InputFormat.Csv).Count.ShouldBe(50_000);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        var rows = new List<string>();
        Should.Throw<SourceFault>(() => Collect(path, InputFormat.Csv, (batch, i) => rows.Add(Encoding.UTF8.GetString(batch[i])))).Message.ShouldContain(path);
        rows.Count.ShouldBeInRange(10_000, 49_000);
        rows[^1].ShouldBe($"{{\"a\":{rows.Count - 1},\"b\":{(rows.Count - 1) * 7919 % 10007}}}");
    }

    [Fact]
    public void A_reader_that_is_interrupted_stops()
    {
        using var reader = new CsvReader(Write("a\n" + string.Concat(Enumerable.Repeat("x\n", 1000))), InputFormat.Csv);
        reader.Interrupt();
        Should.Throw<OperationCanceledException>(() => reader.Read(new RowBatch()));
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "rows.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private List<string> Rows(string text) => Rows(Write(text), InputFormat.Csv);

    private static List<string> Rows(string path, InputFormat format)
    {
        var rows = new List<string>();
        var check = new RowCheck();
        Collect(path, format, (batch, i) =>
        {
            batch.IsBroken(i, out var fault).ShouldBeFalse(fault.Message);
            check.Passes(batch[i], out fault).ShouldBeTrue(fault.Message);
            rows.Add(Encoding.UTF8.GetString(batch[i]));
        });
        return rows;
    }

    private static List<(string Text, string Where, string? Reason, string Message)> Read(string path, InputFormat format)
    {
        var rows = new List<(string, string, string?, string)>();
        Collect(path, format, (batch, i) => rows.Add((Encoding.UTF8.GetString(batch[i]), batch.Describe(i), batch.IsBroken(i, out var fault) ? fault.Reason : null, fault.Message)));
        return rows;
    }

    private static void Collect(string path, InputFormat format, Action<RowBatch, int> row)
    {
        using var reader = new CsvReader(path, format);
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                row(batch, i);
            }
        }
    }
}
