using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    [Fact]
    public void A_run_has_its_page_in_its_folder_and_the_page_may_always_be_replaced()
    {
        Mill();
        var (first, page) = (_quern.Run("report", "runs/small"), _quern.Read("runs/small/report.html"));
        (first.Exit, first.Output.Trim(), first.Errors).ShouldBe((0, "runs/small/report.html", ""));
        page.ShouldContain("quern run runs/small/recipe.resolved.yaml");
        _quern.Run("report", "runs/small/").Exit.ShouldBe(0);
        Samples(_quern.Read("runs/small/report.html")).ShouldBe(Samples(page));
        _quern.Run("report", "runs/small", "--seed", "5", "--samples", "3").Exit.ShouldBe(0);
        Samples(_quern.Read("runs/small/report.html")).ShouldNotBe(Samples(page));
    }

    [Fact]
    public void The_output_of_a_verb_has_its_page_beside_it()
    {
        WriteRows();
        _quern.Run("filter", "rows.jsonl", "--field", "text", "--min-length", "6", "-o", "long.jsonl").Exit.ShouldBe(0);
        var outcome = _quern.Run("report", "long.jsonl", "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        ((string?)JsonNode.Parse(outcome.Output)!["page"]).ShouldBe("long.report.html");
        ((long)JsonNode.Parse(outcome.Output)!["dropped"]!).ShouldBe(9);
        _quern.Read("long.report.html").ShouldContain("A single verb leaves no recipe");
        _quern.Run("report", "long.jsonl").Exit.ShouldBe(0);
        _quern.Write("long.report.html", "mine");
        _quern.Run("report", "long.jsonl").Exit.ShouldBe(2);
    }

    [Theory]
    [InlineData("nothing", "is not there")]
    [InlineData(".", "is no run folder")]
    [InlineData("rows.jsonl", "has no rows.stats.json beside it")]
    [InlineData("", "is not there")]
    public void What_is_no_run_is_wrong_usage(string place, string message)
    {
        WriteRows();
        var outcome = _quern.Run("report", place);
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain(message);
    }

    [Fact]
    public void A_foreign_file_is_replaced_only_when_asked()
    {
        Mill();
        _quern.Write("mine.html", "mine");
        var outcome = _quern.Run("report", "runs/small", "-o", "mine.html");
        (outcome.Exit, _quern.Read("mine.html")).ShouldBe((2, "mine"));
        outcome.Errors.ShouldContain("--force");
        _quern.Run("report", "runs/small", "-o", "mine.html", "--force").Exit.ShouldBe(0);
        _quern.Run("report", "runs/small", "-o", "rows.jsonl", "--force").Exit.ShouldBe(2);
        _quern.Lines("rows.jsonl").Length.ShouldBe(40);
    }

    [Theory]
    [InlineData("{\"steps\": [{")]
    [InlineData("{\"steps\": null}")]
    public void A_broken_ledger_is_a_fault_that_names_the_file(string text)
    {
        Mill();
        _quern.Write("runs/small/ledger.json", text);
        var outcome = _quern.Run("report", "runs/small");
        outcome.Exit.ShouldBe(1);
        outcome.Errors.ShouldContain("runs/small/ledger.json is damaged");
    }

    [Fact]
    public void A_ledger_that_does_not_close_is_not_reported()
    {
        Mill();
        _quern.Write("runs/small/ledger.json", _quern.Read("runs/small/ledger.json").Replace("\"in\": 40", "\"in\": 41", StringComparison.Ordinal));
        var outcome = _quern.Run("report", "runs/small");
        outcome.Exit.ShouldBe(1);
        outcome.Errors.ShouldContain("ledger.json does not close");
    }

    [Fact]
    public void A_run_that_has_not_finished_has_a_page_that_says_so()
    {
        Mill();
        File.Delete(_quern.At("runs/small/ledger.json"));
        var outcome = _quern.Run("report", "runs/small");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("This run was broken off");
        var page = _quern.Read("runs/small/report.html");
        page.ShouldContain("This run was broken off");
        page.ShouldContain("<b>40</b> <span>read</span>");
    }

    [Theory]
    [InlineData(null, "is not there any more")]
    [InlineData("{\"text\": \"another\"}\n", "was changed since it was written")]
    public void An_output_that_is_gone_or_changed_is_told_of(string? now, string message)
    {
        Mill();
        File.Delete(_quern.At("out/small.jsonl"));
        if (now is not null)
        {
            _quern.Write("out/small.jsonl", now);
        }

        var outcome = _quern.Run("report", "runs/small");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain(message);
        _quern.Read("runs/small/report.html").ShouldContain(message);
    }

    [Fact]
    public void An_output_that_was_changed_is_told_of()
    {
        WriteRows();
        _quern.Run("convert", "rows.jsonl", "-o", "rows.csv").Exit.ShouldBe(0);
        _quern.Run("report", "rows.csv").Exit.ShouldBe(0);
        File.AppendAllText(_quern.At("rows.csv"), "one more\n");
        var outcome = _quern.Run("report", "rows.csv");
        outcome.Exit.ShouldBe(3);
        outcome.Errors.ShouldContain("rows.csv was changed since it was written");
    }

    [Fact]
    public void Without_a_desktop_it_says_where_the_page_lies()
    {
        Mill();
        (_quern.Environment["DISPLAY"], _quern.Environment["WAYLAND_DISPLAY"]) = ("", "");
        var outcome = _quern.Run("report", "runs/small", "--open");
        outcome.Exit.ShouldBe(0);
        outcome.Errors.ShouldContain($"open {_quern.At("runs/small/report.html")} in one");
    }

    public void Dispose() => _quern.Dispose();

    private static string Samples(string page) => page[page.IndexOf("id=\"samples\"", StringComparison.Ordinal)..page.IndexOf("<footer", StringComparison.Ordinal)];

    private void Mill()
    {
        WriteRows();
        _quern.Write("small.yaml", """
            name: small
            sources:
              - files: rows.jsonl
            steps:
              - filter: { field: text, min-length: 6 }
              - shuffle: {}
            outputs:
              - jsonl: out/small.jsonl
            """);
        _quern.Run("run", "small.yaml").Exit.ShouldBe(0);
    }

    private void WriteRows()
        => _quern.Write("rows.jsonl", string.Concat(Enumerable.Range(1, 40).Select(static i => $$"""{"text": "row {{i}}"}""" + "\n")));
}
