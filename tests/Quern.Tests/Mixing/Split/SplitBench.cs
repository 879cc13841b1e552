using System.Globalization;
using System.Text.Json.Nodes;
using Quern.Mixing.Split;
using Quern.Rows;

namespace Quern.Tests.Mixing.Split;

/// <summary>Rows split into parts, and what can be asked of them.</summary>
internal sealed class SplitBench : IDisposable
{
    private readonly SetBench _bench = new();

    /// <summary>The usual parts.</summary>
    public static SplitOptions Usual { get; } = new() { Train = 80, Val = 10, Test = 10 };

    /// <summary>A row that has an id and other fields.</summary>
    public static string Row(int id, string fields = "") => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"r{id}\"{(fields.Length > 0 ? "," : "")}{fields}}}");

    /// <summary>So many rows with ids.</summary>
    public static List<string> Rows(int count, Func<int, string>? fields = null) => [.. Enumerable.Range(0, count).Select(i => Row(i, fields?.Invoke(i) ?? ""))];

    /// <summary>Splits rows that lie one after another in one source.</summary>
    public SetTrace Split(SplitOptions options, IEnumerable<string> rows, ulong seed = 7, int shards = 2)
        => SetTrace.Of(new SplitStep(options, _bench.Context(seed)), _bench.Shards([.. rows.Select(static (r, i) => (r, new Place(0, i)))], shards));

    /// <summary>How many rows each part has.</summary>
    public static int[] Sizes(SetTrace split) => [.. Enumerable.Range(0, split.Parts.Count).Select(p => split.Kept.Count(k => k.Part == p))];

    /// <summary>The part of each row, by the value of one of its fields.</summary>
    public static Dictionary<string, HashSet<int>> PartsBy(SetTrace split, string field)
        => split.Kept.GroupBy(k => JsonNode.Parse(k.Row)![field]?.ToJsonString() ?? "").ToDictionary(static g => g.Key, static g => g.Select(static k => k.Part).ToHashSet());

    public void Dispose() => _bench.Dispose();
}
