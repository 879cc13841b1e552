using System.IO.Compression;
using System.Text;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>Every kind of file, good and bad, in and out of deduplication.</summary>
public sealed class DedupInputTests : IDisposable
{
    private const string Rows = "{\"id\":1,\"text\":\"Rye, and wheat\"}\n{\"id\":2,\"text\":\"rye and wheat\"}\n{\"id\":3,\"text\":\"Oats\"}\n";
    private const string Kept = "{\"id\":1,\"text\":\"Rye, and wheat\"}\n{\"id\":3,\"text\":\"Oats\"}\n";

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("in.jsonl.gz", "out.jsonl")]
    [InlineData("in.parquet", "out.jsonl")]
    [InlineData("in.csv", "out.jsonl.gz")]
    [InlineData("in.jsonl", "out.parquet")]
    [InlineData("in.jsonl", "out.csv")]
    public void Every_format_goes_in_and_out(string input, string output)
    {
        _quern.Write("rows.jsonl", Rows);
        _quern.Run("convert", "rows.jsonl", "-o", input, "--force").Exit.ShouldBe(0);
        _quern.Run("dedup", input, "-o", output).Exit.ShouldBe(0);
        _quern.Run("convert", output, "-o", "back.jsonl").Exit.ShouldBe(0);
        _quern.Read("back.jsonl").ShouldBe(Kept);
    }

    [Fact]
    public void From_standard_input_to_standard_output()
    {
        var outcome = _quern.RunWith(Encoding.UTF8.GetBytes(Rows), "dedup", "-");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldBe(Kept);
        Directory.GetFileSystemEntries(_quern.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\uFEFF{\"a\":\"x\"}\r\n\r\n{\"a\":\"X\"}\r\n{\"a\":\"y\"}", "{\"a\":\"x\"}\n{\"a\":\"y\"}\n")]
    [InlineData("\n \n{\"a\":\"x\"}\n\t\n", "{\"a\":\"x\"}\n")]
    [InlineData("\n\n", "")]
    [InlineData("", "")]
    public void Line_ends_and_blank_lines_of_any_kind(string text, string expected)
    {
        _quern.Write("in.jsonl", text);
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl").Exit.ShouldBe(0);
        _quern.Read("out.jsonl").ShouldBe(expected);
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_set_aside_and_the_exit_code_says_so()
    {
        _quern.Write("in.jsonl", "{\"a\":\"x\"}\n{\"a\":\n[1]\n{\"a\":\"X\"}\n{\"a\":\"\\ud800\"}\n");
        var outcome = _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl");
        outcome.Exit.ShouldBe(3, outcome.Errors);
        _quern.Read("out.jsonl").ShouldBe("{\"a\":\"x\"}\n");
        var rejects = _quern.Read("out.rejects.jsonl");
        rejects.ShouldContain("in.jsonl:2");
        rejects.ShouldContain("not-an-object");
        rejects.ShouldContain("lone-surrogate");
        rejects.ShouldContain("\"reason\":\"duplicate\"");
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl", "--force", "--tolerance", "0.7").Exit.ShouldBe(0);
    }

    [Fact]
    public void However_many_cores_there_are_the_same_bytes_are_written()
    {
        _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 3000).Select(static i => $"{{\"id\":{i},\"text\":\"{Words(i % 700)}{(i % 3 == 0 ? " more" : "")}\"}}\n")));
        _quern.Run("dedup", "in.jsonl", "--clusters", "c1.jsonl", "--workers", "1", "-o", "one.jsonl").Exit.ShouldBe(0);
        _quern.Run("dedup", "in.jsonl", "--clusters", "c4.jsonl", "--workers", "4", "-o", "four.jsonl").Exit.ShouldBe(0);
        _quern.Lines("one.jsonl").Length.ShouldBeInRange(600, 1400);
        _quern.Read("four.jsonl").ShouldBe(_quern.Read("one.jsonl"));
        _quern.Read("four.rejects.jsonl").ShouldBe(_quern.Read("one.rejects.jsonl"));
        _quern.Read("c4.jsonl").ShouldBe(_quern.Read("c1.jsonl"));
    }

    [Fact]
    public void What_exists_is_replaced_only_when_that_is_asked_for()
    {
        _quern.Write("in.jsonl", Rows);
        foreach (var (option, file) in new[] { ("-o", "out.jsonl"), ("--clusters", "clusters.jsonl"), ("--save-index", "rows.index") })
        {
            _quern.Write(file, "mine");
            string[] arguments = ["dedup", "in.jsonl", option, file, .. option == "-o" ? Array.Empty<string>() : ["-o", "free.jsonl"]];
            var refused = _quern.Run(arguments);
            refused.Exit.ShouldNotBe(0);
            refused.Errors.ShouldContain(file);
            _quern.Read(file).ShouldBe("mine");
            File.Exists(_quern.At("free.jsonl")).ShouldBeFalse();
            var forced = _quern.Run([.. arguments, "--force"]);
            if (option == "--save-index")
            {
                forced.Errors.ShouldContain("save-index never replaces it");
                _quern.Read(file).ShouldBe("mine");
                continue;
            }

            forced.Exit.ShouldBe(0);
            _quern.Read(file).ShouldNotBe("mine");
            foreach (var left in Directory.GetFiles(_quern.Folder).Where(static p => !p.EndsWith("in.jsonl", StringComparison.Ordinal)))
            {
                File.Delete(left);
            }
        }
    }

    [Fact]
    public void Every_fault_of_use_is_said_at_once_and_nothing_is_done()
    {
        _quern.Write("in.jsonl", Rows);
        var outcome = _quern.Run(
            "dedup", "in.jsonl", "-o", "out.jsonl", "--threshold", "1.5", "--ngram", "0", "--keep", "best", "--against", "gone.jsonl", "--memory", "1kb", "--bands", "7x", "--no-verify", "--mark", "a.b");
        outcome.Exit.ShouldBe(2);
        foreach (var part in new[] { "threshold cannot be 1.5", "0 words", "'best'", "gone.jsonl", "'1kb'", "'7x'", "no-verify is for the method minhash", "'a.b'" })
        {
            outcome.Errors.ShouldContain(part);
        }

        Directory.GetFileSystemEntries(_quern.Folder).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("--curve", "--curve looks at several thresholds")]
    [InlineData("--dry-run --clusters c.jsonl", "leave one of them out")]
    [InlineData("--exact --method minhash", "leave one of them out")]
    [InlineData("--method simhash", "expects one of join, minhash")]
    [InlineData("--against -", "is a pipe")]
    [InlineData("in.jsonl", "named twice")]
    public void Options_that_do_not_go_together_are_refused(string options, string expected)
    {
        _quern.Write("in.jsonl", Rows);
        var outcome = _quern.Run(["dedup", "in.jsonl", "-o", "out.jsonl", .. options.Split(' ')]);
        outcome.Exit.ShouldBe(2, outcome.Errors);
        outcome.Errors.ShouldContain(expected, Case.Insensitive);
    }

    [Fact]
    public void Sources_and_fields_that_are_not_there_are_told_of()
    {
        _quern.Write("in.jsonl", Rows);
        var outcome = _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl", "--prefer", "inn.jsonl");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("prefer names 'inn.jsonl', and no source is called so. Did you mean 'in.jsonl'?");
        File.Exists(_quern.At("out.jsonl")).ShouldBeFalse();
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl", "--keep", "best:scoer").Errors.ShouldContain("no row has a number under scoer");
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl", "--force", "--by", "txet").Errors.ShouldContain("no row has a field txet");
    }

    [Fact]
    public void A_report_is_written_and_what_is_there_is_not_replaced_unasked()
    {
        _quern.Write("in.jsonl", Rows);
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl", "--report", "page.html").Exit.ShouldBe(0);
        _quern.Read("page.html").ShouldContain("<b>1</b> of <b>3</b> rows are duplicates");
        _quern.Run("dedup", "in.jsonl", "-o", "two.jsonl", "--report", "page.html").Exit.ShouldNotBe(0);
        _quern.Run("dedup", "in.jsonl", "-o", "two.jsonl", "--report", "x.html", "--clusters", "x.html").Errors.ShouldContain("x.html is named for two things");
        _quern.Run("dedup", "in.jsonl", "--dry-run", "--report", "x.html").Errors.ShouldContain("--report names a file to write");
        File.Exists(_quern.At("two.jsonl")).ShouldBeFalse();
    }

    private static string Words(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 25).Select(_ => "w" + random.Next(5000)));
    }
}
