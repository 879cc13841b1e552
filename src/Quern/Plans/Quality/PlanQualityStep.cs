using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Plans.Quality;

/// <summary>Judges plans by what they hold; a row without a plan is quarantined.</summary>
internal sealed class PlanQualityStep(PlanQualityOptions options) : RowStep
{
    private static readonly FieldPath NodesField = FieldPath.Parse("execution_plan.nodes");
    private static readonly FieldPath SchemaField = FieldPath.Parse("schema");
    private static readonly FieldPath LanguageField = FieldPath.Parse("flags.language");
    private static readonly FieldPath ToxicField = FieldPath.Parse("flags.toxic");
    private static readonly FieldPath RedactedField = FieldPath.Parse("flags.redacted");

    private readonly byte[][]? _languages = options.Language is { } languages ? [.. languages.Select(Encoding.UTF8.GetBytes)] : null;
    private readonly NodeSurvey _survey = new();

    public override void Apply(Row row, RowOutput output)
    {
        if (!NodesField.TryFind(row.Json, out var nodes) || nodes.Span[0] != '[')
        {
            output.Quarantine(row, new RowFault("not-a-plan", "The row has no list under execution_plan.nodes. Make plans first, with the step to-plan."));
            return;
        }

        var schema = SchemaField.TryFind(row.Json, out var named) ? QualityCounters.PlaceOf(named.Span) : QualityCounters.PlaceOf([]);
        output.Count(row, QualityCounters.Seen(schema));
        _survey.Look(nodes.Span);
        var reason = Reason(row.Json);
        if (reason is { } rejected)
        {
            output.Count(row, QualityCounters.Rejected(schema, rejected));
        }

        if (reason is { } dropped && options.Mode == PlanQualityMode.Drop)
        {
            output.Drop(row, QualityCounters.Word(dropped));
        }
        else
        {
            output.Keep(row);
        }
    }

    // The first that applies, null where none does.
    private QualityReason? Reason(ReadOnlySpan<byte> row)
    {
        if (_survey.Nodes == 0)
        {
            return QualityReason.EmptyPlan;
        }

        if (_survey.UnknownTools == _survey.Nodes)
        {
            return QualityReason.UnknownToolsOnly;
        }

        if (_survey.Instructions == _survey.Nodes && _survey.LongestInstruction < options.MinInstruction)
        {
            return QualityReason.ShortInstruction;
        }

        if (_survey.LongestInstruction > options.MaxInstruction)
        {
            return QualityReason.LongInstruction;
        }

        if (_survey.Nodes > options.MaxNodes)
        {
            return QualityReason.ManyNodes;
        }

        return options.DropEmptyArguments && !_survey.HasArguments ? QualityReason.EmptyArguments : ReasonInFlags(row);
    }

    private QualityReason? ReasonInFlags(ReadOnlySpan<byte> row)
    {
        if (options.DropToxic && IsTrue(row, ToxicField))
        {
            return QualityReason.Toxic;
        }

        if (options.DropRedacted && IsTrue(row, RedactedField))
        {
            return QualityReason.Redacted;
        }

        return _languages is null || HasLanguage(row) ? null : QualityReason.OtherLanguage;
    }

    private bool HasLanguage(ReadOnlySpan<byte> row)
    {
        if (!LanguageField.TryFind(row, out var language) || language.Kind != JsonKind.String)
        {
            return false;
        }

        foreach (var wanted in _languages!)
        {
            if (JsonMembers.NameEquals(language.Span[1..^1], wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTrue(ReadOnlySpan<byte> row, FieldPath field) => field.TryFind(row, out var value) && value.Kind == JsonKind.True;
}
