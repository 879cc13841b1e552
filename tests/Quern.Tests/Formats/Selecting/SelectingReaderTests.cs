using Quern.Formats;
using Quern.Formats.Selecting;
using Quern.Rows;

namespace Quern.Tests.Formats.Selecting;

public sealed class SelectingReaderTests : IDisposable
{
    private readonly SelectionBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Rows_that_stay_keep_their_bytes_and_lines()
    {
        var path = _bench.File("rows.jsonl", "\uFEFF{ \"a\" : 1.50 , \"b\":\"\\u0041\" }\r\n\n  {\"a\":2}\r\n\t{\"b\":{ \"c\":[ ] },\"a\":1.5e0}");
        var selected = _bench.Read(path, "a = 1.5");
        selected.Rows.ShouldBe(["{ \"a\" : 1.50 , \"b\":\"\\u0041\" }", "\t{\"b\":{ \"c\":[ ] },\"a\":1.5e0}"]);
        selected.Ordinals.ShouldBe([0, 2]);
        selected.Places.ShouldBe(["1", "4"]);
        selected.LeftOut.ShouldBe(1);
    }

    [Fact]
    public void A_json_document_keeps_the_lines_of_its_rows()
    {
        var path = _bench.File("rows.json", "[\n {\"a\":1,\n  \"b\":[1,\n 2]},\n {\"a\":2},\n {\"a\":1}\n]");
        var selected = _bench.Read(path, "a = 1");
        selected.Places.ShouldBe(["2", "6"]);
        selected.Rows[0].ShouldBe("{\"a\":1,   \"b\":[1,  2]}");
        _bench.Read(_bench.File("entries.json", "{\"x\":{\"a\":1},\"y\":{\"a\":2}}"), "key = 'y'").Rows.ShouldBe(["{\"a\":2,\"key\":\"y\"}"]);
    }

    [Fact]
    public void A_where_over_lines_of_text_sees_the_field_text()
    {
        var selected = _bench.Read(_bench.File("a.txt", "one\n\ntwo\nthree\n"), "text like 't%'");
        selected.Rows.ShouldBe(["{\"text\":\"two\"}", "{\"text\":\"three\"}"]);
        selected.Places.ShouldBe(["3", "4"]);
    }

    [Fact]
    public void Broken_rows_stay_with_their_reason_whatever_the_where_says()
    {
        var path = _bench.File("rows.jsonl", "{\"a\":\n[1]\n{\"a\":1}\n{\"a\":1,\"a\":2}\n{\"a\":2}\n{\"a\":\"\\ud800\"}\n");
        var selected = _bench.Read(path, "a = 2");
        selected.Ordinals.ShouldBe([0, 1, 3, 4, 5]);
        selected.Broken.Select(static b => $"{b.Key} {b.Value.Reason}").ShouldBe(["0 invalid-json", "1 not-an-object", "3 duplicate-key", "5 lone-surrogate"]);
        selected.LeftOut.ShouldBe(1);
        var csv = _bench.Read(_bench.File("rows.csv", "a,b\n1,x\n2\n3,y\n"), "a = 3");
        csv.Broken.Select(static b => $"{b.Key} {b.Value.Reason}").ShouldBe(["1 csv-columns"]);
        csv.Ordinals.ShouldBe([1, 2]);
        _bench.Read(_bench.File("all.jsonl", "{x\n{\"y\n"), "no_field_was_seen = 1").Broken.Count.ShouldBe(2);
    }

    [Fact]
    public void Exactly_the_rows_on_which_the_where_fails_are_marked()
    {
        var rows = Enumerable.Range(0, 5000).Select(static i => $"{{\"n\":\"{(i % 997 == 5 ? "many" : i)}\",\"x\":1}}").ToList();
        var selected = _bench.Read(_bench.Write("rows.jsonl", rows), "CAST(n AS INTEGER) % 1000 = 0 and x = 1");
        selected.Kept.ShouldBe([0, 1000, 2000, 3000, 4000]);
        selected.Broken.Keys.ShouldBe([5, 1002, 1999, 2996, 3993, 4990]);
        selected.Broken.Values.ShouldAllBe(static f => f.Reason == "where-failed" && f.Message.Contains("'many'") && f.Message.Contains("TRY_CAST"));
        selected.Rows[1].ShouldBe(rows[5]);
        selected.LeftOut.ShouldBe(5000 - 11);
    }

