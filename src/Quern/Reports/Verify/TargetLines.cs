using System.Globalization;

namespace Quern.Reports.Verify;

/// <summary>Judges what was asked of a dataset as a whole.</summary>
/// <param name="targets">What was asked.</param>
/// <param name="tally">What was found.</param>
internal sealed class TargetLines(VerifyTargets targets, Tally tally)
{
    private const double ManyDuplicates = 0.05;

    // 61 of 100 is off 60 % by one percent, and not by what doubles make of it.
    private const double Rounding = 1e-9;

    private readonly List<TargetLine> _lines = [];

    /// <summary>The lines.</summary>
    /// <param name="duplicates">Rows that are duplicates.</param>
    /// <param name="cost">What calls to models cost; null where nothing tells.</param>
    /// <param name="shares">Shares that were asked for.</param>
    /// <param name="tolerance">How far they may be off.</param>
    public IReadOnlyList<TargetLine> Judge(long duplicates, double? cost, IReadOnlyList<ShareTarget> shares, double tolerance)
    {
        JudgeRows();
        JudgeQuality();
        JudgeDuplicates(duplicates);
        JudgeTeachers();
        JudgeCost(cost);
        foreach (var share in shares)
        {
            JudgeShare(share, tolerance);
        }

        return _lines;
    }

    private void JudgeRows()
    {
        if ((targets.MinRows ?? targets.Rows) is { } least)
        {
            var aim = targets.Rows > targets.MinRows ? string.Create(CultureInfo.InvariantCulture, $", {targets.Rows:N0} aimed at") : "";
            Add("rows", string.Create(CultureInfo.InvariantCulture, $"at least {least:N0}{aim}"), string.Create(CultureInfo.InvariantCulture, $"{tally.Rows:N0}"), tally.Rows >= least,
                "take more rows of the sources (max, target), or look in the ledger which step drops most");
        }
    }

    private void JudgeQuality()
    {
        if (targets.MinMeanQuality is { } least)
        {
            var mean = tally.Scores.Mean;
            Add("mean quality", string.Create(CultureInfo.InvariantCulture, $"at least {least}"), mean is null ? "no row has a score" : string.Create(CultureInfo.InvariantCulture, $"{mean:0.00}"), mean >= least,
                mean is null ? "score the rows first, or name the field of the score (--score)" : "raise the threshold of the quality filter, or read the judge's prompt: it may be too strict");
        }
    }

    private void JudgeDuplicates(long duplicates)
    {
        if (targets.MaxDuplicates is { } most)
        {
            var share = tally.Rows == 0 ? 0 : (double)duplicates / tally.Rows;
            Add("duplicates", string.Create(CultureInfo.InvariantCulture, $"at most {most:P2}"), string.Create(CultureInfo.InvariantCulture, $"{share:P2}"), share <= most,
                share > ManyDuplicates ? "run dedup a second time at a threshold of 0.7, or look whether sources repeat each other" : "run dedup, or lower its threshold");
        }
    }

    private void JudgeTeachers()
    {
        if (targets.MinTeachers is { } least)
        {
            var teachers = tally.Teachers.Values.Count;
            Add("teachers", string.Create(CultureInfo.InvariantCulture, $"at least {least}"), string.Create(CultureInfo.InvariantCulture, $"{teachers}"), teachers >= least,
                teachers == 0 ? "no row has a field teacher or teacher_model" : "let more teachers answer, or look whether a filter dropped all rows of one");
        }
    }

    private void JudgeCost(double? cost)
    {
        if (targets.MaxCost is { } most)
        {
            Add("cost", string.Create(CultureInfo.InvariantCulture, $"at most {most} USD"), cost is null ? "no ledger tells" : string.Create(CultureInfo.InvariantCulture, $"{cost:0.00} USD"), cost <= most,
                cost is null ? "name the ledger of the run (--against)" : "send fewer rows to models, or cheaper ones");
        }
    }

    private void JudgeShare(ShareTarget target, double tolerance)
    {
        var counted = tally.Of(target.Field);
        var share = tally.Rows == 0 ? 0 : (double)(counted?.Values.GetValueOrDefault(target.Value) ?? 0) / tally.Rows;
        var found = counted is { Rows: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"{share:P2}") : "no row has the field";
        Add($"share {target.Field}={target.Value}", string.Create(CultureInfo.InvariantCulture, $"{target.Share:P2}"), found, Math.Abs(share - target.Share) <= tolerance + Rounding,
            "mix the sources again with the share asked for (quern mix)");
    }

    private void Add(string name, string wanted, string found, bool met, string advice) => _lines.Add(new TargetLine(name, wanted, found, met, met ? null : advice));
}
