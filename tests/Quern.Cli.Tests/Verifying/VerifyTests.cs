using System.Text.Json;

namespace Quern.Cli.Tests.Verifying;

/// <summary>What verify says, and how it is asked.</summary>
public sealed class VerifyTests : IDisposable
{
    private const string Words = "barley-and-nothing-but-barley";

    private readonly VerifyProgram _verify = new();

    public void Dispose() => _verify.Dispose();

    [Fact]
    public void First_it_says_what_is_there()
    {
        string[] rows = ["{\"instruction\":\"one two three\",\"output\":\"a b c d\",\"quality_score\":8.5,\"language\":\"de\"}", "{\"instruction\":\"one\",\"output\":\"a b\",\"quality_score\":9.5,\"language\":\"fr\"}", "{\"instruction\":\"one\",\"output\":\"a b\",\"quality_score\":6,\"language\":\"fr\"}", "{\"instruction\":\"two\",\"output\":\"c d\",\"quality_score\":7}"];
        _verify.Write("data.jsonl", rows);
        var outcome = _verify.Quern.Run("verify", "data.jsonl", "--allow", "duplicate-row");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        Plain(outcome.Output).ShouldStartWith(
            "data.jsonl\nrows 4\nformat jsonl, instruction\nmean quality 7.75 (9 to 10 25%, 8 to 9 25%, 7 to 8 25%, below 7 25%)\nduplicates 25% (1 equal)\n"
            + "mean instruction 1.5 words\nmean response 2.5 words\nwords of a row 4.8 in the mean, 8 at the most\nlanguages fr 50%, de 25%\n");
        outcome.Output.ShouldContain("duplicate-row (allowed)");
        outcome.Output.ShouldContain("no faults but those that are allowed");
        outcome.Output.ShouldContain("data.jsonl:3: duplicate-row: the row says the same as data.jsonl:2");
        outcome.Output.ShouldContain("compared with no ledger");
        var set = _verify.Run("data.jsonl").Result.GetProperty("sets")[0];
        set.GetProperty("rows").GetInt64().ShouldBe(4);
        set.GetProperty("mean_quality").GetDouble().ShouldBe(7.75);
        set.GetProperty("duplicates").GetInt64().ShouldBe(1);
        set.GetProperty("duplicate_share").GetDouble().ShouldBe(0.25);
        set.GetProperty("mean_instruction_words").GetDouble().ShouldBe(1.5);
        set.GetProperty("mean_response_words").GetDouble().ShouldBe(2.5);
        set.GetProperty("shapes").GetProperty("instruction").GetInt64().ShouldBe(4);
        set.GetProperty("files")[0].GetProperty("format").GetString().ShouldBe("jsonl");
    }

    [Fact]
    public void Every_fault_goes_into_a_file_and_examples_are_few()
    {
        _verify.Write("data.jsonl", CleanRows.Of(CleanRows.Chat, 30).Select(static r => r.Replace("\"assistant\"", "\"miller\"", StringComparison.Ordinal)));
        var outcome = _verify.Quern.Run("verify", "data.jsonl", "--faults", "faults.jsonl", "--examples", "2");
        outcome.Exit.ShouldBe(7);
        outcome.Output.ShouldContain("data.jsonl:2 (id r-2): unknown-role: message 3 of messages has the role 'miller'");
        outcome.Output.ShouldNotContain("data.jsonl:3 ");
        outcome.Output.ShouldContain("... and 28 more of unknown-role");
        outcome.Output.ShouldContain("30 faults of 1 kind\n");
        var faults = _verify.Quern.Lines("faults.jsonl").Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        faults.Select(static f => f.GetProperty("line").GetInt64()).ShouldBe(Enumerable.Range(1, 30).Select(static i => (long)i));
        faults.ShouldAllBe(static f => f.GetProperty("kind").GetString() == "unknown-role" && f.GetProperty("file").GetString() == "data.jsonl" && f.GetProperty("id").GetString()!.StartsWith("r-", StringComparison.Ordinal));
        _verify.Quern.Run("verify", "data.jsonl", "--faults", "faults.jsonl").Exit.ShouldBe(2);
        _verify.Quern.Run("verify", "data.jsonl", "--faults", "faults.jsonl", "--force", "--allow", "unknown-role").Exit.ShouldBe(0);
    }

    [Fact]
    public void The_file_that_is_verified_is_never_replaced_by_its_faults()
    {
        _verify.Write("data.jsonl", CleanRows.Of(CleanRows.Chat));
        var before = _verify.Quern.Read("data.jsonl");
        var outcome = _verify.Quern.Run("verify", "data.jsonl", "--faults", "./data.jsonl", "--force");
        outcome.Exit.ShouldBe(2);
        outcome.Errors.ShouldContain("one of the files that were verified");
        _verify.Quern.Read("data.jsonl").ShouldBe(before);
    }

