using System.Text;
using Quern.Formats;
using Quern.Rows;
using Quern.Tests.Formats.DuckDb;

namespace Quern.Tests.Formats;

public sealed class ParquetReaderTests : IDisposable
{
    private readonly TestSession _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(2048)]
    [InlineData(10_000)]
    [InlineData(122_880)]
    public void A_hundred_thousand_rows_keep_their_order_whatever_the_row_groups(int groupSize)
    {
        var path = _test.Parquet("SELECT i, repeat('x', (i % 50)::INTEGER) AS t FROM range(100_000) r(i)", $", ROW_GROUP_SIZE {groupSize}");
        var rows = ReadAll(path);
        rows.Count.ShouldBe(100_000);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].ShouldBe($"{{\"i\":{i},\"t\":\"{new string('x', i % 50)}\"}}");
        }
    }

    [Fact]
    public void Columns_that_differ_only_by_case_keep_their_names()
    {
        var path = _test.Parquet("SELECT 1 AS abc, {'x': [2], 'y': MAP {'k': 3}} AS deep, 4 AS xyz");
        Patch(path, "xyz"u8, "ABC"u8);
        ReadAll(path).ShouldBe(["{\"abc\":1,\"deep\":{\"x\":[2],\"y\":{\"k\":3}},\"ABC\":4}"]);
    }

    [Fact]
    public void A_path_that_looks_like_a_pattern_is_a_path()
    {
        var path = _test.PathOf("a[1]*?'.parquet");
        File.Move(_test.Parquet("SELECT 1 AS a"), path);
        ReadAll(path).ShouldBe(["{\"a\":1}"]);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_counted_in_the_batch()
    {
        using var reader = new ParquetReader(_test.Parquet("SELECT 'nan'::DOUBLE AS a FROM range(3)"), RowSelection.All, _test.Folder);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        batch.NonFinite.ShouldBe(3);
        batch.Trusted.ShouldBeTrue();
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_a_source_fault_and_never_a_row()
    {
        var path = _test.Parquet("SELECT 'broken-text-' || i AS a FROM range(3) r(i)", ", COMPRESSION uncompressed");
        Patch(path, "broken-text-1"u8, [.. "broken"u8, 0xFF, .. "text-1"u8]);
        var message = Should.Throw<SourceFault>(() => ReadAll(path)).Message;
        message.ShouldContain(path);
        message.ShouldContain("UTF");
    }

    [Fact]
    public void A_file_without_the_mark_of_Parquet_is_a_source_fault()
    {
        var path = _test.PathOf("no.parquet");
        File.WriteAllText(path, "PAR1 and then nothing that is Parquet");
        Should.Throw<SourceFault>(() => ReadAll(path)).Message.ShouldContain(path);
    }

    [Fact]
    public void A_truncated_file_is_a_source_fault()
    {
        var path = _test.Parquet("SELECT i FROM range(10_000) r(i)");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        Should.Throw<SourceFault>(() => ReadAll(path)).Message.ShouldContain("magic bytes");
    }

    [Fact]
    public void A_damaged_page_is_a_source_fault_after_the_rows_before_it()
    {
        var path = _test.Parquet("SELECT i, md5(i::VARCHAR) AS t FROM range(100_000) r(i)", ", COMPRESSION zstd, ROW_GROUP_SIZE 2048");
        using (var file = File.OpenWrite(path))
        {
            file.Position = file.Length * 3 / 4;
            file.Write(new byte[2000]);
        }

        var rows = new List<string>();
        var message = Should.Throw<SourceFault>(() => ReadInto(path, rows)).Message;
        message.ShouldContain(path);
        rows.Count.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_missing_file_is_a_source_fault()
        => Should.Throw<SourceFault>(() => ReadAll(_test.PathOf("gone.parquet"))).Message.ShouldContain("gone.parquet");

    [Fact]
    public void A_reader_that_is_interrupted_stops()
    {
        using var reader = new ParquetReader(_test.Parquet("SELECT i, md5(i::VARCHAR) AS t FROM range(300_000) r(i)"), RowSelection.All, _test.Folder);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        reader.Interrupt();
        Should.Throw<OperationCanceledException>(() =>
        {
            while (reader.Read(batch))
            {
                batch.Count.ShouldBePositive();
            }
        });
    }

    private List<string> ReadAll(string path)
    {
        var rows = new List<string>();
        ReadInto(path, rows);
        return rows;
    }

    private void ReadInto(string path, List<string> rows)
    {
        using var reader = new ParquetReader(path, RowSelection.All, _test.Folder);
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add(Encoding.UTF8.GetString(batch[i]));
            }
        }
    }

    private static void Patch(string path, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var bytes = File.ReadAllBytes(path);
        var patched = 0;
        for (int at; (at = bytes.AsSpan().IndexOf(old)) >= 0; patched++)
        {
            replacement.CopyTo(bytes.AsSpan(at));
        }

        patched.ShouldBePositive();
        File.WriteAllBytes(path, bytes);
    }
}
