using Quern.Formats;
using Quern.Rows;
using Quern.Tests.Formats.DuckDb;

namespace Quern.Tests.Formats.Selecting;

public sealed class ParquetSelectionTests : IDisposable
{
    private readonly TestSession _test = new();
    private readonly SelectionBench _bench = new();

    public void Dispose()
    {
        _bench.Dispose();
        _test.Dispose();
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(122_880)]
    public void Rows_carry_their_true_ordinals_whatever_the_row_groups(int groupSize)
    {
        var path = _test.Parquet("SELECT i, i % 7 AS m, 'x' || (i % 3) AS t FROM range(100_000) r(i)", $", ROW_GROUP_SIZE {groupSize}");
        var selected = _bench.Read(path, "m = 3 and t <> 'x1'");
        selected.Ordinals.ShouldBe(Enumerable.Range(0, 100_000).Where(static i => i % 7 == 3 && i % 3 != 1).Select(static i => (long)i));
        selected.Rows.ShouldBe(selected.Ordinals.Select(static o => $"{{\"i\":{o},\"m\":3,\"t\":\"x{o % 3}\"}}"));
        selected.Places.ShouldBe(selected.Ordinals.Select(static o => $" row {o + 1}"));
        _bench.Read(path, "i = 70_001").Ordinals.ShouldBe([70_001]);
        _bench.Read(path, "i < 0").LeftOut.ShouldBe(100_000);
    }

    [Fact]
    public void Columns_are_kept_in_the_order_of_the_file_and_the_where_sees_all()
    {
        var path = _test.Parquet("SELECT i AS a, i * 2 AS b, i * 3 AS c FROM range(4) r(i)");
        _bench.Read(path, "b = 4", "c", "a", "c").Rows.ShouldBe(["{\"a\":2,\"c\":6}"]);
        _bench.Read(path, null, "b").Rows.ShouldBe(["{\"b\":0}", "{\"b\":2}", "{\"b\":4}", "{\"b\":6}"]);
    }

    [Fact]
    public void Columns_that_are_not_there_are_named_all_at_once_with_those_that_are()
    {
        var path = _test.Parquet("SELECT 1 AS language, 2 AS Text");
        var fault = Should.Throw<RecipeFault>(() => _bench.Read(path, null, "langage", "text", "language"));
        fault.Faults.Count.ShouldBe(2);
        fault.Faults[0].ShouldContain("'langage'");
        fault.Faults[0].ShouldContain("Did you mean 'language'?");
        fault.Faults[1].ShouldContain("'text'");
        fault.Message.ShouldContain("language, Text");
        Should.Throw<RecipeFault>(() => _bench.ReadAs(InputFiles.Recognise(path), new RowSelection(null, []))).Message.ShouldContain("no column");
    }

    [Fact]
    public void Fields_that_differ_only_by_case_are_told_apart_by_their_exact_names()
    {
        var path = _test.Parquet("SELECT i AS abc, 10 - i AS xyz FROM range(10) r(i)");
        Patch(path, "xyz"u8, "ABC"u8);
        _bench.Read(path, "abc = 2").Ordinals.ShouldBe([2]);
        _bench.Read(path, "ABC = 2").Ordinals.ShouldBe([8]);
        _bench.Read(path, "\"ABC\" = 2", "abc").Rows.ShouldBe(["{\"abc\":8}"]);
        Should.Throw<RecipeFault>(() => _bench.Read(path, "Abc = 2")).Message.ShouldContain("'abc' and 'ABC'");
        Should.Throw<RecipeFault>(() => _bench.Read(path, "abc = 2 and ABC = 8")).Message.ShouldContain("differ only by case");
    }

