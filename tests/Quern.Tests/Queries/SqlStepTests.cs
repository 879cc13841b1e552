using System.Text;
using Quern.Formats;
using Quern.Queries.Sql;
using Quern.Recipes;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Queries;

public sealed class SqlStepTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("select language, count(*) as n from rows group by all order by n desc, language", "{\"language\":\"en\",\"n\":2}", "{\"language\":\"de\",\"n\":1}")]
    [InlineData("SELECT * FROM rows WHERE score > 0.5 ORDER BY score;", "{\"language\":\"de\",\"score\":0.75,\"tags\":null}", "{\"language\":\"en\",\"score\":1.0,\"tags\":[\"a\",\"b\"]}")]
    [InlineData("select unnest(tags) as tag from rows", "{\"tag\":\"a\"}", "{\"tag\":\"b\"}")]
    [InlineData("with r as (select score from rows) select sum(score) as s from r", "{\"s\":2.0}")]
    [InlineData("select language from rows where false")]
    public void A_query_makes_rows_in_its_order_and_the_ledger_closes(string query, params string[] expected)
    {
        var result = Run(query, "{\"language\":\"en\",\"score\":0.25}", "{\"language\":\"de\",\"score\":0.75}", "{\"language\":\"en\",\"score\":1,\"tags\":[\"a\",\"b\"]}");
        File.ReadAllLines(Output).ShouldBe(expected);
        var counts = result.Ledger.Steps[^1].Total;
        (counts.In, counts.Consumed, counts.Made, counts.Out).ShouldBe((3, 3, expected.Length, expected.Length));
        result.Ledger.OpenEnd().ShouldBeNull();
    }

    [Fact]
    public void No_rows_in_give_no_rows_out()
    {
        Run("select count(*) as n from rows");
        File.ReadAllText(Output).ShouldBeEmpty();
    }

    [Fact]
    public void A_field_that_changes_its_kind_is_json_for_the_query()
    {
        Run("select typeof(a) as t, a->>'$.b' as b from rows where a->>'$.b' is not null", "{\"a\":\"x\"}", "{\"a\":{\"b\":7}}");
        File.ReadAllText(Output).ShouldBe("{\"t\":\"JSON\",\"b\":\"7\"}\n");
    }

    [Theory]
    [InlineData("select nosuch from rows", "nosuch")]
    [InlineData("select * from read_text('/etc/hostname')", "/etc/hostname")]
    [InlineData("select * from read_csv('/etc/passwd')", "/etc/passwd")]
    [InlineData("select error('stop') from rows", "stop")]
    [InlineData("select 1 as x, 2 as x from rows", "2 columns called 'x'")]
    public void What_the_query_cannot_do_is_a_fault_in_duckdbs_words_and_nothing_is_written(string query, string expected)
    {
        Should.Throw<RunFault>(() => Run(query, "{\"a\":1}")).Message.ShouldContain(expected);
        File.Exists(Output).ShouldBeFalse();
    }

    [Theory]
    [InlineData("selec 1", "syntax error")]
    [InlineData("select * from rows where", "syntax error")]
    [InlineData("select 1; select 2", "2 statements")]
    [InlineData("drop table rows", "SELECT")]
    [InlineData("  ", "empty query")]
    public void A_query_that_does_not_parse_is_found_before_the_run(string query, string expected)
        => new SqlOptions { Query = query }.Check().ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void A_query_that_parses_has_no_fault()
        => new SqlOptions { Query = "select 'it''s' as t from rows;" }.Check().ShouldBeEmpty();

    private string Output => Path.Combine(_folder.FullName, "out.jsonl");

    private RunResult Run(string query, params string[] rows)
    {
        var input = Path.Combine(_folder.FullName, "in.jsonl");
        File.WriteAllText(input, string.Concat(rows.Select(static r => r + "\n")), new UTF8Encoding(false));
        var entry = StepTable.Standard.Find("sql").ShouldNotBeNull();
        var options = new SqlOptions { Query = query };
        var spec = new RunSpec(
            "test",
            Seed: 1,
            Tolerance: 0,
            [new SourceSpec("rows", [new LocalFile(InputFiles.Recognise(input))])],
            [new StepSpec("sql", entry, options, OptionTable.CanonicalText(options))],
            [new OutputFile(Output, OutputFormat.Jsonl)]);
        return RunExecutor.Execute(spec, new RunSettings { Workers = 2 }, new RunProgress(), TestContext.Current.CancellationToken);
    }
}
