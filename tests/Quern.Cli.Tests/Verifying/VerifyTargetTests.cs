using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quern.Cli.Tests.Verifying;

/// <summary>What is asked of all rows together: met, or missed with what to change.</summary>
public sealed class VerifyTargetTests : IDisposable
{
    private readonly VerifyProgram _verify = new();

    // 40 rows, of mean quality 8, by two teachers, half of them benign.
    public VerifyTargetTests() => _verify.Write("data.jsonl", Rows(40));

    public void Dispose() => _verify.Dispose();

    [Theory]
    [InlineData("rows", "at least 41", "40", "take more rows of the sources", "--min-rows", "41")]
    [InlineData("mean quality", "at least 8.5", "8.00", "raise the threshold of the quality filter", "--min-mean-quality", "8.5")]
    [InlineData("mean quality", "at least 5", "no row has a score", "name the field of the score (--score)", "--min-mean-quality", "5", "--score", "grade")]
    [InlineData("teachers", "at least 3", "2", "let more teachers answer", "--min-teachers", "3")]
    [InlineData("cost", "at most 150 USD", "no ledger tells", "name the ledger of the run (--against)", "--max-cost", "150")]
    [InlineData("share label=benign", "60.00 %", "50.00 %", "quern mix", "--share", "label:benign=60%")]
    [InlineData("share label=benign", "52.00 %", "50.00 %", "quern mix", "--share", "label:benign=0.52")]
    [InlineData("share colour=red", "50.00 %", "no row has the field", "quern mix", "--share", "colour:red=50%")]
    public void A_missed_target_is_told_with_its_advice(string name, string wanted, string found, string advice, params string[] options)
        => Missed(name, wanted, found, advice, ["data.jsonl", .. options]);

    [Theory]
    [InlineData("--min-rows", "40")]
    [InlineData("--min-mean-quality", "8")]
    [InlineData("--min-teachers", "2")]
    [InlineData("--max-duplicates", "0")]
    [InlineData("--share", "label:benign=51%")]
    [InlineData("--share", "label:benign=50%", "--share-tolerance", "0")]
    [InlineData("--share", "label:benign=0.6", "--share-tolerance", "10%")]
    public void A_target_that_is_just_met_is_met(params string[] options)
    {
        var targets = _verify.Passes(["data.jsonl", .. options]).GetProperty("targets");
        targets.GetArrayLength().ShouldBe(1);
        targets[0].GetProperty("met").GetBoolean().ShouldBeTrue();
        targets[0].GetProperty("advice").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // Up to 5 % one run of dedup is enough; above it something else is wrong.
    [Theory]
    [InlineData(2, "4.76 %", "run dedup, or lower its threshold")]
    [InlineData(3, "6.98 %", "run dedup a second time at a threshold of 0.7")]
    public void Too_many_duplicates_are_no_faults_but_a_missed_target(int copies, string found, string advice)
    {
        _verify.Write("data.jsonl", [.. Rows(40), .. Rows(copies)]);
        Missed("duplicates", "at most 1.00 %", found, advice, "data.jsonl", "--max-duplicates", "1%");
        _verify.Passes("data.jsonl", "--max-duplicates", "7%");
    }

    [Fact]
    public void With_near_near_duplicates_count()
    {
        string[] rows = [.. Enumerable.Range(1, 20).Select(Long), Long(3).Replace("for the last time", "for the very last time", StringComparison.Ordinal).Replace("l-3", "l-99", StringComparison.Ordinal)];
        _verify.Write("near.jsonl", rows);
        _verify.Passes("near.jsonl", "--near");
        _verify.Passes("near.jsonl", "--max-duplicates", "1%");
        Missed("duplicates", "at most 1.00 %", "4.76 %", "run dedup", "near.jsonl", "--near", "--max-duplicates", "1%");
    }

    [Theory]
    [InlineData(151, false)]
    [InlineData(150, true)]
    public void Costs_are_those_of_the_ledger(double cost, bool isMet)
    {
        _verify.Do("convert", "data.jsonl", "-o", "out.jsonl");
        var ledger = JsonNode.Parse(_verify.Quern.Read("out.stats.json"))!;
        ledger["steps"]![0]!["details"] = new JsonObject { ["cost_usd"] = cost };
        _verify.Quern.Write("out.stats.json", ledger.ToJsonString());
        if (isMet)
        {
            _verify.Passes("out.jsonl", "--max-cost", "150");
        }
        else
        {
            Missed("cost", "at most 150 USD", "151.00 USD", "send fewer rows to models", "out.jsonl", "--max-cost", "150");
        }
    }

    [Fact]
    public void A_preset_asks_for_all_and_options_count_more()
    {
        var (exit, result) = _verify.Run("data.jsonl", "--preset", "curated-instruct");
        exit.ShouldBe(7);
        result.GetProperty("targets").EnumerateArray().Select(static t => (t.GetProperty("name").GetString(), t.GetProperty("wanted").GetString(), t.GetProperty("met").GetBoolean())).ShouldBe(
        [
            ("rows", "at least 500,000, 600,000 aimed at", false), ("mean quality", "at least 8", true), ("duplicates", "at most 1.00 %", true), ("teachers", "at least 3", false), ("cost", "at most 150 USD", false),
        ]);
        _verify.Do("convert", "data.jsonl", "-o", "out.jsonl");
        _verify.Passes("out.jsonl", "--preset", "curated-instruct", "--min-rows", "40", "--min-teachers", "2");
    }

    [Fact]
    public void Faults_and_targets_are_told_for_people_too()
    {
        var outcome = _verify.Quern.Run("verify", "data.jsonl", "--min-rows", "41", "--min-teachers", "1");
        outcome.Exit.ShouldBe(7);
        outcome.Output.ShouldContain("missed");
        outcome.Output.ShouldContain("met");
        outcome.Output.ShouldContain("rows: take more rows of the sources (max, target)");
        outcome.Output.ShouldContain("no faults");
        outcome.Errors.ShouldContain("verification failed (exit code 7)");
    }

    private static string[] Rows(int count)
        => [.. Enumerable.Range(1, count).Select(static i => CleanRows.Instruction(i).Replace(",\"quality_score\":" + (7 + (i % 3)), $",\"quality_score\":{7.5 + (i % 2)},\"label\":\"{(i % 2 == 0 ? "benign" : "adversarial")}\",\"teacher\":\"teacher-{i % 2}\"", StringComparison.Ordinal))];

    private static string Long(int i) => $"{{\"id\":\"l-{i}\",\"text\":\"In the year {1600 + i} the miller of house {i * 13} wrote for the last time that {CleanRows.Text(i)} and that nothing of it was to be sold before the feast\"}}";

    private void Missed(string name, string wanted, string found, string advice, params string[] arguments)
    {
        _verify.Fails(arguments).ShouldBeEmpty();
        var target = _verify.Run(arguments).Result.GetProperty("targets").EnumerateArray().Single(static t => !t.GetProperty("met").GetBoolean());
        target.GetProperty("name").GetString().ShouldBe(name);
        target.GetProperty("wanted").GetString().ShouldBe(wanted);
        target.GetProperty("found").GetString().ShouldBe(found);
        target.GetProperty("advice").GetString()!.ShouldContain(advice);
    }
}