    [Theory]
    [InlineData("regexp_matches('a', b)", "{\"b\":\"a\"}", "{\"b\":\"(\"}", "{\"b\":\"c\"}")]
    [InlineData("cast(a as smallint) % 10 = 1", "{\"a\":1}", "{\"a\":70000}", "{\"a\":-5}")]
    [InlineData("cast(a as json)->>'b' = 'x'", "{\"a\":\"{\\\"b\\\":\\\"x\\\"}\"}", "{\"a\":\"{\"}", "{\"a\":\"{}\"}")]
    [InlineData("strptime(a, '%Y') > date '1999-01-01'", "{\"a\":\"2000\"}", "{\"a\":\"x\"}", "{\"a\":\"1990\"}")]
    [InlineData("list_sum(list_transform(a, x -> cast(x as int))) = 3", "{\"a\":[\"1\",\"2\"]}", "{\"a\":[\"1\",\"z\"]}", "{\"a\":[\"1\"]}")]
    public void Failures_of_any_kind_are_pinned_to_their_row(string where, params string[] rows)
    {
        var selected = _bench.Read(_bench.Write("rows.jsonl", rows), where);
        selected.Ordinals.ShouldBe([0, 1]);
        selected.Broken.Keys.ShouldBe([1]);
    }

    [Fact]
    public void When_very_many_rows_fail_all_are_marked_and_the_first_ones_say_why()
    {
        var rows = Enumerable.Range(0, 3000).Select(static i => $"{{\"n\":\"{i}x\"}}").ToList();
        var selected = _bench.Read(_bench.Write("rows.jsonl", rows), "CAST(n AS INTEGER) > 1");
        selected.Broken.Count.ShouldBe(3000);
        selected.Broken[7].Message.ShouldContain("'7x'");
        selected.Broken[2999].Message.ShouldContain("100 rows before it say why");
    }

    [Fact]
    public void A_value_of_any_length_does_not_make_a_message_as_long()
    {
        var selected = _bench.Read(_bench.Write("rows.jsonl", ["{\"n\":\"1\"}", $"{{\"n\":\"{string.Concat(Enumerable.Repeat("😀", 5000))}\"}}"]), "CAST(n AS INTEGER) = 1");
        selected.Kept.ShouldBe([0]);
        selected.Broken[1].Message.Length.ShouldBeLessThan(3000);
        selected.Broken[1].Message.ShouldContain("…");
    }

    [Fact]
    public void Types_grow_with_the_rows_and_no_value_is_bent_to_fit()
    {
        var early = Enumerable.Range(0, 40_000).Select(static i => $"{{\"n\":{i % 3},\"s\":null,\"l\":[],\"o\":{{\"a\":null}}}}");
        string[] late =
        [
            "{\"n\":2.5,\"s\":\"t\",\"l\":[{\"r\":\"u\"}],\"o\":{\"a\":1}}",
            "{\"n\":2.4,\"s\":\"t\",\"l\":[{\"r\":\"u\"}],\"o\":{\"a\":\"x\",\"b\":true}}",
            "{\"n\":18446744073709551615,\"s\":\"t\",\"l\":[{\"r\":\"v\"}],\"o\":{}}",
            "{\"n\":1e400,\"s\":\"é\",\"l\":null,\"o\":null}",
            "{\"n\":-9223372036854775808}",
        ];
        var path = _bench.Write("rows.jsonl", early.Concat(late));
        Late("n > 2").ShouldBe([0, 1, 2, 3]);
        Late("n > 2.4").ShouldBe([0, 2, 3]);
        Late("n < 0").ShouldBe([4]);
        Late("s = 't'").ShouldBe([0, 1, 2]);
        Late("l[1].r = 'u'").ShouldBe([0, 1]);
        Late("o.a is not null").ShouldBe([0, 1]);
        Late("o.a::varchar = 'x'").ShouldBe([1]);

        List<int> Late(string where)
        {
            var selected = _bench.Read(path, where);
            selected.Broken.ShouldBeEmpty();
            selected.Ordinals.ShouldAllBe(static o => o >= 40_000);
            return [.. selected.Ordinals.Select(static o => (int)(o - 40_000))];
        }
    }

