using System.Text.Json.Nodes;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>Takes the rows of a set step, counts them, and writes them into shards: those of a split apart from each other.</summary>
internal sealed class SetShards(StepContext context, StepTally tally, string folder, RejectsFile? rejects, RunProgress progress)
    : SetOutput, IDisposable
{
    private readonly RejectLines _lines = new(context.Sources);
    private readonly int _ownSource = context.Sources.ToList().LastIndexOf(context.Label);
    private readonly List<RollingShards> _parts = [];
    private int _shards;
    private long _made;

    /// <summary>What the step found out beyond the fates of rows.</summary>
    public JsonObject? Details { get; private set; }

    /// <summary>What was asked of the step and could not be had.</summary>
    public List<string> UnmetWishes { get; } = [];

    public override void Keep(Row row) => Keep(row, 0);

    public override void Keep(Row row, int part)
    {
        tally.Of(row.Place).Out++;
        Part(part).Write(row.Json, row.Place);
    }

    public override void Repeat(Row row)
    {
        tally.Of(row.Place).Made++;
        Keep(row);
    }

    public override void Split(IReadOnlyList<string> names) => _parts.AddRange(names.Select(New));

    public override void Drop(Row row, string reason) => Drop(row, reason, default);

    public override void Drop(Row row, string reason, ReadOnlySpan<byte> details)
    {
        tally.Drop(row.Place, reason);
        progress.Add(new BatchCounts(0, 0, 1, 0), 0);
        if (rejects is not null)
        {
            _lines.AddDropped(context.Label, row, reason, details);
            FlushRejects(RowBatch.TextSize);
        }
    }

    public override void Quarantine(Row row, RowFault fault)
    {
        tally.Quarantine(row.Place, fault.Reason);
        progress.Add(new BatchCounts(0, 0, 0, 1), 0);
        if (rejects is not null)
        {
            _lines.AddQuarantined(context.Label, row, fault);
            FlushRejects(RowBatch.TextSize);
        }
    }

    public override void Count(Row row, string what) => tally.Count(row.Place, what);

    public override void Make(ReadOnlySpan<byte> json)
    {
        var place = new Place(_ownSource, _made++);
        var counts = tally.Of(place);
        counts.Made++;
        counts.Out++;
        Part(0).Write(json, place);
    }

    public override void Consume(int source, long rows) => tally.Of(new Place(source, 0)).Consumed += rows;

    public override void Report(JsonObject details) => Details = details;

    public override void Unmet(string what) => UnmetWishes.Add(what);

    /// <summary>Finishes the last shards.</summary>
    public IReadOnlyList<Shard> Complete()
    {
        FlushRejects(0);
        _ = Part(0);
        return [.. _parts.SelectMany(static p => p.Complete())];
    }

    public void Dispose() => _parts.ForEach(static p => p.Dispose());

    private RollingShards Part(int index)
    {
        if (_parts.Count == 0)
        {
            _parts.Add(New(name: null));
        }

        return _parts[index];
    }

    private RollingShards New(string? name)
        => new(name, () => TaskFiles.Of(folder, _shards++).Shard, rows => progress.Add(new BatchCounts(0, rows, 0, 0), 0));

    private void FlushRejects(int limit)
    {
        if (_lines.Text.Length > limit)
        {
            rejects?.Append(_lines.Text.Span);
            _lines.Text.Clear();
        }
    }
}
