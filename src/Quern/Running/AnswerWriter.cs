using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>Counts the answers of a call step and writes them, in the order in which it is given them.</summary>
internal sealed class AnswerWriter(StepTally tally, RejectLines lines, ShardWriter shard, RejectsFile? rejects, RunProgress progress)
{
    private readonly ByteBuffer _rows = new(RowBatch.TextSize);
    private readonly List<Place> _places = [];

    /// <summary>Adds what became of a row.</summary>
    public void Add(Row row, CallResult result)
    {
        if (result.Fault is { } fault)
        {
            tally.Quarantine(row.Place, fault.Reason);
            lines.AddQuarantined(tally.Label, row, fault);
            progress.Add(new BatchCounts(1, 0, 0, 1), 0);
        }
        else if (result.DropReason is { } reason)
        {
            tally.Drop(row.Place, reason);
            lines.AddDropped(tally.Label, row, reason);
            progress.Add(new BatchCounts(1, 0, 1, 0), 0);
        }
        else if (result.Json.IsEmpty)
        {
            throw new RunFault($"Step {tally.Label} lost row {row.Place.Ordinal}: its answer neither keeps, drops nor quarantines it. This is a defect of the step.");
        }
        else
        {
            tally.Of(row.Place).Out++;
            OneLine.Append(result.Json.Span, _rows);
            _rows.Append((byte)'\n');
            _places.Add(row.Place);
            progress.Add(new BatchCounts(1, 1, 0, 0), 0);
        }

        Flush(RowBatch.TextSize);
    }

    /// <summary>Writes what has gathered, when it is more than so many bytes.</summary>
    public void Flush(int limit)
    {
        if (_rows.Length > limit)
        {
            shard.Append(_rows.Span, _places);
            _rows.Clear();
            _places.Clear();
        }

        if (lines.Text.Length > limit)
        {
            rejects?.Append(lines.Text.Span);
            lines.Text.Clear();
        }
    }
}
