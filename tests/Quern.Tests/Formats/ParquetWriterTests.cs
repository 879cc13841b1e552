using Quern.Formats;
using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Tests.Formats;

public sealed class ParquetWriterContractTests : RowWriterContract
{
    private protected override RowWriter Open(string path, bool force) => new ParquetWriter(path, force);

    protected override IReadOnlyList<string> Read(string path)
    {
        using var reader = new ParquetReader(path, RowSelection.All, Folder);
        return reader.All();
    }

    [Theory]
    [InlineData("{\"a\":\"x\"} {\"a\":[1]}", "JSON", "a is text in one row and a list in another")]
    [InlineData("{\"a\":1} {\"a\":true}", "JSON", "true or false in one row and a number")]
    [InlineData("{\"a\":{}} {\"a\":{}}", "JSON", "without members")]
    [InlineData("{\"a\":{\"b\":1,\"B\":2}} {\"a\":null}", "JSON", "differ only by case")]
    [InlineData("{\"a\":123456789012345678901234567890} {\"a\":1}", "JSON", "no 64 bits hold")]
    [InlineData("{\"a\":9007199254740993} {\"a\":0.5}", "JSON", "a double would round")]
    [InlineData("{\"a\":18446744073709551615} {\"a\":-1}", "JSON", "below zero")]
    [InlineData("{\"a\":1e400} {\"a\":1}", "JSON", "no 64 bits hold")]
    [InlineData("{\"a\":18446744073709551615} {\"a\":1}", "UBIGINT", null)]
    [InlineData("{\"a\":1} {\"a\":0.5}", "DOUBLE", null)]
    [InlineData("{\"a\":null} {\"a\":null}", "VARCHAR", null)]
    [InlineData("{\"a\":[]} {\"a\":[[1]]}", "BIGINT[][]", null)]
    [InlineData("{\"a\":{\"x y\":1}} {\"a\":{\"z\":\"t\"}}", "STRUCT(\"x y\" BIGINT, z VARCHAR)", null)]
    public void Each_value_has_a_type_that_holds_it_or_is_json_text_and_that_is_said(string rows, string type, string? note)
    {
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, rows.Split("} {").Select((r, i) => i == 0 ? r + "}" : "{" + r));
            writer.Complete(durable: false);
            if (note is null)
            {
                writer.Notes.ShouldBeEmpty();
            }
            else
            {
                writer.Notes.ShouldHaveSingleItem().ShouldContain(note);
            }
        }

        using var session = DuckDbSession.Open(Folder, threads: 1);
        session.Rows($"DESCRIBE SELECT * FROM read_parquet({Sql.Literal(Target)})")[0][1].ShouldBe(type);
    }

    [Theory]
    [InlineData("{\"a\":\"x\"}", "{\"a\":[1,{\"b\":\"\\u00e9\"}]}", "{\"a\":123456789012345678901234567890}", "{\"a\":null}", "{\"a\":{}}")]
    [InlineData("{\"a\":{\"1\":{\"b\":1},\"B\":2,\"b\":3}}", "{\"a\":1e400}")]
    public void What_was_written_as_json_text_comes_back_as_it_was(params string[] rows)
    {
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, rows);
            writer.Complete(durable: false);
        }

        Read(Target).Select(static r => r.Replace("\\u00e9", "é", StringComparison.Ordinal)).ShouldBe(rows.Select(static r => r.Replace("\\u00e9", "é", StringComparison.Ordinal)));
    }

    [Fact]
    public void Objects_whose_names_are_data_become_json_text()
    {
        using var writer = new ParquetWriter(Target, force: false);
        Append(writer, Enumerable.Range(0, 600).Select(static i => $"{{\"m\":{{\"k{i}\":1}}}}"));
        writer.Complete(durable: false);
        writer.Notes.ShouldHaveSingleItem().ShouldContain("is a map");
        Read(Target)[599].ShouldBe("{\"m\":{\"k599\":1}}");
    }

    [Fact]
    public void Fields_stand_in_the_order_of_their_first_appearance_whatever_was_encoded_first()
    {
        using var writer = new ParquetWriter(Target, force: false);
        var second = writer.Encode("{\"z\":1,\"c\":2,\"a\":3}\n"u8.ToArray(), new ByteBuffer());
        var first = writer.Encode("{\"b\":1,\"a\":2}\n"u8.ToArray(), new ByteBuffer());
        writer.Append(first.Span);
        writer.Append(second.Span);
        writer.Complete(durable: false);
        Read(Target)[0].ShouldBe("{\"b\":1,\"a\":2,\"z\":null,\"c\":null}");
    }

    [Theory]
    [InlineData("there are no rows")]
    [InlineData("no row has a field", "{}", "{}")]
    [InlineData("'a' and 'A' differ only by case", "{\"a\":1}", "{\"A\":1}")]
    public void What_no_table_can_hold_is_a_fault_and_leaves_nothing(string expected, params string[] rows)
    {
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, rows);
            Should.Throw<RunFault>(() => writer.Complete(durable: false)).Message.ShouldContain(expected);
        }

        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_of_20_megabytes_is_written()
    {
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, ["{\"a\":\"" + new string('x', 20 << 20) + "\"}", "{\"a\":\"\"}"]);
            writer.Complete(durable: false);
        }

        Read(Target)[0].Length.ShouldBe((20 << 20) + 8);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(30)]
    [InlineData(500)]
    [InlineData(10_000)]
    public void Deep_nesting_becomes_json_text(int levels)
    {
        var row = "{\"d\":" + new string('[', levels) + new string(']', levels) + "}";
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, [row]);
            writer.Complete(durable: false);
            writer.Notes.Count.ShouldBe(levels > 11 ? 1 : 0);
        }

        Read(Target).ShouldBe([row]);
    }

    [Fact]
    public void Interrupted_it_leaves_nothing()
    {
        using (var writer = new ParquetWriter(Target, force: false))
        {
            Append(writer, ["{\"a\":1}"]);
            writer.Interrupt();
            Should.Throw<OperationCanceledException>(() => writer.Complete(durable: false));
        }

        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }
}
