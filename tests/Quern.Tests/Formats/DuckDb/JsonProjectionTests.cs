using Quern.Formats.DuckDb;
using Quern.Rows.Json;

namespace Quern.Tests.Formats.DuckDb;

public sealed class JsonProjectionTests : IDisposable
{
    private readonly TestSession _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("true", "true")]
    [InlineData("NULL::INTEGER", "null")]
    [InlineData("(-9223372036854775808)::BIGINT", "-9223372036854775808")]
    [InlineData("18446744073709551615::UBIGINT", "18446744073709551615")]
    [InlineData("170141183460469231731687303715884105727::HUGEINT", "170141183460469231731687303715884105727")]
    [InlineData("340282366920938463463374607431768211455::UHUGEINT", "340282366920938463463374607431768211455")]
    [InlineData("'123456789012345678901234567890123456789012'::BIGNUM", "123456789012345678901234567890123456789012")]
    [InlineData("0.1::DOUBLE", "0.1")]
    [InlineData("1e300::DOUBLE", "1e300")]
    [InlineData("1::DOUBLE", "1.0")]
    [InlineData("0.1::FLOAT", "0.1")]
    [InlineData("3.4e38::FLOAT", "3.4e38")]
    [InlineData("1.1754944e-38::FLOAT", "1.1754944e-38")]
    [InlineData("16777216::FLOAT", "16777216.0")]
    [InlineData("1.10::DECIMAL(10,2)", "1.1")]
    [InlineData("0.5::DECIMAL(3,3)", "0.5")]
    [InlineData("0.5::DECIMAL(18,18)", "0.500000000000000000")]
    [InlineData("(-0.5)::DECIMAL(18,18)", "-0.500000000000000000")]
    [InlineData("0::DECIMAL(18,18)", "0.000000000000000000")]
    [InlineData("(-12.5)::DECIMAL(38,2)", "-12.50")]
    [InlineData("12345678901234567890.10::DECIMAL(38,2)", "12345678901234567890.10")]
    [InlineData("'q\"\\\n\té/' || chr(0) || chr(31)", "\"q\\\"\\\\\\n\\té/\\u0000\\u001F\"")]
    [InlineData("''", "\"\"")]
    [InlineData("'\\x00\\xFFab'::BLOB", "\"AP9hYg==\"")]
    [InlineData("DATE '2020-02-29'", "\"2020-02-29\"")]
    [InlineData("TIME '01:02:03.5'", "\"01:02:03.5\"")]
    [InlineData("TIMESTAMP '2020-02-29 01:02:03'", "\"2020-02-29T01:02:03\"")]
    [InlineData("'2020-02-29 01:02:03.123456789'::TIMESTAMP_NS", "\"2020-02-29T01:02:03.123456789\"")]
    [InlineData("'2020-02-29 01:02:03.12'::TIMESTAMP_MS", "\"2020-02-29T01:02:03.12\"")]
    [InlineData("'2020-02-29 01:02:03'::TIMESTAMP_S", "\"2020-02-29T01:02:03\"")]
    [InlineData("'2020-02-29 01:02:03+02'::TIMESTAMPTZ", "\"2020-02-28T23:02:03Z\"")]
    [InlineData("'01:02:03+02'::TIMETZ", "\"01:02:03+02\"")]
    [InlineData("INTERVAL '1 day 2 hours'", "\"1 day 02:00:00\"")]
    [InlineData("UUID '00000000-0000-0000-0000-00000000000a'", "\"00000000-0000-0000-0000-00000000000a\"")]
    [InlineData("'101'::BIT", "\"101\"")]
    [InlineData("'b''(c'::ENUM('a', 'b''(c')", "\"b'(c\"")]
    [InlineData("'{\"a\": 2.50, \"b\":[1e400]}'::JSON", "{\"a\": 2.50, \"b\":[1e400]}")]
    [InlineData("[1, NULL, 3]", "[1,null,3]")]
    [InlineData("[]::INTEGER[]", "[]")]
    [InlineData("[0.1, NULL]::FLOAT[2]", "[0.1,null]")]
    [InlineData("[[0.1::FLOAT], [], NULL]", "[[0.1],[],null]")]
    [InlineData("[1.50, NULL]::DECIMAL(20,2)[]", "[1.50,null]")]
    [InlineData("[{'d': 0.10::DECIMAL(30,2), 'f': 0.1::FLOAT}, NULL]", "[{\"d\":0.10,\"f\":0.1},null]")]
    [InlineData("{'a\"b': 1, 'c d': {'t': TIMESTAMP '2020-01-01'}}", "{\"a\\\"b\":1,\"c d\":{\"t\":\"2020-01-01T00:00:00\"}}")]
    [InlineData("{'j': '[1.0]'::JSON, 's': 'x', 'n': NULL::BLOB}", "{\"j\":[1.0],\"s\":\"x\",\"n\":null}")]
    [InlineData("NULL::STRUCT(a FLOAT)", "null")]
    [InlineData("NULL::STRUCT(a JSON)", "null")]
    [InlineData("MAP {'a': 1, 'b\"': NULL}", "{\"a\":1,\"b\\\"\":null}")]
    [InlineData("MAP {1: 0.1::FLOAT}", "{\"1\":0.1}")]
    [InlineData("MAP {TIMESTAMP '2020-01-01': [0.10::DECIMAL(20,2)]}", "{\"2020-01-01T00:00:00\":[0.10]}")]
    [InlineData("NULL::MAP(VARCHAR, FLOAT)", "null")]
    [InlineData("NULL::MAP(VARCHAR, JSON)", "null")]
    [InlineData("MAP {}::MAP(VARCHAR, JSON)", "{}")]
    [InlineData("[]::DECIMAL(20,2)[]", "[]")]
    [InlineData("row(1, 'x')", "\"(1, x)\"")]
    [InlineData("union_value(k := 1)", "\"1\"")]
    public void Every_type_has_its_text(string value, string expected)
    {
        var row = Rows($"SELECT {value} AS v").ShouldHaveSingleItem().Row;
        row.ShouldBe($"{{\"v\":{expected}}}");
        Rows($"SELECT 1.0::JSON AS j, {value} AS v").ShouldHaveSingleItem().Row.ShouldBe($"{{\"j\":1.0,\"v\":{expected}}}");
        new RowCheck().Passes(System.Text.Encoding.UTF8.GetBytes(row), out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("'nan'::DOUBLE", "null", 1)]
    [InlineData("'-inf'::FLOAT", "null", 1)]
    [InlineData("['inf'::FLOAT, 1, NULL, 'nan'::FLOAT]", "[null,1.0,null,null]", 2)]
    [InlineData("{'a': 'nan'::DOUBLE, 'b': [{'c': 'inf'::DOUBLE}, NULL]}", "{\"a\":null,\"b\":[{\"c\":null},null]}", 2)]
    [InlineData("MAP {'a': 'inf'::DOUBLE}", "{\"a\":null}", 1)]
    [InlineData("NULL::DOUBLE", "null", 0)]
    [InlineData("NULL::DOUBLE[]", "null", 0)]
    [InlineData("[]::DOUBLE[]", "[]", 0)]
    [InlineData("NULL::STRUCT(a DOUBLE)", "null", 0)]
    public void Numbers_that_are_not_finite_become_null_and_are_counted(string value, string expected, long count)
    {
        var (row, nonFinite) = Rows($"SELECT {value} AS v").ShouldHaveSingleItem();
        row.ShouldBe($"{{\"v\":{expected}}}");
        nonFinite.ShouldBe(count);
    }

    [Fact]
    public void A_query_keeps_its_order_and_its_odd_names()
        => Rows("SELECT i AS \"quern_c0\", i AS \"a \"\" b\" FROM range(3) r(i) ORDER BY i DESC").Select(static r => r.Row)
            .ShouldBe(["{\"quern_c0\":2,\"a \\\" b\":2}", "{\"quern_c0\":1,\"a \\\" b\":1}", "{\"quern_c0\":0,\"a \\\" b\":0}"]);

    private List<(string Row, long NonFinite)> Rows(string query)
    {
        var projection = JsonProjection.Of(_test.Session, query);
        var rows = new List<(string, long)>();
        using var stream = _test.Session.Stream(projection.Query);
        while (stream.MoveNext())
        {
            for (var i = 0; i < stream.Count; i++)
            {
                rows.Add((stream.Text(0).StringAt(i)!, projection.CountsNonFinite ? stream.Longs(1)[i] : 0));
            }
        }

        return rows;
    }
}
