using System.Text;
using System.Text.Json.Nodes;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Tests.Mixing;

/// <summary>Everything that a set step says of its rows, in its order.</summary>
internal sealed class SetTrace : SetOutput
{
    /// <summary>Rows passed on: where each came from, into which part, and whether it was there before.</summary>
    public List<(string Row, Place Place, int Part, bool IsRepeat)> Kept { get; } = [];

    /// <summary>Rows passed on, as they read.</summary>
    public IEnumerable<string> Rows => Kept.Select(static k => k.Row);

    /// <summary>Rows dropped, by reason.</summary>
    public Dictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    /// <summary>What was counted beside that.</summary>
    public Dictionary<string, int> Counted { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be had.</summary>
    public List<string> UnmetWishes { get; } = [];

    /// <summary>Names of the parts.</summary>
    public IReadOnlyList<string> Parts { get; private set; } = [];

    /// <summary>What the step found out.</summary>
    public JsonObject Details { get; private set; } = [];

    /// <summary>What a step makes of rows; every one of them must have a fate, and only one.</summary>
    public static SetTrace Of(SetStep step, ShardSet rows)
    {
        var trace = new SetTrace();
        step.Apply(rows, trace, TestContext.Current.CancellationToken);
        (trace.Kept.Count(static k => !k.IsRepeat) + trace.Dropped.Values.Sum()).ShouldBe((int)rows.Rows);
        return trace;
    }

    public override void Keep(Row row) => Keep(row, 0);

    public override void Keep(Row row, int part) => Kept.Add((Encoding.UTF8.GetString(row.Json), row.Place, part, false));

    public override void Repeat(Row row) => Kept.Add((Encoding.UTF8.GetString(row.Json), row.Place, 0, true));

    public override void Split(IReadOnlyList<string> names) => Parts = names;

    public override void Drop(Row row, string reason) => Dropped[reason] = Dropped.GetValueOrDefault(reason) + 1;

    public override void Count(Row row, string what) => Counted[what] = Counted.GetValueOrDefault(what) + 1;

    public override void Report(JsonObject details) => Details = details;

    public override void Unmet(string what) => UnmetWishes.Add(what);

    public override void Quarantine(Row row, RowFault fault) => throw new InvalidOperationException(fault.Message);

    public override void Make(ReadOnlySpan<byte> json) => throw new InvalidOperationException("No row is made here.");

    public override void Consume(int source, long rows) => throw new InvalidOperationException("No row is consumed here.");
}
