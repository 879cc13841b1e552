using Quern.Steps;

namespace Quern.Plans.Quality;

/// <summary>The names under which plans are counted, made once: by schema, and those that fail also by reason.</summary>
internal static class QualityCounters
{
    private static readonly string[] Schemas = ["function_calling", "conversation", "instruction", "other"];
    private static readonly string[] ReasonWords = [.. Enum.GetNames<QualityReason>().Select(OptionTable.KebabCase)];
    private static readonly string[] SeenCounters = [.. Schemas.Select(static s => "schema:" + s)];
    private static readonly string[][] RejectedCounters = [.. Schemas.Select(static s => (string[])[.. ReasonWords.Select(r => $"rejected:{s}:{r}")])];

    /// <summary>The place of a schema, given as JSON; that of others where it is none that is known.</summary>
    public static int PlaceOf(ReadOnlySpan<byte> schema)
        => schema.SequenceEqual("\"function_calling\""u8) ? 0
            : schema.SequenceEqual("\"conversation\""u8) ? 1
            : schema.SequenceEqual("\"instruction\""u8) ? 2 : 3;

    /// <summary>A reason as rejects write it.</summary>
    public static string Word(QualityReason reason) => ReasonWords[(int)reason];

    /// <summary>Counts the plans of a schema.</summary>
    public static string Seen(int schema) => SeenCounters[schema];

    /// <summary>Counts the plans of a schema that fail for a reason, whether they are dropped or not.</summary>
    public static string Rejected(int schema, QualityReason reason) => RejectedCounters[schema][(int)reason];
}
