using Quern.Formats.DuckDb;
using Quern.Rows;

namespace Quern.Tests.Formats.DuckDb;

public sealed class DuckDbSessionTests : IDisposable
{
    private readonly TestSession _test = new();

    private DuckDbSession Session => _test.Session;

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Text_of_every_length_comes_as_it_is_and_null_is_told_from_empty()
    {
        using var stream = Session.Stream("SELECT CASE WHEN i = 14 THEN NULL ELSE repeat('é', i) END, i FROM range(15) r(i)");
        stream.MoveNext().ShouldBeTrue();
        stream.Count.ShouldBe(15);
        for (var i = 0; i < 14; i++)
        {
            stream.Text(0).StringAt(i).ShouldBe(new string('é', i));
            stream.Longs(1)[i].ShouldBe(i);
        }

        stream.Text(0).IsNull(14).ShouldBeTrue();
        stream.Text(0).StringAt(14).ShouldBeNull();
        stream.MoveNext().ShouldBeFalse();
    }

    [Fact]
    public void Many_chunks_keep_their_order()
    {
        using var stream = Session.Stream("SELECT i FROM range(100_000) r(i)");
        var expected = 0L;
        while (stream.MoveNext())
        {
            var numbers = stream.Longs(0);
            for (var i = 0; i < stream.Count; i++)
            {
                numbers[i].ShouldBe(expected++);
            }
        }

        expected.ShouldBe(100_000);
    }

    [Fact]
    public void Several_statements_run_in_turn_and_the_last_one_gives_the_rows()
    {
        Session.Execute("CREATE TABLE t (a VARCHAR); INSERT INTO t VALUES ('x'), (NULL); PIVOT t ON a");
        Session.Rows("FROM t").Select(static r => r[0]).ShouldBe(["x", null]);
        Session.Rows("DESCRIBE SELECT 1 AS one, 'x' AS \"t w\"").Select(static r => r[0] + " " + r[1]).ShouldBe(["one INTEGER", "t w VARCHAR"]);
    }

    [Theory]
    [InlineData("SELEC 1", "syntax error")]
    [InlineData("SELECT * FROM nowhere", "nowhere")]
    [InlineData("", "")]
    [InlineData("SELECT 'x'::INTEGER", "Could not convert")]
    public void A_wrong_statement_is_a_fault_with_the_message_of_the_database(string sql, string message)
        => Should.Throw<DuckDbFault>(() => Session.Execute(sql)).Message.ShouldContain(message);

    [Fact]
    public void A_failure_in_mid_stream_is_a_fault_and_not_the_end()
    {
        using var stream = Session.Stream("SELECT CASE WHEN i = 500_000 THEN error('broken here') ELSE i::VARCHAR END FROM range(1_000_000) r(i)");
        Should.Throw<DuckDbFault>(() =>
        {
            while (stream.MoveNext())
            {
                stream.Count.ShouldBePositive();
            }
        }).Message.ShouldContain("broken here");
    }

    [Fact]
    public void An_interrupt_stops_a_running_query()
    {
        using var started = new ManualResetEventSlim();
        var interrupter = new Thread(() =>
        {
            started.Wait();
            Session.Interrupt();
        });
        interrupter.Start();
        using var endless = Session.Stream("SELECT count(*) FROM range(1) UNION ALL SELECT i FROM range(1_000_000_000_000) r(i)");
        Should.Throw<OperationCanceledException>(() =>
        {
            while (endless.MoveNext())
            {
                started.Set();
            }
        });
        interrupter.Join();
    }

    [Fact]
    public void An_interrupt_that_comes_first_is_not_lost()
    {
        Session.Interrupt();
        Should.Throw<OperationCanceledException>(() => Session.Execute("SELECT sum(i) FROM range(1_000_000_000_000) r(i)"));
    }

    [Fact]
    public void An_interrupt_after_the_end_does_nothing()
    {
        var session = DuckDbSession.Open(_test.Folder, threads: 1);
        session.Dispose();
        session.Interrupt();
    }

    [Fact]
    public void A_session_works_in_UTC_with_its_own_folder_and_threads_and_loads_no_extensions()
        => Session.Rows("SELECT current_setting('TimeZone'), current_setting('temp_directory'), current_setting('threads'), current_setting('autoload_known_extensions'), current_setting('autoinstall_known_extensions')")
            .ShouldHaveSingleItem().ShouldBe(["UTC", _test.Folder, "2", "false", "false"]);

    [Fact]
    public void Names_and_literals_are_quoted()
    {
        const string Odd = "a\"b'c; --\\ é";
        Session.Rows($"SELECT {Sql.Literal(Odd)} AS {Sql.Name(Odd)}").ShouldHaveSingleItem().ShouldBe([Odd]);
        Session.Rows($"DESCRIBE SELECT 1 AS {Sql.Name(Odd)}")[0][0].ShouldBe(Odd);
        Should.Throw<RunFault>(() => Session.Rows($"SELECT {Sql.Literal("a\0b")}")).Message.ShouldContain("NUL");
    }

    [Fact]
    public void A_column_of_another_type_is_refused()
    {
        using var stream = Session.Stream("SELECT 1::TINYINT");
        stream.MoveNext().ShouldBeTrue();
        Should.Throw<RunFault>(() => stream.Longs(0).IsNull(0)).Message.ShouldContain("BIGINT was expected");
    }
}
