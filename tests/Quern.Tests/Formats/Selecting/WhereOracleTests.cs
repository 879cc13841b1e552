using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Quern.Tests.Formats.Selecting;

/// <summary>Random wheres over random rows: what is kept is what a plain reading of SQL's three values keeps.</summary>
public sealed class WhereOracleTests : IDisposable
{
    private static readonly string?[] Texts = ["x", "y", "", "it's", "é😀", "a\"b", "x\ny", "10", null];
    private static readonly double?[] Numbers = [0, 1, 2.5, -3, 1e10, 0.1, null];
    private static readonly bool?[] Bools = [true, false, null];
    private static readonly string[] Fields = ["a", "n", "b", "s"];

    private readonly SelectionBench _bench = new();

    private int _case;

    public void Dispose() => _bench.Dispose();

    private sealed record OneRow(string? A, double? N, bool? B, (string? X, double? Y)? S, int Missing);

    /// <summary>A condition as SQL, and what it is on a row: true, false or unknown.</summary>
    private sealed record Term(string Sql, Func<OneRow, bool?> On);

    private sealed record Case(OneRow[] Rows, Term Where);

    [Fact]
    public void Every_format_keeps_the_rows_on_which_the_where_is_true()
        => Prop.ForAll(Cases().ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(4711, 815));

    private bool Holds(Case one)
    {
        // The first row has every field, since a field of no row may not be named.
        OneRow[] rows = [new("x", 0.5, true, ("x", 1), 0), .. one.Rows];
        var expected = Enumerable.Range(0, rows.Length).Where(i => one.Where.On(rows[i]) == true).Select(static i => (long)i).ToList();
        foreach (var extension in new[] { "jsonl", "json", "parquet" })
        {
            var selected = _bench.Read(_bench.Write($"{++_case}.{extension}", rows.Select(Json)), one.Where.Sql);
            selected.Broken.ShouldBeEmpty(one.Where.Sql);
            selected.Ordinals.ShouldBe(expected, $"{extension}: {one.Where.Sql}");
            (selected.Rows.Count + selected.LeftOut).ShouldBe(rows.Length);
        }

        // With damaged lines between them the others are judged as before.
        var lines = rows.SelectMany(static (r, i) => i % 3 == 1 ? new[] { Json(r), "{\"a\":" } : [Json(r)]);
        var among = _bench.Read(_bench.Write($"{++_case}.jsonl", lines), one.Where.Sql);
        among.Broken.Count.ShouldBe((rows.Length + 1) / 3);
        among.Rows.Where(static r => r.EndsWith('}')).ShouldBe(expected.Select(i => Json(rows[(int)i])));
        return true;
    }

    private static string Json(OneRow row)
    {
        string[] members =
        [
            $"\"a\":{JsonSerializer.Serialize(row.A)}",
            $"\"n\":{JsonSerializer.Serialize(row.N)}",
            $"\"b\":{JsonSerializer.Serialize(row.B)}",
            row.S is var (x, y) ? $"\"s\":{{\"x\":{JsonSerializer.Serialize(x)},\"y\":{JsonSerializer.Serialize(y)}}}" : "\"s\":null",
        ];
        return "{" + string.Join(",", members.Where((_, i) => (row.Missing & (1 << i)) == 0)) + "}";
    }

    private static Gen<Case> Cases()
        => from rows in Rows().ListOf()
           from depth in Gen.Choose(0, 3)
           from term in Terms(depth)
           select new Case([.. rows], term);

    // A field that is missing is null like one that says so.
    private static Gen<OneRow> Rows()
        => from a in Gen.Elements(Texts)
           from n in Gen.Elements(Numbers)
           from b in Gen.Elements(Bools)
           from x in Gen.Elements(Texts)
           from y in Gen.Elements(Numbers)
           from isNull in Gen.Choose(0, 4)
           from missing in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 15))
           select new OneRow((missing & 1) != 0 ? null : a, (missing & 2) != 0 ? null : n, (missing & 4) != 0 ? null : b, isNull == 0 || (missing & 8) != 0 ? null : (x, y), missing);

    private static Gen<Term> Terms(int depth)
    {
        if (depth == 0)
        {
            return Gen.OneOf(Comparisons(), Nulls(), Lists(), Gen.Constant(new Term("b", static r => r.B)));
        }

        var smaller = Terms(depth - 1);
        return Gen.OneOf(
            smaller.Select(static t => new Term($"not ({t.Sql})", r => !t.On(r))),
            smaller.Two().Select(static t => new Term($"({t.Item1.Sql}) and ({t.Item2.Sql})", r => t.Item1.On(r) & t.Item2.On(r))),
            smaller.Two().Select(static t => new Term($"({t.Item1.Sql})\nor ({t.Item2.Sql}) -- so\n", r => t.Item1.On(r) | t.Item2.On(r))),
            smaller);
    }

    private static Gen<Term> Comparisons()
        => Gen.OneOf(
            from text in Gen.Elements(Texts.OfType<string>())
            from field in Gen.Elements("a", "s.x")
            from equal in Gen.Elements(true, false)
            select new Term($"{field} {(equal ? "=" : "<>")} {Literal(text)}", r => TextOf(r, field) is { } value ? (value == text) == equal : null),
            from number in Gen.Elements(Numbers.OfType<double>())
            from field in Gen.Elements("n", "s.y")
            from sign in Gen.Elements("<", "=", ">=")
            select new Term($"{field} {sign} {JsonSerializer.Serialize(number)}", r => Compare(NumberOf(r, field), sign, number)));

    private static Gen<Term> Nulls()
        => from field in Gen.Elements(Fields)
           from isNull in Gen.Elements(true, false)
           select new Term($"{field} is {(isNull ? "" : "not ")}null", r => IsNull(r, field) == isNull);

    private static Gen<Term> Lists()
        => from one in Gen.Elements(Texts.OfType<string>())
           from other in Gen.Elements(Texts.OfType<string>())
           select new Term($"a in ({Literal(one)}, {Literal(other)})", r => r.A is null ? null : r.A == one || r.A == other);

    private static string Literal(string text) => Quern.Formats.DuckDb.Sql.Literal(text);

    private static string? TextOf(OneRow row, string field) => field == "a" ? row.A : row.S?.X;

    private static double? NumberOf(OneRow row, string field) => field == "n" ? row.N : row.S?.Y;

    private static bool IsNull(OneRow row, string field) => field switch
    {
        "a" => row.A is null,
        "n" => row.N is null,
        "b" => row.B is null,
        _ => row.S is null,
    };

    private static bool? Compare(double? value, string sign, double number) => value is null ? null : sign switch
    {
        "<" => value < number,
        "=" => value == number,
        _ => value >= number,
    };
}
