using Quern.Reports.Card;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Reports.Card;

public sealed class CardLicenceTests : IDisposable
{
    private readonly CardCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void The_strictest_stands_first_and_an_unknown_one_before_all()
    {
        Mixed();
        var text = _case.Card("out");
        CardCase.Texts(CardCase.Head(text), "license").ShouldBe(["unknown", "cc-by-nc-4.0", "other", "cc-by-sa-4.0", "cc-by-4.0", "mit"]);
        CardCase.Texts(CardCase.Head(text), "license_link").ShouldBe(["https://huggingface.co/datasets/me/own"]);
        var table = text[text.IndexOf("| Source | Licence", StringComparison.Ordinal)..].Split('\n')[2..8];
        table.Select(static l => l.Split('|')[1].Trim().Split(' ')[0]).ShouldBe(["`nobody`", "`nc`", "`own`", "`sa`", "`by`", "`free`"]);
        table[1].ShouldBe("| `nc` ([me/nc](https://huggingface.co/datasets/me/nc) at `0123456789ab`) | cc-by-nc-4.0 | no commercial use; name where it comes from | 2 |");
        text.ShouldContain("**Warning: the licence of `nobody` is not known.**");
    }

    [Theory]
    [InlineData("mit", "cc-by-nc-4.0, under which nc stands: no commercial use", "cc-by-sa-4.0, under which sa stands", "cc-by-4.0, under which by stands: name where it comes from")]
    [InlineData("cc-by-sa-4.0", "under which nc stands: no commercial use", "other, under which own stands: terms of its own", "--license-ok")]
    public void A_licence_that_asks_for_less_is_refused(string licence, params string[] said)
    {
        Mixed();
        var fault = Should.Throw<RecipeFault>(() => _case.Facts("out", r => r with { Licence = licence }));
        said.ShouldAllBe(s => fault.Message.Contains(s, StringComparison.Ordinal));
        fault.Message.ShouldNotContain("nobody");
        fault.Message.ShouldNotContain("gone");
    }

    [Fact]
    public void One_that_was_confirmed_is_stated()
    {
        Mixed();
        var text = _case.Card("out", static r => r with { Licence = "MIT", LicenceMayBeLaxer = true });
        CardCase.Texts(CardCase.Head(text), "license").ShouldBe(["mit"]);
        text.ShouldContain("published under MIT, which asks for less");
        text.ShouldContain("(cc-by-nc-4.0): no commercial use; name where it comes from\n");
    }

    [Theory]
    [InlineData("cc-by-nc-sa-4.0")]
    [InlineData("cc-by-nc-4.0")]
    public void A_licence_that_keeps_everything_is_taken(string licence)
    {
        _case.WriteRows("out/rows.jsonl", 4);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf(("nc", 2, new SourceOrigin("me/nc", "1", "cc-by-nc-4.0")), ("free", 2, new SourceOrigin("me/free", "1", "mit"))));
        var text = _case.Card("out", r => r with { Licence = licence });
        CardCase.Texts(CardCase.Head(text), "license").ShouldBe([licence]);
        text.ShouldNotContain("asks for less");
    }

    [Fact]
    public void A_licence_of_ones_own_is_called_other_and_not_judged()
    {
        Mixed();
        var head = CardCase.Head(_case.Card("out", static r => r with { Licence = "Mill: \"terms\"" }));
        CardCase.Texts(head, "license").ShouldBe(["other"]);
        CardCase.Texts(head, "license_name").ShouldBe(["Mill: \"terms\""]);
        _case.Card("out", static r => r with { Licence = "Mill" }).ShouldContain("Whether Mill keeps what the licences below ask was not checked");
    }

    [Fact]
    public void Commerce_that_the_registry_or_the_origin_forbids_binds_whatever_the_name()
    {
        _case.WriteRows("out/rows.jsonl", 1);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf(("x", 1, new SourceOrigin("me/x", "1", "mit") { NonCommercial = true })));
        Should.Throw<RecipeFault>(() => _case.Facts("out", static r => r with { Licence = "mit" })).Message.ShouldContain("no commercial use");
    }

    [Fact]
    public void The_registry_knows_what_the_ledger_does_not()
    {
        _case.WriteRows("out/rows.jsonl", 1);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf(("x", 1, new SourceOrigin("Salesforce/xlam-function-calling-60k", "1", null))));
        var text = _case.Card("out");
        text.ShouldContain("| cc-by-4.0 | name where it comes from; given only to those who accept its terms | 1 |");
        CardCase.Texts(CardCase.Head(text), "license").ShouldBe(["cc-by-4.0"]);
    }

    [Fact]
    public void Licences_are_followed_through_files_in_between()
    {
        var pulled = _case.WriteRows("work/pulled.jsonl", 9);
        _case.WriteLedger("work/pulled.jsonl", CardCase.LedgerOf(("far", 9, new SourceOrigin("me/far", "1", "cc-by-nc-4.0"))));
        var own = _case.WriteRows("work/own.jsonl", 2);
        _case.WriteRows("out/rows.jsonl", 8);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf((pulled, 6, null), (own, 2, null)));
        var facts = _case.Facts("out");
        facts.Carried.Select(static c => (Path.GetFileName(c.Source), c.Licence, c.Rows, Path.GetFileName(c.By))).ShouldBe([("own.jsonl", null, 2, null), ("far", "cc-by-nc-4.0", 6, "pulled.jsonl")]);
        Should.Throw<RecipeFault>(() => _case.Facts("out", static r => r with { Licence = "mit" })).Message.ShouldContain("cc-by-nc-4.0");
        CardPage.Of(facts).ShouldNotContain(_case.Folder);
    }

    [Fact]
    public void A_recipe_leads_on_by_the_files_that_it_names_and_a_circle_ends()
    {
        _case.WriteRows("pulled.jsonl", 5);
        _case.WriteLedger("pulled.jsonl", CardCase.LedgerOf(("one", 3, new SourceOrigin("me/one", "1", "mit")), ("two", 2, new SourceOrigin("me/two", "1", "odc-by")), (_case.At("pulled.jsonl"), 0, null)));
        _case.Run($"name: r\nsources: [{{ files: pulled.jsonl, name: mine }}]\noutputs: [{{ jsonl: {_case.At("out/rows.jsonl")} }}]\n");
        _case.Facts("run").Carried.Where(static c => c.Binds).Select(static c => (c.Source, c.Licence, c.Rows)).ShouldBe([("two", "odc-by", null), ("one", "mit", null)]);
    }

    private void Mixed()
    {
        _case.WriteRows("out/rows.jsonl", 12);
        _case.WriteLedger("out/rows.jsonl", CardCase.LedgerOf(
            ("by", 2, new SourceOrigin("me/by", "1", "cc-by-4.0")),
            ("free", 2, new SourceOrigin("me/free", "1", "MIT")),
            ("gone", 0, new SourceOrigin("me/gone", "1", "gpl-3.0, cc-by-nc-nd-4.0")),
            ("nc", 2, new SourceOrigin("me/nc", "0123456789abcdef", "cc-by-nc-4.0")),
            ("nobody", 2, new SourceOrigin("me/nobody", "1", null)),
            ("own", 2, new SourceOrigin("me/own", "1", "other")),
            ("sa", 2, new SourceOrigin("me/sa", "1", "cc-by-sa-4.0"))));
    }
}
