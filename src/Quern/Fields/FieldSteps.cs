using Quern.Fields.AddField;
using Quern.Fields.DropFields;
using Quern.Fields.Filter;
using Quern.Fields.KeepFields;
using Quern.Fields.Rename;
using Quern.Steps;

namespace Quern.Fields;

/// <summary>The steps of this room, for the table of steps.</summary>
internal static class FieldSteps
{
    /// <summary>One line a step.</summary>
    public static IReadOnlyList<StepEntry> Entries { get; } =
    [
        StepEntry.Row<FilterOptions>("filter", "Keeps the rows whose field is as asked.", static (o, _) => new FilterStep(o)),
        StepEntry.Row<RenameOptions>("rename", "Gives fields other names.", static (o, _) => new RenameStep(o)),
        StepEntry.Row<KeepFieldsOptions>("keep-fields", "Leaves only some fields.", static (o, _) => new KeepFieldsStep(o)),
        StepEntry.Row<DropFieldsOptions>("drop-fields", "Removes fields.", static (o, _) => new DropFieldsStep(o)),
        StepEntry.Row<AddFieldOptions>("add-field", "Adds a field with a fixed or a copied value.", static (o, _) => new AddFieldStep(o)),
    ];
}