    [Fact]
    public void No_text_of_a_row_and_no_secret_is_ever_told()
    {
        var secret = "gh" + "p_" + "q7Rk2Wz9Lm4Xc8Vb3Nt6Yh1Jd5Gf0PsEa7Uo";
        _verify.Write(
            "data.jsonl",
            [
                $"{{\"id\":\"a\",\"instruction\":\"{Words} {secret}\",\"output\":\"{Words}\",\"category\":\"{secret}\",\"quality_score\":\"{Words}\"}}", $"{{\"id\":\"{secret}\",\"instruction\":\"{Words}\",\"output\":\"{Words}\"}}",
                $"{{\"id\":\"b\",\"{Words}\":1,\"{Words}\":2}}", $"{{\"id\":\"c\",\"messages\":[{{\"role\":\"{Words}\",\"content\":\"{Words}\"}}]}}", $"{{\"id\":\"d\",\"instruction\":\"{Words}\",\"output\":{{\"{Words}\":1}}}}",
                $"{{\"id\":\"e\",\"instruction\":\"{Words}", $"{Words}", $"{{\"id\":\"f\",\"execution_plan\":{{\"nodes\":[{{\"node_id\":\"{Words}\",\"tool_name\":\"\"}}],\"edges\":[{{\"src\":\"{Words}\",\"dst\":\"x{Words}\"}}]}}}}",
                $"{{\"id\":\"g\",\"instruction\":\"{Words}\",\"output\":\"x@{Words}.org\"}}", $"{{\"id\":\"h\",\"instruction\":\"\",\"output\":\"{Words} \\u0000 &amp;\"}}", $"{{\"id\":\"h\",\"instruction\":\"{Words}\",\"output\":\"{Words}\\ud800\"}}",
            ]);
        foreach (var options in new[] { ["--json"], Array.Empty<string>() })
        {
            var outcome = _verify.Quern.Run(["verify", "data.jsonl", "--no-personal-data", "--near", "--group", "instruction", "--faults", "faults.jsonl", "--force", .. options]);
            outcome.Exit.ShouldBe(7, outcome.Errors);
            foreach (var text in new[] { outcome.Output, outcome.Errors, _verify.Quern.Read("faults.jsonl") })
            {
                text.ShouldNotContain(Words);
                text.ShouldNotContain(secret);
            }
        }
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        var rows = CleanRows.Of(static i => i % 97 == 0 ? "{broken" : i % 89 == 0 ? CleanRows.Chat(i) : CleanRows.Instruction(i % 5000), 24_000);
        _verify.Write("d/train.jsonl", rows);
        _verify.Write("d/test.jsonl", rows[..400]);
        string[] arguments = ["verify", "d", "--near", "--json", "--examples", "100000"];
        var one = _verify.Quern.Run([.. arguments, "--workers", "1"]);
        one.Exit.ShouldBe(7, one.Errors);
        _verify.Quern.Run([.. arguments, "--workers", "4"]).Output.ShouldBe(one.Output);
    }

    [Theory]
    [InlineData("No file was named", "verify")]
    [InlineData("There is no option --nears", "verify", "data.jsonl", "--nears")]
    [InlineData("There is no kind of fault 'secrets'. Did you mean 'secret'?", "verify", "data.jsonl", "--allow", "secrets")]
    [InlineData("There are no targets called 'curated'", "verify", "data.jsonl", "--preset", "curated")]
    [InlineData("expects FIELD:VALUE=SHARE", "verify", "data.jsonl", "--share", "label=60%")]
    [InlineData("expects FIELD:VALUE=SHARE", "verify", "data.jsonl", "--share", "label:benign=160%")]
    [InlineData("The threshold lies above 0", "verify", "data.jsonl", "--threshold", "0")]
    [InlineData("A share lies between 0 and 1", "verify", "data.jsonl", "--max-duplicates", "2")]
    [InlineData("is not below 0", "verify", "data.jsonl", "--min-rows", "-1")]
    [InlineData("The path 'a..b'", "verify", "data.jsonl", "--group", "a..b")]
    [InlineData("none.jsonl was not found", "verify", "none.jsonl")]
    [InlineData("is named twice", "verify", "data.jsonl", "./data.jsonl")]
    [InlineData("is named twice", "verify", "data.jsonl", ".")]
    [InlineData("Standard input (-) cannot be verified", "verify", "-")]
    [InlineData("none.stats.json was not found", "verify", "data.jsonl", "--against", "none.stats.json")]
    [InlineData("None of the files that", "verify", "data.jsonl", "--against", "out.stats.json")]
    [InlineData("holds no file of rows", "verify", "empty")]
    [InlineData("--examples cannot be -1", "verify", "data.jsonl", "--examples", "-1")]
    public void What_cannot_be_meant_is_refused(string expected, params string[] arguments)
    {
        _verify.Write("data.jsonl", CleanRows.Of(CleanRows.Chat));
        _verify.Write("in/rows.jsonl", CleanRows.Of(CleanRows.Chat));
        _verify.Do("convert", "in/rows.jsonl", "-o", "out.jsonl");
        File.Delete(_verify.Quern.At("out.jsonl"));
        Directory.CreateDirectory(_verify.Quern.At("empty"));
        var outcome = _verify.Quern.RunWith([], arguments);
        outcome.Exit.ShouldBe(2, outcome.Output);
        outcome.Errors.ShouldContain(expected);
    }

    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(static l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(static l => l.Length > 0));
}
