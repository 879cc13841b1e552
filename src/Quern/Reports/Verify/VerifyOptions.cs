using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Reports.Verify;

/// <summary>What is verified, and what is asked of the files.</summary>
public sealed record VerifyOptions : StepOptions
{
    /// <summary>The recipe whose outputs and targets are meant.</summary>
    [Option("Verify the outputs of this recipe, by its targets and against the ledger of its run folder.", Value = "RECIPE")]
    public string? Recipe { get; init; }

    /// <summary>A ledger.</summary>
    [Option("Compare with this ledger: runs/NAME/ledger.json, or the .stats.json of a verb. Without it: what stands beside the files.", Value = "FILE")]
    public string? Against { get; init; }

    /// <summary>A known set of targets.</summary>
    [Option("Known targets. curated-instruct: 600,000 rows (500,000 at least), mean quality 8, duplicates below 1 %, 3 teachers, 150 USD.", Value = "NAME")]
    public string? Preset { get; init; }

    /// <summary>Least number of rows.</summary>
    [Option("Target: at least so many rows.")]
    public long? MinRows { get; init; }

    /// <summary>Least mean quality.</summary>
    [Option("Target: a mean quality score of at least this.")]
    public double? MinMeanQuality { get; init; }

    /// <summary>Greatest share of duplicates.</summary>
    [Option("Target: duplicates are at most this share, such as 0.01 or 1%. With it single duplicates are no faults.", Value = "SHARE")]
    public double? MaxDuplicates { get; init; }

    /// <summary>Least number of teachers.</summary>
    [Option("Target: answers by at least so many teachers.")]
    public int? MinTeachers { get; init; }

    /// <summary>Greatest cost.</summary>
    [Option("Target: calls to models cost at most so many USD, by the ledger.", Value = "USD")]
    public double? MaxCost { get; init; }

    /// <summary>Shares of values.</summary>
    [Option("Target: the share of rows with this value in this field, within share-tolerance.", Value = "FIELD:VALUE=SHARE")]
    public IReadOnlyDictionary<string, string>? Share { get; init; }

    /// <summary>How far shares may be off.</summary>
    [Option("How far a share may be off, in shares of all rows.", Value = "SHARE")]
    public double ShareTolerance { get; init; } = 0.01;

    /// <summary>Whether near-duplicates are looked for.</summary>
    [Option("Look for near-duplicates too, also between splits: slower.")]
    public bool Near { get; init; }

    /// <summary>From which similarity on rows are near-duplicates.</summary>
    [Option("Rows are near-duplicates from this Jaccard index on.")]
    public double Threshold { get; init; } = 0.8;

    /// <summary>Fields by which rows stay in one split.</summary>
    [Option("Fields, such as prompt: rows with the same value must lie in one split. Those by which quern split grouped are known without it.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? Group { get; init; }

    /// <summary>The field of the quality score.</summary>
    [Option("The field of the quality score. Without it: quality_score, or else score.", Value = "FIELD")]
    public string? Score { get; init; }

    /// <summary>The longest row.</summary>
    [Option("Rows with more words are faults.")]
    public long? MaxWords { get; init; }

    /// <summary>Whether personal data is a fault.</summary>
    [Option("What looks like data about persons is a fault; without it, it is only counted.")]
    public bool NoPersonalData { get; init; }

    /// <summary>Kinds of fault that are told and do not count.</summary>
    [Option("Kinds of fault that are told, but do not make the verification fail.", Commas = true, Value = "KIND,...")]
    public IReadOnlyList<string>? Allow { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (Preset is { } preset && VerifyTargets.Find(preset) is null)
        {
            yield return $"There are no targets called '{preset}'.{Suggestion.Sentence(preset, VerifyTargets.Presets)} Known: {string.Join(", ", VerifyTargets.Presets)}.";
        }

        foreach (var kind in (Allow ?? []).Where(static a => FaultKinds.All.All(k => k.Name != a)))
        {
            yield return $"There is no kind of fault '{kind}'.{Suggestion.Sentence(kind, FaultKinds.All.Select(static k => k.Name))}";
        }

        foreach (var fault in ShareTarget.Faults(Share))
        {
            yield return fault;
        }

        foreach (var fault in (Group ?? []).Select(static g => FieldPath.TryParse(g, out _, out var fault) ? null : fault).OfType<string>())
        {
            yield return fault;
        }

        if (MinRows < 0 || MinTeachers < 0 || MaxCost < 0 || MaxWords < 0 || MinMeanQuality is < 0 or > 10)
        {
            yield return "A least or greatest number is not below 0, and a mean quality not above 10.";
        }

        if (Threshold is not (> 0 and <= 1))
        {
            yield return "The threshold lies above 0 and reaches 1.";
        }

        if (MaxDuplicates is < 0 or > 1 || ShareTolerance is < 0 or > 1)
        {
            yield return "A share lies between 0 and 1.";
        }
    }
}
