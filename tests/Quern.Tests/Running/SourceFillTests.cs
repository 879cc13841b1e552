using System.Text;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Running;

public sealed class SourceFillTests
{
    private readonly BatchWork _work = new();

    private static SourceFill Fill(SourceSpec source, SourceCount start = default, bool mayBeShort = true, FileStretch? files = null)
        => new(source, 0, files ?? FileStretch.All(source), start, "", mayBeShort);

    /// <summary>Every row with its place, read to the end.</summary>
    private List<string> ReadAll(SourceFill fill)
    {
        var rows = new List<string>();
        while (fill.Fill(_work))
        {
            for (var i = 0; i < _work.Input.Rows.Count; i++)
            {
                rows.Add($"{_work.PlaceOf(i).Ordinal}:{Encoding.UTF8.GetString(_work.Input.Rows[i])}");
            }
        }

        return rows;
    }

    [Fact]
    public void Files_are_one_source_whose_rows_are_numbered_through()
    {
        var files = FileDouble.Several(3, rows: 5);
        using var fill = Fill(FileDouble.Source(null, files));
        ReadAll(fill).ShouldBe(Enumerable.Range(0, 15).Select(static i => $"{i}:{{\"n\":{i % 5}}}"));
        (fill.Count, fill.LeftOut, fill.Short, fill.Lost).ShouldBe((new SourceCount(15, 15), 0, null, null));
        files.ShouldAllBe(static f => f.Opened == 1 && f.Closed == 1);
        fill.Fill(_work).ShouldBeFalse();
        files.ShouldAllBe(static f => f.Opened == 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(15, 3)]
    [InlineData(99, 3)]
    public void A_maximum_ends_the_source_and_files_behind_it_stay_closed(int max, int opened)
    {
        var files = FileDouble.Several(3, rows: 5);
        using var fill = Fill(FileDouble.Source(max, files));
        ReadAll(fill).Count.ShouldBe(Math.Min(max, 15));
        fill.Count.Taken.ShouldBe(Math.Min(max, 15));
        files.Sum(static f => f.Opened).ShouldBe(opened);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(null)]
    public void What_a_where_leaves_out_is_counted_up_to_the_last_row_that_was_taken(int? max)
    {
        // Of ten rows each, those with ordinals 1, 3, 5 stay; two files have none.
        FileDouble[] files = [Odd("a"), new("b", 0), Odd("c"), Odd("d"), Odd("e"), new("f", 0)];
        int[] expected = [.. new[] { 1, 3, 5, 11, 13, 15, 21, 23, 25, 31, 33, 35 }.Take(max ?? 12)];
        using var fill = Fill(FileDouble.Source(max, files));
        ReadAll(fill).Select(static r => int.Parse(r.Split(':')[0])).ShouldBe(expected);
        fill.Count.ShouldBe(new SourceCount(max is null ? 40 : expected[^1] + 1, expected.Length));
        fill.LeftOut.ShouldBe(fill.Count.Rows - expected.Length);

        static FileDouble Odd(string name) => new(name, 10) { AtOnce = 2, LeavesOut = static i => i is not (1 or 3 or 5) };
    }

    [Fact]
    public void A_stretch_goes_on_where_the_stretch_before_it_was()
    {
        var files = FileDouble.Several(4, rows: 5);
        var source = FileDouble.Source(12, files);
        using var fill = Fill(source, new SourceCount(20, 8), files: new FileStretch(2, 4));
        ReadAll(fill).ShouldBe(["20:{\"n\":0}", "21:{\"n\":1}", "22:{\"n\":2}", "23:{\"n\":3}"]);
        (fill.Count, fill.LeftOut).ShouldBe((new SourceCount(24, 12), 0));
        files.Select(static f => f.Opened).ShouldBe([0, 0, 1, 0]);
    }

    [Fact]
    public void A_file_that_breaks_off_is_noted_and_the_next_is_read()
    {
        FileDouble[] files = [new("a", 5) { EndFault = new SourceFault("a breaks off.") }, new("b", 5) { OpenFault = new SourceFault("b is none.") }, new("c", 5)];
        using var fill = Fill(FileDouble.Source(null, files));
        ReadAll(fill).Count.ShouldBe(10);
        (fill.Short, fill.Lost).ShouldBe(("a breaks off. b is none.", null));
        fill.Count.ShouldBe(new SourceCount(10, 10));
        files[0].Closed.ShouldBe(1);
    }

    [Fact]
    public void The_same_words_for_several_files_are_said_once()
    {
        FileDouble[] files = [.. Enumerable.Range(0, 3).Select(static i => new FileDouble($"f{i}", 1) { EndFault = new SourceFault("The disk is gone.") })];
        using var fill = Fill(FileDouble.Source(null, files));
        ReadAll(fill).Count.ShouldBe(3);
        fill.Short.ShouldBe("The disk is gone.");
    }

    public static TheoryData<SourceFault> ServiceFaults => [new UnavailableFault("The Hub is down."), new UnauthorisedFault("The Hub says no.")];

    [Theory]
    [MemberData(nameof(ServiceFaults))]
    public void A_service_that_refuses_ends_the_source(SourceFault fault)
    {
        FileDouble[] files = [new("a", 5), new("b", 5) { EndFault = fault }, new("c", 5)];
        using var fill = Fill(FileDouble.Source(null, files));
        ReadAll(fill).Count.ShouldBe(10);
        fill.Lost.ShouldBeSameAs(fault);
        fill.Short.ShouldBe(fault.Message);
        files[2].Opened.ShouldBe(0);
        fill.Fill(_work).ShouldBeFalse();
    }

    [Fact]
    public void A_verb_stops_at_a_file_that_breaks_off()
    {
        using var fill = Fill(FileDouble.Source(null, new FileDouble("a", 1) { EndFault = new SourceFault("gone") }), mayBeShort: false);
        fill.Fill(_work).ShouldBeTrue();
        Should.Throw<SourceFault>(() => fill.Fill(_work)).Message.ShouldBe("gone");
    }

    [Fact]
    public void Damage_stops_a_recipe_too_because_its_rows_were_taken()
    {
        using var fill = Fill(FileDouble.Source(null, new FileDouble("a", 1) { EndFault = new RunFault("damaged") }, new FileDouble("b", 1)));
        fill.Fill(_work).ShouldBeTrue();
        Should.Throw<RunFault>(() => fill.Fill(_work)).Message.ShouldBe("damaged");
    }

    [Fact]
    public void An_interrupt_reaches_the_file_at_hand_and_no_other_is_opened()
    {
        var files = FileDouble.Several(2, rows: 4);
        using var fill = Fill(FileDouble.Source(null, files));
        fill.Fill(_work).ShouldBeTrue();
        fill.Interrupt();
        Should.Throw<OperationCanceledException>(() => fill.Fill(_work));
        files.Select(static f => (f.Interrupted, f.Opened)).ShouldBe([(1, 1), (0, 0)]);
    }
}
