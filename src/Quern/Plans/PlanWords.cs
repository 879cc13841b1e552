using System.Text;
using Quern.Plans.Making;
using Quern.Shapes;
using Quern.Steps;

namespace Quern.Plans;

/// <summary>The names of shapes, schemas and kinds of edges, as rows and counters have them.</summary>
internal static class PlanWords
{
    private static readonly byte[][] Shapes = [.. Enum.GetNames<Shape>().Select(static n => Encoding.UTF8.GetBytes(OptionTable.KebabCase(n)))];
    private static readonly string[] ShapeCounters = [.. Enum.GetNames<Shape>().Select(static n => "shape:" + OptionTable.KebabCase(n))];

    /// <summary>The name of a shape.</summary>
    public static ReadOnlySpan<byte> Of(Shape shape) => Shapes[(int)shape];

    /// <summary>The name of a schema.</summary>
    public static ReadOnlySpan<byte> Of(PlanSchema schema) => schema switch
    {
        PlanSchema.FunctionCalling => "function_calling"u8,
        PlanSchema.Conversation => "conversation"u8,
        _ => "instruction"u8,
    };

    /// <summary>The name of a kind of edge.</summary>
    public static ReadOnlySpan<byte> Of(EdgeKind kind) => kind switch
    {
        EdgeKind.Data => "data"u8,
        EdgeKind.Control => "control"u8,
        _ => "sequence"u8,
    };

    /// <summary>The counter of a shape.</summary>
    public static string Counter(Shape shape) => ShapeCounters[(int)shape];

    /// <summary>The counter of rows that gave no plan, by the schema that they would have had.</summary>
    public static string UnmadeCounter(Shape shape, string reason) => shape switch
    {
        Shape.Auto => "unmade:unknown",
        _ when reason == "bad-calls" => "unmade:function_calling",
        Shape.QueryToolsAnswers or Shape.PlainCall or Shape.FunctionBenchmark or Shape.Trajectory or Shape.Plan or Shape.GoldTrace => "unmade:function_calling",
        Shape.RoleContent or Shape.Sharegpt or Shape.TypedParts or Shape.StringList or Shape.FlatText or Shape.MessageTree => "unmade:conversation",
        _ => "unmade:instruction",
    };

    /// <summary>The counter of a schema.</summary>
    public static string Counter(PlanSchema schema) => schema switch
    {
        PlanSchema.FunctionCalling => "schema:function_calling",
        PlanSchema.Conversation => "schema:conversation",
        _ => "schema:instruction",
    };
}
