using System.Text.Json.Nodes;
using Quern.Reports.Card;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Reports.Card;

public sealed class CardLedgerTests : IDisposable
{
    private readonly CardCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void The_numbers_are_those_of_the_runs_ledger()
    {
        var result = Run();
        var text = _case.Card("run");
        var ledger = result.Ledger;
        text.ShouldContain($"{ledger.Read:N0} read = {ledger.Kept:N0} kept + {ledger.Dropped:N0} dropped + {ledger.Quarantined:N0} quarantined. ");
        ledger.Kept.ShouldBe(15);
        text.ShouldContain("| `a` | 21 | 10 | 10 below-min | 1 invalid-json |\n");
        text.ShouldContain("| `b` | 15 | 5 | 10 where |  |\n");
        foreach (var step in ledger.Steps)
        {
            text.ShouldContain($"| `{step.Label}` | {step.Total.In:N0} | {step.Total.Out:N0} |");
        }

        text.ShouldContain("- 1 row could not be processed and is missing");
        text.ShouldContain("15 rows in 1 file (JSONL). The recipe `mill` made them");
    }

    [Fact]
    public void The_recipe_is_shown_without_the_folders_of_this_machine()
    {
        Run();
        var text = _case.Card("run");
        text.ShouldContain("```yaml\nname: \"mill\"\nseed: 5\n");
        text.ShouldContain("  - jsonl: \"out/rows.jsonl\"\n");
        text.ShouldContain("```sh\nquern run recipe.yaml\n```");
        text.ShouldContain($"version {MakingSections.Version}");
        text.ShouldNotContain(_case.Folder);
    }

    [Fact]
    public void A_file_that_was_changed_since_is_counted_anew_and_that_is_said()
    {
        Run();
        File.AppendAllText(_case.At("out/rows.jsonl"), "{\"n\":1}\n");
        var text = _case.Card("run");
        text.ShouldContain("    num_examples: 16\n");
        text.ShouldContain("The ledger counts 15 rows as kept, and the files hold 16");
        text.ShouldContain("rows.jsonl was changed, copied or touched after the run had written it.");
    }

    [Fact]
    public void Shares_and_duplicates_of_steps_are_shown()
    {
        var ledger = CardCase.LedgerOf(("a", 4, null));
        ledger.Steps.Add(new StepLedger("mix") { Details = (JsonObject)JsonNode.Parse("""{"shares":[{"name":"a|b","rows":3,"requested":0.75,"achieved":0.7512},{"name":"c","rows":1,"requested":null},7,{"name":5,"rows":"x"}]}""")! });
        ledger.Steps.Add(new StepLedger("dedup") { Details = (JsonObject)JsonNode.Parse("""{"threshold":0.8,"rows":6,"removed":{"duplicate":1,"near-duplicate":1},"known_rows":0,"no_text":2,"guarantee":"All pairs."}""")! });
        ledger.Steps.Add(new StepLedger("strange") { Details = (JsonObject)JsonNode.Parse("""{"threshold":"high","shares":{},"removed":[]}""")! });
        foreach (var step in ledger.Steps.Skip(1))
        {
            (step.Of("a").In, step.Of("a").Out) = (4, 4);
        }

        _case.WriteRows("out/rows.jsonl", 4);
        _case.WriteLedger("out/rows.jsonl", ledger);
        var text = _case.Card("out");
        text.ShouldContain("### Shares (`mix`)\n\n| Part | Rows | Requested | Achieved |\n|---|---:|---:|---:|\n| `a\\|b` | 3 | 75 % | 75.1 % |\n| `c` | 1 |  |  |\n|  |  |  |  |\n");
        text.ShouldContain("### Duplicates (`dedup`)\n\nRows with a Jaccard index of 0.8 or more are duplicates. Of 6 rows compared, 2 were removed (1 duplicate, 1 near-duplicate). 2 rows have no text; they were kept and not compared. All pairs.\n");
        text.ShouldNotContain("`strange`)");
    }

    [Fact]
    public void Several_files_may_have_a_ledger_each_or_one_together()
    {
        _case.WriteRows("out/a.jsonl", 2);
        _case.WriteLedger("out/a.jsonl", CardCase.LedgerOf(("x", 2, null)));
        _case.WriteRows("out/train.jsonl", 5);
        _case.WriteRows("out/test.jsonl", 1);
        var split = CardCase.LedgerOf(("y", 6, null));
        split.Outputs.AddRange([new LedgerOutput("train.jsonl", 5, 0, "0"), new LedgerOutput("test.jsonl", 1, 0, "0")]);
        _case.WriteLedger("out/split.jsonl", split);
        _case.WriteLedger("out/old.jsonl", CardCase.LedgerOf(("z", 99, null)));
        _case.Write("out/other.stats.json", "{\"rows\":3,\"fields\":[]}");
        var text = _case.Card("out");
        text.ShouldContain("## What became of every row of `a.jsonl`\n");
        text.ShouldContain("## What became of every row of `test.jsonl`, `train.jsonl`\n");
        text.ShouldNotContain("`z`");
    }

    [Fact]
    public void Short_sources_and_numbers_that_were_lost_are_limits()
    {
        var ledger = CardCase.LedgerOf(("a", 1, null));
        ledger.NonFinite = 3;
        ledger.NoteShort("b", "/home/me/secret/b.jsonl breaks off at byte 7 <b>.");
        _case.WriteRows("out/rows.jsonl", 1);
        _case.WriteLedger("out/rows.jsonl", ledger);
        var text = _case.Card("out");
        text.ShouldContain("- `b` could not be had or not be read to its end: …/b.jsonl breaks off at byte 7 \\<b\\>.\n");
        text.ShouldContain("- 3 numbers of the sources (NaN, Infinity) became null");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"steps\":[{\"label\":null}]}")]
    [InlineData("{\"steps\":[{\"label\":\"read\",\"sources\":{\"a\":{\"in\":5,\"out\":1}}}]}")]
    public void A_damaged_ledger_is_a_fault_and_not_a_card_without_licences(string json)
    {
        _case.WriteRows("out/rows.jsonl", 1);
        _case.Write("out/rows.stats.json", json);
        Should.Throw<RunFault>(() => _case.Facts("out")).Message.ShouldContain("rows.stats.json is damaged");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"steps\":")]
    public void So_is_that_of_a_run(string json)
    {
        Run();
        File.WriteAllText(_case.At("run/ledger.json"), json);
        Should.Throw<RunFault>(() => _case.Facts("run")).Message.ShouldContain("ledger.json is damaged");
    }

    private RunResult Run()
    {
        _case.Write("a.jsonl", string.Concat(Enumerable.Range(0, 20).Select(static i => $"{{\"n\":{i}}}\n")) + "{\n");
        _case.WriteRows("b.jsonl", 15);
        return _case.Run($"name: mill\nseed: 5\ntolerance: 0.5\nsources:\n  - files: a.jsonl\n  - {{ files: b.jsonl, where: \"n >= 10\" }}\nsteps:\n  - filter: {{ field: n, min: 10 }}\n  - shuffle: {{}}\noutputs:\n  - jsonl: {_case.At("out/rows.jsonl")}\n");
    }
}
