using System.Text.Json.Nodes;
using Quern.Pages;
using Quern.Pages.Gathering;
using Quern.Pages.Model;
using Quern.Reports;
using Quern.Running;

namespace Quern.Tests.Reports.Page;

public sealed class ReportPageTests
{
    private const string Hostile = "</script><script>x</script>\u202E\0\uD800 & \"q\"";

    [Fact]
    public void Text_says_what_it_is_wherever_it_stands()
    {
        HtmlText.Escape(Hostile).ShouldBe("&lt;/script&gt;&lt;script&gt;x&lt;/script&gt;\uFFFD\uFFFD\uFFFD &amp; &quot;q&quot;");
        HtmlText.Readable("a\r\n\tb \u2067c\u0085 😀").ShouldBe("a\n\tb \uFFFDc\uFFFD 😀");
    }

    [Fact]
    public void No_text_of_a_row_a_name_or_a_message_becomes_markup()
    {
        var page = ReportPage.Render(HostileModel());
        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("\0");
        page.ShouldNotContain("\u202E");
        page.ShouldContain("&lt;/script&gt;");
    }

    [Fact]
    public void Shares_are_read_off_the_details_of_any_step()
    {
        var ledger = new Ledger();
        ledger.Step("read").Of("a").In = 10;
        ledger.Step("mix").Details = JsonNode.Parse("""{"shares": [{"name": "a", "rows": 7, "requested": 0.75, "achieved": 0.7}, {"name": "b", "rows": 3, "requested": null, "achieved": 0.3}]}""")!.AsObject();
        var table = LedgerReading.Shares(SubjectOf(ledger)).Single();
        table.Title.ShouldBe("step mix");
        table.Lines.ShouldBe([new ShareLine("a", 7, 0.75, 0.7), new ShareLine("b", 3, null, 0.3)]);
    }

    [Fact]
    public void A_build_has_shares_by_the_weights_of_its_sources()
    {
        var ledger = new Ledger();
        ledger.Step("read").Of("a").Add(new RowCounts { In = 60, Out = 60 });
        ledger.Step("read").Of("b").Add(new RowCounts { In = 40, Out = 40 });
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal) { ["a"] = 75, ["b"] = 25 };
        LedgerReading.Shares(SubjectOf(ledger) with { Wanted = wanted }).Single().Lines.ShouldBe([new ShareLine("a", 60, 0.75, 0.6), new ShareLine("b", 40, 0.25, 0.4)]);
    }

    [Fact]
    public void The_way_of_rows_has_every_reason_and_the_sum_comes_out()
    {
        var ledger = new Ledger();
        var read = ledger.Step("read").Of("a");
        (read.In, read.Out) = (10, 8);
        (read.Quarantined["bad"], read.Dropped["where"]) = (1, 1);
        var split = ledger.Step("make").Of("a");
        (split.In, split.Made, split.Consumed, split.Out) = (8, 4, 2, 10);
        var flow = FlowReading.Of(ledger);
        flow.Steps[0].Losses.ShouldBe([new Loss(RowFate.Dropped, "where", 1), new Loss(RowFate.Quarantined, "bad", 1)]);
        flow.Steps[1].Losses.ShouldBe([new Loss(RowFate.Consumed, "consumed", 2)]);
        var balance = FlowReading.BalanceOf(SubjectOf(ledger));
        (balance.Read, balance.Made, balance.Kept, balance.Between).ShouldBe((10, 4, 10, 0));
    }

    [Fact]
    public void Findings_of_deduplication_are_read_off_its_details()
    {
        var ledger = new Ledger();
        ledger.Step("dedup").Details = JsonNode.Parse("""
            {"method": "join", "guarantee": "All pairs.", "threshold": 0.8, "rows": 20, "removed": {"duplicate": 4, "near": 3},
             "cluster_sizes": {"2": 3, "6": 1}, "similarities": {"0.80": 1, "0.83": 2, "1.00": 4}}
            """)!.AsObject();
        var found = DedupReading.Of(ledger).Single();
        (found.Before, found.Removed, found.After, found.Threshold).ShouldBe((20, 7, 13, "0.8"));
        found.Sizes!.Bars.ShouldBe([new Bar("2", 3), new Bar("5–8", 1)]);
        found.Similarities!.Bars.Count.ShouldBe(21);
        found.Similarities.Bars[3].ShouldBe(new Bar("0.83", 2));
    }

    private static Subject SubjectOf(Ledger ledger) => new()
    {
        Name = "n", Place = "p", Ledger = ledger, State = "finished", IsComplete = true, Outputs = [], Rejects = [], UsualPage = "p.html",
    };

    private static ReportModel HostileModel() => new()
    {
        Name = Hostile,
        Place = Hostile,
        Written = DateTimeOffset.UnixEpoch,
        IsWhole = true,
        Balance = new RowBalance(3, 0, 1, 1, 1, 0, "complete", IsComplete: true),
        Warnings = [Hostile],
        Flow = new RowFlow([new(Hostile, 3)], [new([Hostile], 3, 0, 1, [new Loss(RowFate.Dropped, Hostile, 1), new Loss(RowFate.Quarantined, Hostile, 1)])]),
        Shares = [new ShareTable(Hostile, [new ShareLine(Hostile, 1, 0.5, 2)])],
        Sources = [new SourceLine(Hostile, Hostile, Hostile, 3, 1, 1, 1, 0.5, 0.5)],
        Schemas = [new SchemaLine(Hostile, 3, 1, 1, 1, 1, 1)],
        Output = new OutputFacts
        {
            File = Hostile,
            Rows = 1,
            Lengths = new Histogram(Hostile, Hostile, [new Bar(Hostile, 1)]),
            Scores = [new Histogram(Hostile, Hostile, [])],
            Values = [new ValueTable(Hostile, Hostile, [new ShareLine(Hostile, 1, null, 1)], null, 1, 1)],
            Quality = new QualityBands(Hostile, 1, 9, [new ShareLine("9 to 10", 1, null, 1)]),
            Samples = [new ShownRow(1, Hostile, Hostile, Hostile, Hostile, [new ShownField(Hostile, Hostile, 9, IsText: true)], 2)],
            Seed = 0,
        },
        Dedups = [new DedupFacts(Hostile, 3, 2, 1, Hostile, Hostile, new Histogram(Hostile, Hostile, [new Bar(Hostile, 1)]), null)],
        Faults = [new FoundFault(Hostile, Hostile, 1, [new FaultExample(Hostile, Hostile, Hostile)])],
        ShortSources = [new ShortSource(Hostile, Hostile)],
        Calls = [new CallLine(Hostile, 1, [(Hostile, Hostile)])],
        Times = [new TimeLine(Hostile, 1.5, 1, 1), new TimeLine(Hostile, null, 0, 0)],
        Again = new Reproduction(Hostile, "1", Hostile, Hostile, [new NamedFile(Hostile, Hostile)], [new NamedFile(Hostile, Hostile)]),
    };
}
