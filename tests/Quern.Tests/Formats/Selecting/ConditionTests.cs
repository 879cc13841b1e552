using Quern.Formats.Selecting;
using Quern.Rows;
using Quern.Tests.Formats.DuckDb;

namespace Quern.Tests.Formats.Selecting;

public sealed class ConditionTests : IDisposable
{
    private readonly TestSession _test = new();

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("a = 1 and b.c = 'x' or d[1].e is null", "a b d")]
    [InlineData("len(list_filter(a, x -> x.y = b)) > 1", "a x x b")]
    [InlineData("a = $$ it's $$ -- a comment", "a")]
    [InlineData("/* ) */ \"a b\" = ')' and \"c\"\"d\" = ';'", "a b|c\"d")]
    [InlineData("case when a then b else c end", "a b c")]
    [InlineData("cast(a as decimal(10, 2)) between b and try_cast(c as date) and d collate nocase = 'x'", "a b c d")]
    [InlineData("((((a))))", "a")]
    [InlineData("(a, b) = (1, 2)", "a b")]
    public void The_names_that_a_condition_reads_are_found(string where, string names)
    {
        var condition = Condition.Parse(_test.Session, where);
        condition.Names.ShouldBe(names.Split(names.Contains('|', StringComparison.Ordinal) ? '|' : ' '));
        condition.Text.ShouldBe(where);
        Condition.FaultOf(where).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "no condition")]
    [InlineData("  -- nothing", "no condition")]
    [InlineData("a = ", "syntax error")]
    [InlineData("a = 1;", "syntax error")]
    [InlineData("a = 1; drop table rows", "no condition")]
    [InlineData("1 = 1) union select 1 where (1 = 1", "syntax error")]
    [InlineData("1 = 1) or (1 = 1", "syntax error")]
    [InlineData("1 = 1 from rows", "syntax error")]
    [InlineData("1 = 1 order by a", "syntax error")]
    [InlineData("select 1", "no condition")]
    [InlineData("a = 1 as b", "syntax error")]
    [InlineData("a = 'open", "unterminated")]
    [InlineData("a = 1 /* open", "unterminated")]
    [InlineData("a = $$open", "unterminated")]
    [InlineData("\"open = 1", "unterminated")]
    [InlineData("a = 1 -- \n) or (1 = 1", "syntax error")]
    [InlineData("a = '\0'", "NUL")]
    [InlineData("(select true)", "a SELECT of its own")]
    [InlineData("a in (select b from rows)", "a SELECT of its own")]
    [InlineData("exists (from read_text('/etc/passwd'))", "a SELECT of its own")]
    [InlineData("(values (true))", "a SELECT of its own")]
    [InlineData("len(list_filter(a, x -> x = (select 1))) = 1", "a SELECT of its own")]
    [InlineData("array(select 1) = a", "a SELECT of its own")]
    [InlineData("a = $1", "a parameter")]
    [InlineData("a = ?", "a parameter")]
    [InlineData("a = $name", "a parameter")]
    [InlineData("columns(*) = 1", "a star")]
    [InlineData("columns('a.*') = 1", "a star")]
    [InlineData("#1 = 1", "counts fields")]
    [InlineData("row_number() over () = 1", "more rows than one")]
    [InlineData("random() < 0.5", "asks random")]
    [InlineData("main.random() < 0.5", "asks random")]
    [InlineData("a > NOW()", "asks now")]
    [InlineData("age(a) > interval 1 day", "asks age")]
    [InlineData("a > ago(interval 1 day)", "asks ago")]
    public void What_is_no_condition_over_one_row_is_refused(string where, string expected)
    {
        var fault = Should.Throw<RecipeFault>(() => Condition.Parse(_test.Session, where));
        fault.Message.ShouldContain(expected);
        fault.Message.ShouldEndWith("The where: " + where);
        fault.ExitCode.ShouldBe(2);
        Condition.FaultOf(where).ShouldBe(fault.Message);
    }

    [Fact]
    public void A_where_of_any_depth_is_parsed_or_refused()
    {
        foreach (var depth in new[] { 100, 900, 5000, 20_000 })
        {
            foreach (var where in new[] { new string('(', depth) + "a" + new string(')', depth), string.Concat(Enumerable.Repeat("not ", depth)) + "a", string.Join(" || ", Enumerable.Repeat("a", depth)) + " = 'x'", string.Join(" and ", Enumerable.Repeat("a", depth)) })
            {
                var names = Parsed(where);
                (names is null || names.Distinct().SequenceEqual(["a"])).ShouldBeTrue();
                (names is not null || depth > 100).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Every_function_that_DuckDB_itself_calls_fickle_is_refused()
    {
        // These answer alike for as long as a session lasts.
        string[] harmless = ["current_database", "current_schema", "current_schemas", "in_search_path"];
        _test.Session.Rows("SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'scalar' AND stability <> 'CONSISTENT'")
            .Select(static r => r[0]!).Except(harmless).Where(static f => !FickleFunctions.Contains(f, 0)).ShouldBeEmpty();
    }

    private IReadOnlyList<string>? Parsed(string where)
    {
        try
        {
            return Condition.Parse(_test.Session, where).Names;
        }
        catch (RecipeFault)
        {
            return null;
        }
    }
}
