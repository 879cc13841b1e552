using System.Text.Json;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.AddField;

/// <summary>Which field is added, and with which value.</summary>
public sealed record AddFieldOptions : StepOptions
{
    /// <summary>The new field's name.</summary>
    [Option("Name of the top-level field to add.")]
    public required string Field { get; init; }

    /// <summary>A fixed value.</summary>
    [Option("The value for every row, as text (or as JSON, with json).")]
    public string? Value { get; init; }

    /// <summary>Where to copy the value from.</summary>
    [Option("Copy the value from this field (a path) instead.")]
    public string? From { get; init; }

    /// <summary>Whether the value is JSON.</summary>
    [Option("The value is JSON: a number, true, a list and so on, rather than text.")]
    public bool Json { get; init; }

    /// <summary>Whether an existing value is replaced.</summary>
    [Option("Replace the value of a row that has the field; without it such a row is quarantined.")]
    public bool Overwrite { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (Value is null == From is null)
        {
            yield return "add-field needs either value or from.";
        }

        if (Field.Length == 0)
        {
            yield return "add-field needs a name for the field.";
        }

        if (Json && Value is null)
        {
            yield return "add-field has json but no value; json says how value is written.";
        }

        if (From is not null && !FieldPath.TryParse(From, out _, out var fault))
        {
            yield return fault;
        }

        if (Json && Value is not null && JsonFault(Value) is { } jsonFault)
        {
            yield return $"The value of '{Field}' is not JSON: {jsonFault}";
        }
    }

    private static string? JsonFault(string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse(value);
        }
        catch (JsonException e)
        {
            return e.Message;
        }

        // What the platform's reader lets pass and a row must not hold: duplicate keys, half characters.
        return new RowCheck().Passes(System.Text.Encoding.UTF8.GetBytes("{\"value\":" + value + "}"), out var fault) ? null : fault.Message;
    }
}
