using Quern.Reports.Card;
using Quern.Rows;
using Quern.Running;

namespace Quern.Tests.Reports.Card;

public sealed class CardHostileTests : IDisposable
{
    private readonly CardCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public void Names_of_files_fields_sources_and_reasons_cannot_break_out()
    {
        const string Name = "a`|b<i>\n---\n# x";
        _case.Write("out/a`|b.jsonl", "{\"---\":1,\"a|b`c\\n\":\"x\",\"<script>\":null}\n");
        var ledger = CardCase.LedgerOf((Name, 2, new SourceOrigin("me/x](http://evil) |", "1\n---", "cc-by-4.0 <b> |")));
        var counts = ledger.Step("read").Of(Name);
        (counts.Out, counts.Dropped["bad|<img>\n`"]) = (1, 1);
        _case.WriteLedger("out/a`|b.jsonl", ledger);
        var text = _case.Card("out");
        CardCase.Texts(CardCase.Head(text), "license_name").ShouldBe(["cc-by-4.0 <b> |"]);
        var lines = text.Split('\n');
        lines.Count(static l => l == "---").ShouldBe(2);
        lines.ShouldNotContain("# x");
        text.ShouldContain("| `a'\\|b.jsonl` | train | JSONL | 1 |");
        text.ShouldContain("| `---` | number | 100 % |");
        text.ShouldContain("| `a\\|b'c` | text | 100 % |");
        text.ShouldContain("1 bad\\|\\<img\\> \\`");
        text.ShouldNotContain("(http://evil)");
        foreach (var table in lines.Where(static l => l.StartsWith('|')).Chunk(1))
        {
            table[0].ShouldEndWith("|");
        }
    }

    [Fact]
    public void A_recipe_cannot_close_its_block()
    {
        _case.WriteRows("in.jsonl", 3);
        _case.Run($"name: r\nsources: [{{ files: in.jsonl }}]\nsteps:\n  - add-field: {{ field: x, value: '````' }}\noutputs: [{{ jsonl: {_case.At("out/rows.jsonl")} }}]\n");
        _case.Card("run").ShouldContain("\n`````yaml\n");
    }

    [Fact]
    public void Rows_that_are_not_valid_are_counted_and_said()
    {
        _case.Write("out/rows.jsonl", "{\"a\":1}\n{\n[1]\n");
        var facts = _case.Facts("out");
        facts.Stats.Invalid.ShouldBe(2);
        CardPage.Of(facts).ShouldContain("2 rows of the files are not valid and in no field's count: 1 invalid-json, 1 not-an-object.");
    }

    [Fact]
    public void A_file_without_any_row_is_no_dataset()
    {
        _case.Write("out/rows.jsonl", "no\nrows\n");
        Should.Throw<RecipeFault>(() => _case.Facts("out")).Message.ShouldContain("holds no valid row (2 invalid-json)");
        _case.Write("picture.jsonl", "\u0089PNG\r\n\u001a\n\0\0\0");
        Should.Throw<QuernFault>(() => _case.Facts("picture.jsonl"));
    }

    [Fact]
    public void A_folder_without_rows_says_what_was_looked_for_and_what_is_there()
    {
        _case.Write("out/README.md", "# Mine\n");
        _case.Write("out/old.stats.json", "{}");
        var fault = Should.Throw<RecipeFault>(() => _case.Facts("out"));
        fault.Message.ShouldContain("holds no file of rows; looked for .parquet, and .jsonl");
        fault.Message.ShouldContain("There are README.md.");
        Directory.CreateDirectory(_case.At("empty"));
        Should.Throw<RecipeFault>(() => _case.Facts("empty")).Message.ShouldContain("It is empty");
        Should.Throw<RecipeFault>(() => _case.Facts("nowhere")).Message.ShouldContain("nowhere was not found");
    }

    [Fact]
    public void A_run_needs_an_end_and_outputs()
    {
        _case.WriteRows("in.jsonl", 3);
        _case.Run($"name: r\nsources: [{{ files: in.jsonl }}]\noutputs: [{{ jsonl: {_case.At("out/a.jsonl")} }}, {{ jsonl: {_case.At("out/b.jsonl")} }}]\n");
        File.Delete(_case.At("out/a.jsonl"));
        _case.Card("run").ShouldContain("- a.jsonl, an output of the run, was not there when this card was made.");
        File.Delete(_case.At("out/b.jsonl"));
        Should.Throw<RecipeFault>(() => _case.Facts("run")).Message.ShouldContain("has no output that could be published (not there any more:");
        File.Delete(_case.At("run/ledger.json"));
        Should.Throw<RecipeFault>(() => _case.Facts("run")).Message.ShouldContain("is interrupted");
    }

    [Fact]
    public void Paths_of_this_machine_are_shortened_and_addresses_and_patterns_are_not()
    {
        var paths = new PlainPaths("/work/mine");
        paths.Name("/home/me/x/rows.jsonl").ShouldBe("…/rows.jsonl");
        paths.Name("/work/mine/data/rows.jsonl").ShouldBe("data/rows.jsonl");
        paths.Name("data/rows.jsonl").ShouldBe("data/rows.jsonl");
        paths.Text("see https://host/a/b/c, /home/me/b.csv and 1/2/3").ShouldBe("see https://host/a/b/c, …/b.csv and 1/2/3");
        paths.Recipe("  - filter: { field: \"a\", matches: \"/v1/none\" }\n      - \"/home/me/two words/r.csv\"\n").ShouldBe("  - filter: { field: \"a\", matches: \"/v1/none\" }\n      - \"…/r.csv\"\n");
    }
}
