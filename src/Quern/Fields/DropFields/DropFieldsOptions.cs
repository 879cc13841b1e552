using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.DropFields;

/// <summary>Which fields go.</summary>
public sealed record DropFieldsOptions : StepOptions
{
    /// <summary>The paths.</summary>
    [Option("Fields that go, by path: header, or header.language. Rows that lack them stay as they are.")]
    public required IReadOnlyList<string> Fields { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (Fields.Count == 0)
        {
            yield return "drop-fields has no fields.";
        }

        foreach (var field in Fields)
        {
            if (!FieldPath.TryParse(field, out var path, out var fault))
            {
                yield return fault;
            }
            else if (path.NamesElement)
            {
                yield return $"drop-fields removes fields of objects; '{field}' names an element of a list.";
            }
        }
    }
}
