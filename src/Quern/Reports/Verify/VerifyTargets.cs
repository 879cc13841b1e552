namespace Quern.Reports.Verify;

/// <summary>What is asked of a dataset as a whole. What is not asked for is null.</summary>
public sealed record VerifyTargets
{
    /// <summary>Rows that are aimed at.</summary>
    public long? Rows { get; init; }

    /// <summary>Least number of rows.</summary>
    public long? MinRows { get; init; }

    /// <summary>Least mean quality.</summary>
    public double? MinMeanQuality { get; init; }

    /// <summary>Greatest share of duplicates.</summary>
    public double? MaxDuplicates { get; init; }

    /// <summary>Least number of teachers.</summary>
    public int? MinTeachers { get; init; }

    /// <summary>Greatest cost, in USD.</summary>
    public double? MaxCost { get; init; }

    /// <summary>The names of known targets.</summary>
    internal static IReadOnlyList<string> Presets { get; } = ["curated-instruct"];

    /// <summary>Known targets; null when there are none of that name.</summary>
    internal static VerifyTargets? Find(string preset) => preset == "curated-instruct"
        ? new VerifyTargets { Rows = 600_000, MinRows = 500_000, MinMeanQuality = 8, MaxDuplicates = 0.01, MinTeachers = 3, MaxCost = 150 }
        : null;

    /// <summary>The targets of options; where they say nothing, those of a recipe, and then those of a preset.</summary>
    internal static VerifyTargets Of(VerifyOptions options, VerifyTargets? recipe)
    {
        var preset = options.Preset is { } name ? Find(name) : null;
        return new VerifyTargets
        {
            Rows = recipe?.Rows ?? preset?.Rows,
            MinRows = options.MinRows ?? recipe?.MinRows ?? preset?.MinRows,
            MinMeanQuality = options.MinMeanQuality ?? recipe?.MinMeanQuality ?? preset?.MinMeanQuality,
            MaxDuplicates = options.MaxDuplicates ?? recipe?.MaxDuplicates ?? preset?.MaxDuplicates,
            MinTeachers = options.MinTeachers ?? recipe?.MinTeachers ?? preset?.MinTeachers,
            MaxCost = options.MaxCost ?? recipe?.MaxCost ?? preset?.MaxCost,
        };
    }
}

/// <summary>A target, and how it was met.</summary>
/// <param name="Name">The target.</param>
/// <param name="Wanted">What was asked for.</param>
/// <param name="Found">What was found.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Advice">What to change where it was not; null otherwise.</param>
internal sealed record TargetLine(string Name, string Wanted, string Found, bool Met, string? Advice);