    [Fact]
    public void Rows_whose_values_do_not_fit_the_where_are_marked_and_the_others_are_judged()
    {
        var rows = Enumerable.Range(0, 60_000).Select(static i => i is 50_000 or 59_000 ? "{\"n\":\"many\"}" : i == 55_000 ? "{\"n\":0.5}" : $"{{\"n\":{i}}}").ToList();
        var selected = _bench.Read(_bench.Write("rows.jsonl", rows), "n >= 59_998 or n = 0.5");
        selected.Broken.Keys.ShouldBe([50_000, 59_000]);
        selected.Broken[50_000].Reason.ShouldBe("where-failed");
        selected.Broken[50_000].Message.ShouldContain("n is VARCHAR");
        selected.Kept.ShouldBe([55_000, 59_998, 59_999]);
        _bench.Read(_bench.Write("rows.jsonl", rows), "TRY_CAST(n AS DOUBLE) >= 59_999").Kept.ShouldBe([59_999]);
    }

    [Fact]
    public void Fields_of_which_only_null_was_seen_fit_any_use()
    {
        var path = _bench.Write("rows.jsonl", Enumerable.Repeat("{\"a\":null,\"b\":1}", 30));
        foreach (var where in new[] { "a = 'x'", "a > 5", "a", "not a", "a.b = 1", "a[1].role = 'user'", "len(a) > 2", "list_contains(a, 'x')", "a like 'x%'", "a->>'b' = 'c'", "a in (1, 2)", "a is not null" })
        {
            _bench.Read(path, where).LeftOut.ShouldBe(30, where);
        }

        var nested = _bench.Write("nested.jsonl", Enumerable.Repeat("{\"o\":{\"a\":null,\"l\":[]}}", 30));
        foreach (var where in new[] { "o.a[1].b = 'x'", "o.a > 5", "o.l[1].role = 'user'", "o.l[1].parts[1].text = 'x'", "o.a.b.c[2] = 1 or o.l[1] = 'x'" })
        {
            _bench.Read(nested, where).LeftOut.ShouldBe(30, where);
        }

        _bench.Read(path, "a is null and b = 1").Ordinals.Count.ShouldBe(30);
    }

    [Fact]
    public void Mixed_fields_are_text_or_json()
    {
        string[] rows = ["{\"a\":\"x\",\"b\":[1]}", "{\"a\":5,\"b\":{\"c\":\"y\"}}", "{\"a\":true,\"b\":\"z\"}", "{\"a\":null,\"b\":null}"];
        var path = _bench.Write("rows.jsonl", rows);
        _bench.Read(path, "a = 'x' or a = '5'").Ordinals.ShouldBe([0, 1]);
        _bench.Read(path, "TRY_CAST(a AS INTEGER) = 5").Ordinals.ShouldBe([1]);
        _bench.Read(path, "b->>'c' = 'y'").Ordinals.ShouldBe([1]);
        _bench.Read(path, "b->>'$' = 'z'").Ordinals.ShouldBe([2]);
        _bench.Read(path, "b is null").Ordinals.ShouldBe([3]);
    }

    [Fact]
    public void The_fields_of_the_first_rows_are_those_that_may_be_named()
    {
        var path = _bench.Write("rows.jsonl", ["{\"a\":1}", "{\"\\u0062\":2,\"a\\\"b\":3}", "{\"A\":4}"]);
        _bench.Read(path, "b = 2").Ordinals.ShouldBe([1]);
        _bench.Read(path, "\"a\"\"b\" = 3").Ordinals.ShouldBe([1]);
        _bench.Read(path, "A = 4").Ordinals.ShouldBe([2]);
        _bench.Read(path, "B = 2").Ordinals.ShouldBe([1]);
        Should.Throw<RecipeFault>(() => _bench.Read(path, "c = 1")).Message.ShouldContain("a, b, \"a\"\"b\", A");
    }

    [Fact]
    public void A_where_reaches_no_file_and_changes_no_setting()
    {
        var path = _bench.Write("rows.jsonl", ["{\"a\":\"x\"}"]);
        foreach (var where in new[] { "a = (select content from read_text('/etc/passwd'))", "exists (from read_csv('/etc/passwd'))", "a in (from glob('/etc/*'))" })
        {
            Should.Throw<RecipeFault>(() => _bench.Read(path, where)).Message.ShouldContain("a SELECT of its own");
        }
    }

