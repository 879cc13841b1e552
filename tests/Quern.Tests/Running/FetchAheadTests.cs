using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Running;

public sealed class FetchAheadTests
{
    private static int[] Prepared(FileDouble[] files) => [.. files.Select(static f => f.Prepared)];

    [Fact]
    public void Two_files_come_while_one_is_read()
    {
        var files = FileDouble.Several(5, rows: 10);
        var ahead = new FetchAhead(FileDouble.Source(null, files));
        ahead.Opening(0);
        Prepared(files).ShouldBe([1, 1, 1, 0, 0]);
        ahead.Reading(0, 0, 4, 40);
        ahead.Opening(1);
        Prepared(files).ShouldBe([1, 1, 1, 1, 0]);
        ahead.Opening(2);
        ahead.Opening(3);
        ahead.Opening(4);
        Prepared(files).ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public void Files_before_the_one_at_hand_are_left_alone()
    {
        var files = FileDouble.Several(6, rows: 10);
        new FetchAhead(FileDouble.Source(null, files)).Opening(3);
        Prepared(files).ShouldBe([0, 0, 0, 1, 1, 1]);
        files = FileDouble.Several(6, rows: 10);
        var ahead = new FetchAhead(FileDouble.Source(1000, files));
        ahead.Opening(3);
        ahead.Reading(3, 30, 4, 40);
        Prepared(files).ShouldBe([0, 0, 0, 0, 1, 0]);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(9, 0)]
    [InlineData(11, 1)]
    [InlineData(1000, 1)]
    public void With_a_maximum_the_next_file_comes_only_when_this_one_will_not_be_enough(int max, int expected)
    {
        var files = FileDouble.Several(3, rows: 10);
        var ahead = new FetchAhead(FileDouble.Source(max, files));
        ahead.Opening(0);
        Prepared(files).ShouldBe([0, 0, 0]);
        ahead.Reading(0, 0, 4, 40);
        ahead.Reading(0, 0, 8, 80);
        Prepared(files).ShouldBe([0, expected, 0]);
    }

    [Fact]
    public void What_a_where_leaves_is_what_counts_against_the_maximum()
    {
        var files = FileDouble.Several(3, rows: 100);
        var ahead = new FetchAhead(FileDouble.Source(50, files));
        ahead.Opening(0);
        // Of the first half, ten rows were taken: the file will give twenty.
        ahead.Reading(0, 0, 10, 500);
        Prepared(files).ShouldBe([0, 1, 0]);
        ahead.Opening(1);
        // Twenty from the first, and this one will give forty: enough.
        ahead.Reading(1, 20, 20, 500);
        Prepared(files).ShouldBe([0, 1, 0]);
    }

    [Fact]
    public void A_reader_that_does_not_say_where_it_is_has_nothing_fetched()
    {
        var files = FileDouble.Several(2, rows: 10);
        new FetchAhead(FileDouble.Source(100, files)).Reading(0, 0, 4, 0);
        Prepared(files).ShouldBe([0, 0]);
    }

    [Fact]
    public void Reading_a_source_prepares_each_of_its_files_once()
    {
        var files = FileDouble.Several(4, rows: 10);
        var source = FileDouble.Source(null, files);
        var work = new BatchWork();
        for (var first = 0; first < 4; first += 2)
        {
            using var fill = new SourceFill(source, 0, new FileStretch(first, first + 2), new SourceCount(first * 10, first * 10), "", mayBeShort: true);
            while (fill.Fill(work))
            {
                work.Input.Rows.Count.ShouldBeGreaterThan(0);
            }
        }

        // Each stretch begins anew with the file at hand; those that are here already cost a look.
        Prepared(files).ShouldBe([1, 1, 2, 2]);
        files.ShouldAllBe(static f => f.Opened == 1);
    }
}
