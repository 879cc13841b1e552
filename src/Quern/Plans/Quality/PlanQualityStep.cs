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

        var schema = Schema(row.Json);
        output.Count(row, SchemaCounter(schema, "schema:"));
        _survey.Look(nodes.Span);
        if (Reason(row.Json) is not { } reason)
        {
            output.Count(row, SchemaCounter(schema, "passed:"));
            output.Keep(row);
        }
        else if (options.Mode == PlanQualityMode.Drop)
        {
            output.Drop(row, reason);
        }
        else
        {
            output.Count(row, FailedCounter(reason));
            output.Keep(row);
        }
    }

    // The first that applies, null where none does.
    private string? Reason(ReadOnlySpan<byte> row)
    {
        if (_survey.Nodes == 0)
        {
            return "empty-plan";
        }

        if (_survey.UnknownTools == _survey.Nodes)
        {
            return "unknown-tools-only";
        }

        if (_survey.Instructions == _survey.Nodes && _survey.LongestInstruction < options.MinInstruction)
        {
            return "short-instruction";
        }

        if (_survey.LongestInstruction > options.MaxInstruction)
        {
            return "long-instruction";
        }

        if (_survey.Nodes > options.MaxNodes)
        {
            return "many-nodes";
        }

        return options.DropEmptyArguments && !_survey.HasArguments ? "empty-arguments" : ReasonInFlags(row);
    }

    private string? ReasonInFlags(ReadOnlySpan<byte> row)
    {
        if (options.DropToxic && IsTrue(row, ToxicField))
        {
            return "toxic";
        }

        if (options.DropRedacted && IsTrue(row, RedactedField))
        {
            return "redacted";
        }

        return _languages is null || HasLanguage(row) ? null : "other-language";
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

    private static int Schema(ReadOnlySpan<byte> row)
        => !SchemaField.TryFind(row, out var schema) ? 3
            : schema.Span.SequenceEqual("\"function_calling\""u8) ? 0
            : schema.Span.SequenceEqual("\"conversation\""u8) ? 1
            : schema.Span.SequenceEqual("\"instruction\""u8) ? 2 : 3;

    private static string SchemaCounter(int schema, string prefix) => (prefix, schema) switch
    {
        ("schema:", 0) => "schema:function_calling",
        ("schema:", 1) => "schema:conversation",
        ("schema:", 2) => "schema:instruction",
        ("schema:", _) => "schema:other",
        (_, 0) => "passed:function_calling",
        (_, 1) => "passed:conversation",
        (_, 2) => "passed:instruction",
        _ => "passed:other",
    };

    private static string FailedCounter(string reason) => reason switch
    {
        "empty-plan" => "failed:empty-plan",
        "unknown-tools-only" => "failed:unknown-tools-only",
        "short-instruction" => "failed:short-instruction",
        "long-instruction" => "failed:long-instruction",
        "many-nodes" => "failed:many-nodes",
        "empty-arguments" => "failed:empty-arguments",
        "toxic" => "failed:toxic",
        "redacted" => "failed:redacted",
        _ => "failed:other-language",
    };
}
