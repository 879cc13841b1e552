using System.Text;
using System.Text.Json;
using Quern.Plans;
using Quern.Plans.Quality;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Tests.Plans;

/// <summary>Takes rows through the steps of this room, and looks at what comes out.</summary>
internal static class PlanBench
{
    /// <summary>The plan of a row; the row must give one.</summary>
    public static JsonElement Plan(string row, ToPlanOptions? options = null) => JsonDocument.Parse(Text(row, options)).RootElement;

    /// <summary>The plan of a row as text; checked to be valid JSON as rows must be.</summary>
    public static string Text(string row, ToPlanOptions? options = null)
    {
        var fate = Apply(new ToPlanStep(options ?? new ToPlanOptions()), row);
        fate.Json.ShouldNotBeNull(fate.Fault.Reason + ": " + fate.Fault.Message + fate.Dropped);
        new RowCheck().Passes(Encoding.UTF8.GetBytes(fate.Json), out var fault).ShouldBeTrue(fate.Json + fault);
        return fate.Json;
    }

    /// <summary>Why a row gives no plan.</summary>
    public static RowFault Fault(string row, ToPlanOptions? options = null)
    {
        var fate = Apply(new ToPlanStep(options ?? new ToPlanOptions()), row);
        fate.Json.ShouldBeNull();
        fate.Fault.Message.ShouldNotBeEmpty();
        return fate.Fault;
    }

    /// <summary>What plan-quality says: <c>kept</c>, why it was dropped, or why it was quarantined.</summary>
    public static string Quality(string plan, PlanQualityOptions? options = null)
    {
        var fate = Apply(new PlanQualityStep(options ?? new PlanQualityOptions()), plan);
        return fate.Json is not null ? "kept" : fate.Dropped ?? "quarantined: " + fate.Fault.Reason;
    }

    /// <summary>What became of a row in a step.</summary>
    public static Fate Apply(RowStep step, string row)
    {
        var fate = new Fate();
        step.Apply(new Row(Encoding.UTF8.GetBytes(row), default), fate);
        return fate;
    }

    /// <summary>The nodes of a plan.</summary>
    public static List<JsonElement> Nodes(this JsonElement row) => [.. row.GetProperty("execution_plan").GetProperty("nodes").EnumerateArray()];

    /// <summary>The edges of a plan, such as <c>n0 data n1 city</c>.</summary>
    public static List<string> Edges(this JsonElement row)
        => [.. row.GetProperty("execution_plan").GetProperty("edges").EnumerateArray().Select(static e => $"{e.Text("src")} {e.Text("kind")} {e.Text("dst")} {e.Text("arg")}".TrimEnd())];

    /// <summary>A member by its path, as text; empty where there is none.</summary>
    public static string Text(this JsonElement of, params string[] path)
    {
        foreach (var name in path)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
            {
                return "";
            }
        }

        return of.ToString();
    }

    /// <summary>A JSON string.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>A conversation of roles and texts.</summary>
    public static string Talk(params string[] turns)
        => "{\"messages\":[" + string.Join(',', turns.Select(static (t, i) => $"{{\"role\":\"{(i % 2 == 0 ? "user" : "assistant")}\",\"content\":{Quoted(t)}}}")) + "]}";

    /// <summary>A trajectory-like conversation: a request, then calls, each with what it gave.</summary>
    public static string Calls(string request, params (string Name, string Arguments, string Result)[] calls)
        => "{\"messages\":[{\"role\":\"user\",\"content\":" + Quoted(request) + "}"
            + string.Concat(calls.Select(static (c, i) => $",{{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{{\"id\":\"c{i}\",\"function\":{{\"name\":{Quoted(c.Name)},\"arguments\":{Quoted(c.Arguments)}}}}}]}}"
                + (c.Result.Length == 0 ? "" : $",{{\"role\":\"tool\",\"tool_call_id\":\"c{i}\",\"content\":{Quoted(c.Result)}}}")))
            + "]}";

    /// <summary>What became of a row.</summary>
    internal sealed class Fate : RowOutput
    {
        public string? Json { get; private set; }

        public string? Dropped { get; private set; }

        public RowFault Fault { get; private set; }

        public List<string> Counted { get; } = [];

        public override void Keep(Row row) => Json = Encoding.UTF8.GetString(row.Json);

        public override void Drop(Row row, string reason) => Dropped = reason;

        public override void Quarantine(Row row, RowFault fault) => Fault = fault;

        public override void Count(Row row, string what) => Counted.Add(what);
    }
}
