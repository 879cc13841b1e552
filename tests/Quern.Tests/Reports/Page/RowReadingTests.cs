using System.Text;
using Quern.Formats.Shards;
using Quern.Pages.Gathering.Scanning;

namespace Quern.Tests.Reports.Page;

public sealed class RowReadingTests
{
    [Fact]
    public void A_row_is_taken_apart_with_the_way_to_each_value()
    {
        var row = Read("""{"id": "a-1", "messages": [{"role": "user", "content": "Say \"hi\"\nnow"}], "empty": {}, "n": 1.50, "source_dataset": "a"}""");
        row.Fields.Select(static f => (f.Path, f.Text)).ShouldBe(
            [("id", "a-1"), ("messages[0].role", "user"), ("messages[0].content", "Say \"hi\"\nnow"), ("empty", "{}"), ("n", "1.50"), ("source_dataset", "a")]);
        (row.Id, row.Source, row.Opening).ShouldBe(("a-1", "a", "Say \"hi\"\nnow"));
    }

    [Fact]
    public void Long_texts_are_cut_between_characters_and_say_so()
    {
        var row = Read($$"""{"t": "x{{string.Concat(Enumerable.Repeat("😀", 3000))}}"}""");
        var text = row.Fields[0];
        text.Length.ShouldBe(6001);
        text.Text.Length.ShouldBeLessThan(2002);
        text.Text.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
        text.Text.ShouldEndWith("😀…");
    }

    [Fact]
    public void Many_values_are_left_out_and_counted_but_never_where_a_row_comes_from()
    {
        var row = Read($$"""{"list": [{{string.Join(',', Enumerable.Range(0, 500))}}], "id": "z", "source_dataset": "s"}""");
        row.Fields.Count.ShouldBe(62);
        row.LeftOut.ShouldBe(440);
        (row.Id, row.Source).ShouldBe(("z", "s"));
    }

    [Fact]
    public void Deep_values_are_shown_as_they_are_written()
        => Read($$"""{"a": {{new string('[', 100)}}{{new string(']', 100)}}}""").Fields.Single().Text.Length.ShouldBeGreaterThan(150);

    [Fact]
    public void What_is_drawn_depends_on_the_seed_alone()
    {
        var lines = Enumerable.Range(0, 500).Select(static i => $$"""{"n": {{i}}}""").ToList();
        var whole = Draw(lines, 500, seed: 1);
        whole.Count.ShouldBe(20);
        Draw(lines, 7, seed: 1).ShouldBe(whole);
        Draw(lines, 500, seed: 2).ShouldNotBe(whole);
        Draw(lines[..5], 3, seed: 1).ShouldBe([1L, 2, 3, 4, 5]);
        Draw(lines, 500, seed: 1, size: 0).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_page_shows_of_rows_is_counted_in_one_pass()
    {
        string[] lines =
        [
            """{"id": "not counted", "text": "abcd", "deep": {"key": ["ef", 1]}, "score": 9.5, "category": "x", "teacher": "big"}""",
            """{"text": "a\u00e9", "score": 7, "category": "x", "other_score": 100}""",
            """{"text": "a", "category": null}""",
            """{"text": """,
        ];
        var (one, two) = (new RowTally(), new RowTally());
        one.Count(BatchOf(lines[..2]));
        two.Count(BatchOf(lines[2..]));
        one.Add(two);
        var facts = one.Result("f", [], 0);
        (facts.Rows, one.Invalid).ShouldBe((4L, 1L));
        facts.Lengths.Bars.Select(static b => (b.Label, b.Count)).ShouldBe([("1", 1L), ("2–3", 1L), ("4–7", 0L), ("8–15", 1L)]);
        facts.Scores.Select(static s => s.Title).ShouldBe(["Field other_score", "Field score"]);
        facts.Quality!.Mean.ShouldBe(8.25);
        facts.Values.Select(static v => (v.Field, v.Values[0].Name, v.Values[0].Rows, v.Without)).ShouldBe([("category", "x", 2L, 2L), ("teacher", "big", 1L, 3L)]);
    }

    private static Quern.Pages.Model.ShownRow Read(string json) => RowReading.Of(1, "f:1", Encoding.UTF8.GetBytes(json));

    private static List<long> Draw(List<string> lines, int batchRows, ulong seed, int size = 20)
    {
        var draw = new RowDraw(size, seed);
        foreach (var chunk in lines.Chunk(batchRows))
        {
            draw.Take(BatchOf(chunk));
        }

        return [.. draw.Result().Select(static r => r.Number)];
    }

    private static PlacedBatch BatchOf(IEnumerable<string> lines)
    {
        var batch = new PlacedBatch();
        foreach (var line in lines)
        {
            var start = batch.Rows.Text.Length;
            var bytes = Encoding.UTF8.GetBytes(line);
            batch.Rows.Text.Append(bytes);
            batch.Rows.Text.Append((byte)'\n');
            batch.Rows.Add(start, bytes.Length);
        }

        return batch;
    }
}