    [Fact]
    public void A_file_that_breaks_off_gives_its_rows_first_and_all_are_accounted_for()
    {
        var path = _bench.File("rows.json", "[" + string.Join(",", Enumerable.Range(0, 100).Select(static i => $"{{\"a\":{i}}}")) + ",{\"a\":");
        using var reader = RowReaders.Open(InputFiles.Recognise(path), new RowSelection("a % 10 = 3", null), _bench.Folder);
        var batch = new RowBatch();
        var rows = 0;
        Should.Throw<SourceFault>(() =>
        {
            while (reader.Read(batch))
            {
                rows += batch.Count;
            }
        });
        rows.ShouldBe(10);
        reader.LeftOut.ShouldBe(90);
    }

    [Fact]
    public void No_more_is_read_ahead_than_a_batch()
    {
        var path = _bench.Write("rows.jsonl", Enumerable.Range(0, 200_000).Select(static i => $"{{\"a\":{i}}}"));
        using var reader = RowReaders.Open(InputFiles.Recognise(path), new RowSelection("a >= 0", null), _bench.Folder);
        reader.Read(new RowBatch()).ShouldBeTrue();
        reader.Position.ShouldBeLessThanOrEqualTo(RowBatch.TextSize);
    }

    [Fact]
    public void A_reader_that_is_interrupted_stops()
    {
        var path = _bench.Write("rows.jsonl", Enumerable.Range(0, 1000).Select(static i => $"{{\"a\":{i}}}"));
        using var reader = RowReaders.Open(InputFiles.Recognise(path), new RowSelection("a >= 0", null), _bench.Folder);
        reader.Interrupt();
        Should.Throw<OperationCanceledException>(() => reader.Read(new RowBatch()));
    }

    [Theory]
    [InlineData("{\"a\":\"x\\u0000y\",\"b\":1}", "length(a) = 3 and b = 1")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\\n\\\\\\\"\"}", "a = '😀' || chr(10) || '\\\"'")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[{\"b\":1}]]]]]]]]]]]]]]]]}", "a is not null")]
    [InlineData("{\"\":1,\"a\":{\"\":2}}", "a->>'/' = '2'")]
    [InlineData("{\"a\":{\"x\":1,\"X\":2}}", "a->>'X' = '2' and a->>'x' = '1'")]
    [InlineData("{\"a\":-0.0,\"b\":1E+2}", "a = 0 and b = 100")]
    public void Odd_rows_are_seen_as_they_are(string row, string where) => _bench.Read(_bench.Write("rows.jsonl", [row]), where).Ordinals.ShouldBe([0]);

    [Fact]
    public void A_field_nested_to_the_limit_of_rows_is_json()
    {
        var deep = new string('[', 90_000) + new string(']', 90_000);
        _bench.Read(_bench.Write("rows.jsonl", [$"{{\"a\":{deep}}}", "{\"a\":1}"]), "a is not null").Ordinals.ShouldBe([0, 1]);
    }

    [Fact]
    public void A_hundred_thousand_small_rows_in_a_batch_are_judged()
    {
        var path = _bench.Write("rows.jsonl", Enumerable.Range(0, 300_000).Select(static i => $"{{\"a\":{i % 10}}}"));
        var selected = _bench.Read(path, "a = 7");
        selected.Ordinals.ShouldBe(Enumerable.Range(0, 30_000).Select(static i => (i * 10L) + 7));
        selected.LeftOut.ShouldBe(270_000);
    }

    [Fact]
    public void Without_a_where_the_reader_itself_is_opened()
    {
        using var reader = RowReaders.Open(InputFiles.Recognise(_bench.Write("rows.jsonl", ["{}"])), RowSelection.All, _bench.Folder);
        reader.ShouldBeOfType<JsonlReader>();
        using var selecting = RowReaders.Open(InputFiles.Recognise(_bench.Write("rows.jsonl", ["{}"])), new RowSelection("true", null), _bench.Folder);
        selecting.ShouldBeOfType<SelectingReader>();
    }
}
