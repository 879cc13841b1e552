using Quern.Steps;

namespace Quern.Fields.Rename;

/// <summary>Which fields get which new names.</summary>
public sealed record RenameOptions : StepOptions
{
    /// <summary>New names by old names.</summary>
    [Option("Old names with new names, such as {output: response}. Rows that lack a field stay as they are; several old names may share a new one, since rows of mixed shapes have one of them each.")]
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (Fields.Count == 0)
        {
            yield return "rename has no fields.";
        }

        foreach (var (old, _) in Fields.Where(static f => f.Value.Length == 0))
        {
            yield return $"rename gives '{old}' an empty name.";
        }
    }
}
