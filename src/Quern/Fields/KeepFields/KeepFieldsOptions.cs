using Quern.Steps;

namespace Quern.Fields.KeepFields;

/// <summary>Which top-level fields stay.</summary>
public sealed record KeepFieldsOptions : StepOptions
{
    /// <summary>The names.</summary>
    [Option("Names of the top-level fields that stay; all others go.")]
    public required IReadOnlyList<string> Fields { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check() => Fields.Count == 0 ? ["keep-fields has no fields; every row would become empty."] : [];
}
