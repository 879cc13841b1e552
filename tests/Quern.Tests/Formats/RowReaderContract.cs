using System.Text;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Tests.Formats;

/// <summary>What holds for every reader of rows. A reader's test class derives from it and makes files for it.</summary>
public abstract class RowReaderContract : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    /// <summary>A folder for files and for the reader's own work.</summary>
    protected string Folder => _folder.FullName;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Delete(recursive: true);

    /// <summary>Writes a file whose rows hold, in this order, these texts in a field <c>text</c>.</summary>
    protected abstract void Write(string path, IReadOnlyList<string> texts);

    /// <summary>Opens the reader.</summary>
    private protected abstract RowReader Open(string path);

    [Fact]
    public void Rows_come_in_order_in_batches_that_are_not_empty_and_ordinals_have_no_gap()
    {
        var texts = Enumerable.Range(0, 5000).Select(static i => $"row {i} \"é\" {new string('x', i % 90)}").ToList();
        var read = new List<string>();
        using var reader = Open(FileWith(texts));
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            batch.Count.ShouldBePositive();
            batch.FirstOrdinal.ShouldBe(read.Count);
            for (var i = 0; i < batch.Count; i++)
            {
                batch.IsBroken(i, out _).ShouldBeFalse();
                read.Add(TextOf(batch[i]));
            }
        }

        read.ShouldBe(texts);
        batch.Count.ShouldBe(0);
        reader.Read(batch).ShouldBeFalse();
    }

    [Fact]
    public void Every_row_passes_the_check_of_rows_and_is_followed_by_a_line_feed()
    {
        using var reader = Open(FileWith(["a", "b", "ü"]));
        var batch = new RowBatch();
        var check = new RowCheck();
        while (reader.Read(batch))
        {
            foreach (var row in batch.Spans)
            {
                check.Passes(batch.Text.Span.Slice(row.Start, row.Length), out _).ShouldBeTrue();
                batch.Text.Span[row.Start + row.Length].ShouldBe((byte)'\n');
            }
        }
    }

    [Fact]
    public void A_row_is_described_by_file_and_number()
    {
        var path = FileWith(["a", "b"]);
        using var reader = Open(path);
        var batch = new RowBatch();
        reader.Read(batch).ShouldBeTrue();
        var last = batch.Count - 1;
        batch.Describe(last).ShouldStartWith(path);
        batch.Describe(last).ShouldContain((batch.FirstLine == 0 ? batch.FirstOrdinal + last + 1 : batch.LineOf(last)).ToString());
    }

    [Fact]
    public void The_position_ends_at_the_length_of_the_file()
    {
        var path = FileWith(["a", "b"]);
        using var reader = Open(path);
        var batch = new RowBatch();
        var before = reader.Position;
        while (reader.Read(batch))
        {
            reader.Position.ShouldBeGreaterThanOrEqualTo(before);
            before = reader.Position;
        }

        reader.Position.ShouldBe(new FileInfo(path).Length);
    }

    [Fact]
    public void A_file_without_rows_gives_none()
    {
        using var reader = Open(FileWith([]));
        reader.Read(new RowBatch()).ShouldBeFalse();
    }

    [Fact]
    public void A_reader_that_is_disposed_half_way_lets_go_of_its_file()
    {
        var path = FileWith([.. Enumerable.Range(0, 1000).Select(static i => $"{i}")]);
        var reader = Open(path);
        reader.Read(new RowBatch()).ShouldBeTrue();
        reader.Dispose();
        reader.Interrupt();
        IsOpen(path).ShouldBeFalse();
    }

    private static bool IsOpen(string path)
        => OperatingSystem.IsLinux() && Directory.EnumerateFiles("/proc/self/fd").Any(fd => LinkTarget(fd) == path);

    // Tests beside this one close theirs at any time.
    private static string? LinkTarget(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string TextOf(ReadOnlySpan<byte> row)
    {
        using var json = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(row));
        return json.RootElement.GetProperty("text").GetString()!;
    }

    private string FileWith(IReadOnlyList<string> texts)
    {
        var path = Path.Combine(Folder, "rows");
        Write(path, texts);
        return path;
    }
}