    [Theory]
    [InlineData("user-id")]
    [InlineData("a \"b\" 'c'")]
    [InlineData("select")]
    [InlineData("é 日本")]
    [InlineData("file_row_number")]
    [InlineData("quern_c0")]
    [InlineData("quern_ordinal")]
    [InlineData("quern_rows")]
    [InlineData("filename")]
    [InlineData("rowid")]
    [InlineData("$1")]
    [InlineData("a.b")]
    public void A_field_of_any_name_can_be_asked_for_in_quotes(string name)
    {
        var quoted = Quern.Formats.DuckDb.Sql.Name(name);
        var where = $"{quoted} = 2 or {quoted} > 8";
        var path = _test.Parquet($"SELECT 'x' AS other, 9 - i AS {quoted} FROM range(10) r(i)");
        _bench.Read(path, where).Ordinals.ShouldBe([0, 7]);
        var rows = Enumerable.Range(0, 10).Select(i => $"{{\"other\":\"x\",{System.Text.Json.JsonSerializer.Serialize(name)}:{9 - i}}}");
        _bench.Read(_bench.Write("rows.jsonl", rows), where).Ordinals.ShouldBe([0, 7]);
    }

    [Theory]
    [InlineData("user-id = 2", "x, \"user-id\"", "double quotes")]
    [InlineData("quern_c0 = 2", "which", "does not have")]
    [InlineData("file_row_number = 2", "which", "does not have")]
    [InlineData("quern_rows.x = 2", "'quern_rows'", "does not have")]
    public void What_is_no_field_cannot_be_asked_for(string where, string one, string other)
    {
        var fault = Should.Throw<RecipeFault>(() => _bench.Read(_test.Parquet("SELECT 1 AS x, 2 AS \"user-id\""), where));
        fault.Message.ShouldContain(one);
        fault.Message.ShouldContain(other);
    }

    [Fact]
    public void A_value_on_which_the_where_fails_is_a_fault_of_the_recipe_that_names_the_remedy()
    {
        var path = _test.Parquet("SELECT CASE WHEN i = 40_000 THEN 'many' ELSE i::VARCHAR END AS n FROM range(50_000) r(i)", ", ROW_GROUP_SIZE 2048");
        var fault = Should.Throw<RecipeFault>(() => _bench.Read(path, "CAST(n AS INTEGER) >= 0"));
        fault.Message.ShouldContain("TRY_CAST");
        fault.Message.ShouldContain("'many'");
        fault.Message.ShouldContain(path);
        _bench.Read(path, "TRY_CAST(n AS INTEGER) >= 49_999").Ordinals.ShouldBe([49_999]);
        Should.Throw<RecipeFault>(() => _bench.Read(path, "n > 5::INTEGER // 0 or CAST('x' AS INTEGER) = 1"));
    }

    [Fact]
    public void A_damaged_page_is_the_fault_of_the_file_and_not_of_the_where()
    {
        var path = _test.Parquet("SELECT i, md5(i::VARCHAR) AS t FROM range(100_000) r(i)", ", COMPRESSION zstd, ROW_GROUP_SIZE 2048");
        using (var file = File.OpenWrite(path))
        {
            file.Position = file.Length * 3 / 4;
            file.Write(new byte[2000]);
        }

        Should.Throw<SourceFault>(() => _bench.Read(path, "t > 'f'")).Message.ShouldContain(path);
    }

    [Fact]
    public void A_path_that_looks_like_a_pattern_is_a_path()
    {
        var path = _test.PathOf("a[1]*?'.parquet");
        File.Move(_test.Parquet("SELECT i FROM range(10) r(i)"), path);
        _bench.Read(path, "i > 8").Rows.ShouldBe(["{\"i\":9}"]);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_counted_among_the_rows_that_are_kept()
    {
        using var reader = new ParquetReader(_test.Parquet("SELECT i, 'nan'::DOUBLE AS a FROM range(9) r(i)"), new RowSelection("i % 4 = 0", null), _test.Folder);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        batch.NonFinite.ShouldBe(3);
        batch.OrdinalOf(2).ShouldBe(8);
        batch.Truncate(2);
        batch.NonFinite.ShouldBe(2);
        batch.OrdinalOf(1).ShouldBe(4);
        batch.Describe(1).ShouldEndWith(", row 5");
    }

    private static void Patch(string path, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var bytes = File.ReadAllBytes(path);
        for (int at; (at = bytes.AsSpan().IndexOf(old)) >= 0;)
        {
            replacement.CopyTo(bytes.AsSpan(at));
        }

        File.WriteAllBytes(path, bytes);
    }
}
