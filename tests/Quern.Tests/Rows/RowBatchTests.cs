using System.Text;
using Quern.Rows;

namespace Quern.Tests.Rows;

public sealed class RowBatchTests
{
    [Fact]
    public void Without_ordinals_rows_are_numbered_on_from_the_first()
    {
        var batch = Batch(3);
        batch.FirstOrdinal = 40;
        batch.OrdinalOf(0).ShouldBe(40);
        batch.OrdinalOf(2).ShouldBe(42);
    }

    [Fact]
    public void Rows_that_are_retained_keep_all_that_is_known_of_them()
    {
        var batch = Batch(5);
        batch.FirstOrdinal = 10;
        batch.FirstLine = 100;
        batch.MarkBroken(1, new RowFault("gone", ""));
        batch.MarkBroken(3, new RowFault("kept", ""));
        batch.Retain([false, false, true, true, true]);
        Texts(batch).ShouldBe(["row 2", "row 3", "row 4"]);
        batch.FirstOrdinal.ShouldBe(12);
        batch.OrdinalOf(2).ShouldBe(14);
        batch.LineOf(1).ShouldBe(103);
        batch.IsBroken(0, out _).ShouldBeFalse();
        batch.IsBroken(1, out var fault).ShouldBeTrue();
        fault.Reason.ShouldBe("kept");

        batch.Retain([true, false, true]);
        Texts(batch).ShouldBe(["row 2", "row 4"]);
        batch.OrdinalOf(1).ShouldBe(14);
        batch.LineOf(1).ShouldBe(104);
        batch.IsBroken(1, out _).ShouldBeFalse();
    }

    [Fact]
    public void Lines_of_their_own_and_numbers_that_became_null_move_with_their_rows()
    {
        var batch = new RowBatch();
        for (var i = 0; i < 4; i++)
        {
            batch.Add(0, 0, line: 7 * i);
            batch.AddNonFinite(i);
        }

        batch.Retain([true, false, true, true]);
        batch.LineOf(1).ShouldBe(14);
        batch.NonFinite.ShouldBe(5);
        batch.Truncate(2);
        batch.NonFinite.ShouldBe(2);
        batch.OrdinalOf(1).ShouldBe(2);
    }

    [Fact]
    public void Nothing_of_a_batch_outlives_its_clearing()
    {
        var batch = Batch(3);
        batch.MarkBroken(2, new RowFault("x", ""));
        batch.Retain([false, false, true]);
        batch.Clear();
        batch.Add(0, 0);
        batch.FirstOrdinal = 5;
        batch.OrdinalOf(0).ShouldBe(5);
        batch.IsBroken(0, out _).ShouldBeFalse();
    }

    [Fact]
    public void Broken_rows_that_were_cut_off_leave_their_place_free()
    {
        var batch = Batch(2);
        batch.MarkBroken(1, new RowFault("x", ""));
        batch.Truncate(1);
        batch.Add(0, 1);
        batch.IsBroken(1, out _).ShouldBeFalse();
    }

    [Fact]
    public void Given_ordinals_are_what_rows_are_described_by()
    {
        var batch = new RowBatch { File = "a.parquet" };
        foreach (var ordinal in new[] { 3L, 9 })
        {
            batch.Add(0, 0);
            batch.AddOrdinal(ordinal);
        }

        batch.FirstOrdinal.ShouldBe(3);
        batch.Describe(1).ShouldBe("a.parquet, row 10");
    }

    private static RowBatch Batch(int rows)
    {
        var batch = new RowBatch();
        for (var i = 0; i < rows; i++)
        {
            var text = Encoding.UTF8.GetBytes($"row {i}");
            batch.Add(batch.Text.Length, text.Length);
            batch.Text.Append(text);
            batch.Text.Append((byte)'\n');
        }

        return batch;
    }

    private static List<string> Texts(RowBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch[i]))];
}
