using System.Text.Json;
using Quern.Reports.Verify;

namespace Quern.Tests.Reports.Verify;

/// <summary>Scores in their bands, shares and targets as they are typed, shapes of a file.</summary>
public sealed class NumbersTests
{
    [Fact]
    public void A_score_lies_in_the_band_that_it_begins()
    {
        var scores = new Scores();
        foreach (var score in new[] { 1, 6.99, 7, 7.5, 8, 8.999, 9, 9.1, 10 })
        {
            scores.Add(score);
        }

        Scores.Bands.Select(static b => b.Name).ShouldBe(["9 to 10", "8 to 9", "7 to 8", "below 7"]);
        scores.Rows.ShouldBe([3, 2, 2, 2]);
        var all = new Scores();
        all.Mean.ShouldBeNull();
        all.Add(scores);
        all.Add(scores);
        all.Rows.ShouldBe([6, 4, 4, 4]);
        all.Mean.ShouldBe(scores.Mean);
        all.Clear();
        (all.Count, all.Mean, all.Rows.Sum()).ShouldBe((0, null, 0));
    }

    [Theory]
    [InlineData("label:benign", "60%", 0.6)]
    [InlineData("label:benign", "0.6", 0.6)]
    [InlineData("label:a:b", "1", 1)]
    [InlineData("label:benign", "12.5%", 0.125)]
    [InlineData("label:benign", "0", 0)]
    public void A_share_is_a_field_a_value_and_a_number(string what, string share, double expected)
    {
        var shares = new Dictionary<string, string> { [what] = share };
        ShareTarget.Faults(shares).ShouldBeEmpty();
        ShareTarget.Of(shares).ShouldHaveSingleItem().ShouldBe(new ShareTarget("label", what["label:".Length..], expected));
    }

    [Theory]
    [InlineData("label", "60%")]
    [InlineData("label:", "60%")]
    [InlineData(":benign", "60%")]
    [InlineData("label:benign", "160%")]
    [InlineData("label:benign", "-1%")]
    [InlineData("label:benign", "most")]
    [InlineData("label:benign", "")]
    public void What_is_no_share_is_refused(string what, string share)
        => ShareTarget.Faults(new Dictionary<string, string> { [what] = share }).ShouldHaveSingleItem().ShouldContain("FIELD:VALUE=SHARE");

    [Fact]
    public void Options_count_more_than_a_recipe_and_that_more_than_a_preset()
    {
        var targets = VerifyTargets.Of(new VerifyOptions { Preset = "curated-instruct", MinRows = 3 }, new VerifyTargets { MinRows = 7, MinTeachers = 2 });
        targets.ShouldBe(new VerifyTargets { Rows = 600_000, MinRows = 3, MinTeachers = 2, MinMeanQuality = 8, MaxDuplicates = 0.01, MaxCost = 150 });
        VerifyTargets.Of(new VerifyOptions(), null).ShouldBe(new VerifyTargets());
    }

    // 61 of 100 is one percent more than 60, whatever doubles make of it.
    [Theory]
    [InlineData(61, true)]
    [InlineData(59, true)]
    [InlineData(62, false)]
    public void A_share_may_be_off_by_the_tolerance(int rows, bool isMet)
    {
        var tally = new Tally(["label"]);
        tally.Register(new MemberMasks());
        for (var i = 0; i < 100; i++)
        {
            using var row = JsonDocument.Parse($"{{\"label\":\"{(i < rows ? "a" : "b")}\"}}");
            tally.Count(row.RootElement, "text", mask: ulong.MaxValue);
        }

        new TargetLines(new VerifyTargets(), tally).Judge(0, null, [new ShareTarget("label", "a", 0.6)], 0.01).ShouldHaveSingleItem().Met.ShouldBe(isMet);
    }

    [Theory]
    [InlineData("instruction", 9, "chat", "mixed-shapes 10")]
    [InlineData("instruction", 8, "chat", "")]
    [InlineData("instruction", 9, "instruction without output", "missing-field 10")]
    [InlineData("chat", 9, "other", "missing-field 10")]
    [InlineData("chat", 9, "instruction without output", "missing-field 10")]
    [InlineData("instruction without output", 9, "instruction", "")]
    [InlineData("other", 9, "chat", "")]
    public void Rows_that_are_not_like_most_of_a_file_are_strangers(string shape, int rows, string last, string expected)
    {
        var file = new FileShapes();
        for (var line = 1; line <= rows; line++)
        {
            file.Count(shape, line);
        }

        file.Count(last, rows + 1);
        var findings = new Findings();
        file.Close("data.jsonl", rows + 1, findings);
        string.Join(", ", FaultKinds.All.SelectMany(k => findings.Of(k.Name)).Select(static f => $"{f.Kind} {f.Line}")).ShouldBe(expected);
    }

    [Fact]
    public void More_faults_than_are_kept_are_counted()
    {
        var (findings, all) = (new Findings(), new Findings());
        for (var i = 0; i < Findings.MostKept - 5; i++)
        {
            findings.Add(new Finding(FaultKinds.Secret, "f", i, null, ""));
        }

        all.Add(findings);
        all.Add(findings);
        (all.Count(FaultKinds.Secret), all.Of(FaultKinds.Secret).Count).ShouldBe((2 * (Findings.MostKept - 5), Findings.MostKept));
        all.Forget(FaultKinds.Secret);
        (all.Count(FaultKinds.Secret), all.Of(FaultKinds.Secret).Count).ShouldBe((0, 0));
    }
}
