using Quern.Formats;
using Quern.Reports.Verify;
using Quern.Rows.Json;

namespace Quern.Tests.Reports.Verify;

/// <summary>What is there twice: by numbers that stand for rows, and by where they stand.</summary>
public sealed class RepeatsTests
{
    [Fact]
    public void Places_that_share_a_number_are_found_in_order_and_forgotten()
    {
        var marks = new Marks();
        var more = new Marks();
        marks.Add(7, Marks.PlaceOf(0, 5));
        marks.Add(3, Marks.PlaceOf(0, 2));
        more.Add(7, Marks.PlaceOf(1, 1));
        more.Add(3, Marks.PlaceOf(0, 1));
        more.Add(9, Marks.PlaceOf(2, 1));
        more.Add(7, Marks.PlaceOf(0, 9));
        marks.Add(more);
        marks.Repeated().ShouldBe([[Marks.PlaceOf(0, 1), Marks.PlaceOf(0, 2)], [Marks.PlaceOf(0, 5), Marks.PlaceOf(0, 9), Marks.PlaceOf(1, 1)]]);
        marks.Repeated().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4_000_000, 1_000_000_000_000)]
    [InlineData(16_777_215, (1L << 40) - 1)]
    public void A_place_is_a_file_and_a_line(int file, long line)
    {
        var place = Marks.PlaceOf(file, line);
        (Marks.FileOf(place), Marks.LineOf(place)).ShouldBe((file, line));
    }

    // Files 0 and 1 are test and train, file 2 belongs to no split.
    [Theory]
    [InlineData("0:1 0:2", "duplicate-row 0:2")]
    [InlineData("0:1 1:2", "leaked-row 1:2")]
    [InlineData("0:1 1:2 1:3", "leaked-row 1:2, leaked-row 1:3")]
    [InlineData("0:1 2:1", "duplicate-row 2:1")]
    [InlineData("0:1 0:2 1:7 2:1", "duplicate-row 0:2, duplicate-row 2:1, leaked-row 1:7")]
    public void Rows_that_say_the_same_are_copies_or_leaks(string places, string expected)
        => Told(look => Put(look.Marks.Texts, places)).ShouldBe(expected);

    [Theory]
    [InlineData("0:1 0:2", "")]
    [InlineData("0:1 1:2 1:3", "leaked-prompt 1:2")]
    [InlineData("0:1 2:5", "")]
    public void A_prompt_may_be_there_twice_but_in_one_split(string places, string expected)
        => Told(look => Put(look.Marks.Prompts, places)).ShouldBe(expected);

    [Fact]
    public void A_row_that_leaked_as_a_whole_is_no_leaked_prompt_too_but_others_are()
        => Told(static look =>
        {
            Put(look.Marks.Texts, "0:1 1:2");
            Put(look.Marks.Prompts, "0:1 1:2 1:8");
            Put(look.Marks.Groups[0], "0:1 1:2");
        }).ShouldBe("leaked-prompt 1:8, leaked-row 1:2");

    [Fact]
    public void A_copy_with_its_id_is_told_once_and_an_id_on_another_row_is_told()
        => Told(static look =>
        {
            Put(look.Marks.Texts, "0:1 0:2 0:3");
            Put(look.Marks.Ids, "0:1 0:3 0:9");
        }).ShouldBe("duplicate-id 0:9, duplicate-row 0:2, duplicate-row 0:3");

    [Fact]
    public void A_line_of_a_row_is_found_where_lines_are_blank_or_rows_are_long()
    {
        var lines = new RowLines();
        var more = new RowLines();
        long[] known = [1, 2, 4, 5, 6, 9, 10, 20];
        for (var row = 0; row < known.Length; row++)
        {
            (row < 5 ? lines : more).Add(row, known[row]);
        }

        lines.Add(more);
        Enumerable.Range(0, known.Length).Select(r => lines.LineOf(r)).ShouldBe(known);
        new RowLines().LineOf(3).ShouldBe(4);
    }

    private static void Put(Marks marks, string places)
    {
        foreach (var place in places.Split(' ').Select(static p => p.Split(':')))
        {
            marks.Add(1, Marks.PlaceOf(int.Parse(place[0]), long.Parse(place[1])));
        }
    }

    private static string Told(Action<BatchLook> put)
    {
        var look = new BatchLook([], new RowMarks(groups: 1, hasSplits: true));
        put(look);
        string?[] splits = ["test", "train", null];
        var set = new VerifiedSet("d", [.. splits.Select(static (s, i) => new VerifiedFile(new InputFile($"{i}", InputFormat.Jsonl, false, 0)) { Split = s })], IsCopy: false);
        new Repeats(set, look, [FieldPath.Parse("talk")]).Find();
        return string.Join(", ", FaultKinds.All.SelectMany(k => look.Findings.Of(k.Name)).Select(static f => $"{f.Kind} {f.File}:{f.Line}").Order(StringComparer.Ordinal));
    }
}
