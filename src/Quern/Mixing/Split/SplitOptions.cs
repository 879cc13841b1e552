using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Mixing.Split;

/// <summary>Into which parts rows are split, and what may not be parted.</summary>
public sealed record SplitOptions : StepOptions
{
    /// <summary>Share of the part train.</summary>
    [Option("Share of the part train, such as 80, 80% or 0.8. Shares add up to 100 or to 1. Without any of them: train 80, val 10, test 10.", Value = "SHARE")]
    public double? Train { get; init; }

    /// <summary>Share of the part val.</summary>
    [Option("Share of the part val.", Value = "SHARE")]
    public double? Val { get; init; }

    /// <summary>Share of the part test.</summary>
    [Option("Share of the part test.", Value = "SHARE")]
    public double? Test { get; init; }

    /// <summary>Parts of other names.</summary>
    [Option("Parts of other names, with their shares.", Value = "NAME=SHARE")]
    public IReadOnlyDictionary<string, string>? Part { get; init; }

    /// <summary>A field whose values are shared out alike.</summary>
    [Option("A field, such as label: of each of its values every part gets its share.", Value = "FIELD")]
    public string? Stratify { get; init; }

    /// <summary>Fields whose equal values stay in one part.</summary>
    [Option("Fields, such as prompt,conversation_id: rows that have the same value in one of them stay in one part.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? Group { get; init; }

    /// <summary>A field that gets the part's name.</summary>
    [Option("Write the name of each row's part into this field, which no row may have.", Value = "FIELD")]
    public string? Field { get; init; }

    /// <summary>The parts with their shares of 1, in their order.</summary>
    internal IReadOnlyList<KeyValuePair<string, double>> Parts
    {
        get
        {
            var given = SplitOptionsCheck.Given(this);
            var sum = given.Sum(static p => p.Value);
            return [.. given.Select(p => new KeyValuePair<string, double>(p.Key, p.Value / sum))];
        }
    }

    /// <inheritdoc />
    public override IEnumerable<string> Check() => SplitOptionsCheck.Of(this);

    /// <summary>The fields that decide who stays together.</summary>
    internal IReadOnlyList<FieldPath> GroupPaths => [.. (Group ?? []).Select(FieldPath.Parse)];
}
