using System.Text.Json.Nodes;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>Takes the rows of a set step, counts them, and writes them into shards of a bearable size.</summary>
internal sealed class SetShards(StepContext context, StepTally tally, string folder, RejectsFile? rejects, RunProgress progress)
    : SetOutput, IDisposable
{
    // Large enough that thousands of shards are rare, small enough that one is soon done again after a kill.
    private const long ShardSize = 256L << 20;

    private readonly List<Shard> _shards = [];
    private readonly RejectLines _lines = new(context.Sources);
    private readonly ByteBuffer _rows = new(RowBatch.TextSize);
    private readonly List<Place> _places = [];
    private readonly int _ownSource = context.Sources.ToList().LastIndexOf(context.Label);
    private ShardWriter? _writer;
    private long _writtenToShard;
    private long _made;

    public override void Keep(Row row)
    {
        tally.Of(row.Place).Out++;
        Write(row.Json, row.Place);
    }

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
        Write(json, place);
    }

    public override void Consume(int source, long rows) => tally.Of(new Place(source, 0)).Consumed += rows;

    public override void Report(JsonObject details) => Details = details;

    /// <summary>What the step found out beyond the fates of rows.</summary>
    public JsonObject? Details { get; private set; }

    /// <summary>Finishes the last shard.</summary>
    public IReadOnlyList<Shard> Complete()
    {
        FlushRejects(0);
        if (_shards.Count == 0)
        {
            _writer ??= Open();
        }

        CloseShard();
        return _shards;
    }

    public void Dispose() => _writer?.Dispose();

    private void Write(ReadOnlySpan<byte> json, Place place)
    {
        OneLine.Append(json, _rows);
        _rows.Append((byte)'\n');
        _places.Add(place);
        if (_rows.Length < RowBatch.TextSize)
        {
            return;
        }

        FlushRows();
        if (_writtenToShard >= ShardSize)
        {
            CloseShard();
        }
    }

    private void FlushRows()
    {
        _writer ??= Open();
        _writer.Append(_rows.Span, _places);
        _writtenToShard += _rows.Length;
        progress.Add(new BatchCounts(0, _places.Count, 0, 0), 0);
        _rows.Clear();
        _places.Clear();
    }

    private void FlushRejects(int limit)
    {
        if (_lines.Text.Length > limit)
        {
            rejects?.Append(_lines.Text.Span);
            _lines.Text.Clear();
        }
    }

    private void CloseShard()
    {
        if (_rows.Length > 0)
        {
            FlushRows();
        }

        if (_writer is null)
        {
            return;
        }

        _shards.Add(_writer.Complete(durable: true));
        _writer.Dispose();
        _writer = null;
        _writtenToShard = 0;
    }

    private ShardWriter Open() => new(TaskFiles.Of(folder, _shards.Count).Shard);
}
