using System.Text.RegularExpressions;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.Filter;

/// <summary>What becomes of rows that lack the field.</summary>
public enum MissingField
{
    /// <summary>They are dropped.</summary>
    Drop,

    /// <summary>They stay.</summary>
    Keep,
}

/// <summary>What a row's field must be like for the row to stay. All conditions given must hold.</summary>
public sealed record FilterOptions : StepOptions
{
    /// <summary>The field, by path.</summary>
    [Option("The field to look at; a path such as header.language or messages[0].content.")]
    public required string Field { get; init; }

    /// <summary>The least number.</summary>
    [Option("Keep rows whose number is at least this.")]
    public double? Min { get; init; }

    /// <summary>The greatest number.</summary>
    [Option("Keep rows whose number is at most this.")]
    public double? Max { get; init; }

    /// <summary>The only value.</summary>
    [Option("Keep rows whose value is this: text, a number, true, false or null.", Name = "equals")]
    public string? EqualTo { get; init; }

    /// <summary>The values that may be.</summary>
    [Option("Keep rows whose value is one of these.")]
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>A pattern that the text must match somewhere.</summary>
    [Option("Keep rows whose text matches this regular expression somewhere.")]
    public string? Matches { get; init; }

    /// <summary>Whether the field must be there.</summary>
    [Option("true keeps rows that have the field (null counts as having it), false those that lack it.")]
    public bool? Exists { get; init; }

    /// <summary>The least length.</summary>
    [Option("Keep rows whose text has at least this many characters, or whose list has this many elements.")]
    public long? MinLength { get; init; }

    /// <summary>The greatest length.</summary>
    [Option("Keep rows whose text has at most this many characters, or whose list has this many elements.")]
    public long? MaxLength { get; init; }

    /// <summary>What becomes of rows that lack the field.</summary>
    [Option("What becomes of rows that lack the field: sets of mixed shapes may want to keep them.")]
    public MissingField Missing { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (!FieldPath.TryParse(Field, out _, out var pathFault))
        {
            yield return pathFault;
        }

        if (!HasValueCondition && Exists is null)
        {
            yield return "filter has no condition; give at least one of min, max, equals, in, matches, exists, min-length, max-length.";
        }

        if (Exists is not null && Missing == MissingField.Keep)
        {
            yield return "filter cannot ask whether the field exists and keep the rows that lack it (missing: keep).";
        }

        if (Exists == false && HasValueCondition)
        {
            yield return "filter cannot ask that a field is absent (exists: false) and say what its value must be.";
        }

        if (Min > Max)
        {
            yield return $"filter keeps nothing: min {Min} is above max {Max}.";
        }

        if (In is { Count: 0 })
        {
            yield return "filter keeps nothing: 'in' names no value.";
        }

        if (MinLength < 0 || MaxLength < 0)
        {
            yield return "filter cannot ask for a length below 0.";
        }

        if (MinLength > MaxLength)
        {
            yield return $"filter keeps nothing: min-length {MinLength} is above max-length {MaxLength}.";
        }

        if (Matches is not null && PatternFault(Matches) is { } patternFault)
        {
            yield return $"The pattern of 'matches' is not a regular expression: {patternFault}";
        }
    }

    private bool HasValueCondition
        => Min is not null || Max is not null || EqualTo is not null || In is not null || Matches is not null || MinLength is not null || MaxLength is not null;

    private static string? PatternFault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, FilterStep.MatchLimit);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
