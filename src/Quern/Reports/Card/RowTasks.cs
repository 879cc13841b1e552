using Quern.Reports.Shapes;

namespace Quern.Reports.Card;

/// <summary>What rows are for, as the Hub calls it, where their shape leaves no doubt.</summary>
internal static class RowTasks
{
    private const double LeastShare = 0.9;
    private const string Generation = "text-generation";

    private static readonly (string Shape, string? Task, string Tag)[] Known =
    [
        ("role-content", Generation, "conversational"), ("sharegpt", Generation, "conversational"), ("typed-parts", Generation, "conversational"),
        ("string-list", Generation, "conversational"), ("flat-text", Generation, "conversational"), ("message-tree", Generation, "conversational"),
        ("query-tools-answers", Generation, "function-calling"), ("plain-call", Generation, "function-calling"), ("function-benchmark", Generation, "function-calling"),
        ("instruction", Generation, "instruction"), ("reasoning", Generation, "reasoning"), ("preference", Generation, "preference"),
        ("question-answer", "question-answering", "question-answer"), ("text-label", "text-classification", "text-label"),
        ("plan", null, "execution-plan"), ("gold-trace", null, "gold-trace"),
    ];

    /// <summary>The task; null where the shapes do not tell.</summary>
    public static string? TaskOf(ShapeCensus shapes) => Of(shapes).Task;

    /// <summary>A word that others look for; null where the shapes do not tell.</summary>
    public static string? TagOf(ShapeCensus shapes) => Of(shapes).Tag;

    private static (string Shape, string? Task, string Tag) Of(ShapeCensus shapes)
        => shapes.Shapes.FirstOrDefault(s => s.Rows >= LeastShare * shapes.Rows) is { } most ? Known.FirstOrDefault(k => k.Shape == most.Name) : default;
}
