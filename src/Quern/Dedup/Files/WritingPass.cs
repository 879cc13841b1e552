using Quern.Dedup.Outcome;
using Quern.Dedup.Reading;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Dedup.Files;

/// <summary>Reads the rows once more and passes on those that stay, byte for byte, on all cores and in their order.</summary>
internal sealed class WritingPass
{
    private readonly RunSpec _spec;
    private readonly DecidedRows _rows;
    private readonly RowWriter? _writer;
    private readonly RejectsFile? _rejects;
    private readonly RunProgress _progress;
    private readonly Core[] _cores;

    /// <summary>A pass.</summary>
    public WritingPass(RunSpec spec, DecidedRows rows, DedupOptions options, int workers, RowWriter? writer, RejectsFile? rejects, RunProgress progress)
    {
        (_spec, _rows, _writer, _rejects, _progress) = (spec, rows, writer, rejects, progress);
        string[] sources = [.. spec.Sources.Select(static s => s.Name)];
        _cores = [.. Enumerable.Range(0, workers).Select(_ => new Core(rows with { Names = new RowNames(rows.Table, sources) }, sources, options, spec.Steps[0].Label, rejects is not null))];
    }

    /// <summary>Rows passed on.</summary>
    public long Rows { get; private set; }

    /// <summary>Passes on the rows of all files that are not known before.</summary>
    public void Run(IReadOnlyList<RowFile> files, Ledger ledger, CancellationToken cancel)
    {
        IReadOnlyList<RowFile> compared = [.. files.Where(static f => !f.IsKnown)];
        using var reader = new RowFilesReader(compared);
        var (next, table) = (_rows.Table.Known, _rows.Table);
        bool Fill(BatchWork work)
        {
            if (!reader.Read(work.Input.Rows))
            {
                return false;
            }

            var (first, end) = table.RowsOf(files.Count - compared.Count + reader.File);
            work.First = new Place(compared[reader.File].Source, next);
            work.Position = reader.Position;
            next += work.Input.Rows.Count;
            return work.First.Ordinal < first ? throw compared[reader.File - 1].Changed()
                : next > end ? throw compared[reader.File].Changed()
                : true;
        }

        using var pump = new RowPump(_cores.Length, Fill, (work, core) => Pass(work, _cores[core]), Write);
        pump.Run(cancel);
        CheckUnchanged(compared, next);
        AddTo(ledger);
    }

    private void CheckUnchanged(IReadOnlyList<RowFile> compared, int read)
    {
        foreach (var file in compared.Where(static f => new FileInfo(f.Path).Length != f.Bytes))
        {
            throw file.Changed();
        }

        if (read != _rows.Table.Count)
        {
            throw compared[^1].Changed();
        }
    }

    private void AddTo(Ledger ledger)
    {
        string[] sources = [.. _spec.Sources.Select(static s => s.Name)];
        foreach (var core in _cores)
        {
            core.Read.AddTo(ledger.Step(Intake.Label), sources);
            core.Dedup.AddTo(ledger.Step(_spec.Steps[0].Label), sources);
            core.Rows.Names.Dispose();
        }
    }

    // What the batch calls its first place is here the index of its first row among all rows.
    private void Pass(BatchWork work, Core core)
    {
        var rows = work.Input.Rows;
        var first = (int)work.First.Ordinal;
        core.Begin(work);
        for (var i = 0; i < rows.Count; i++)
        {
            core.Pass(rows, i, first + i, rows.Trusted);
        }

        work.Encoded = _writer?.Encode(core.Finish(work), work.Scratch) ?? default;
        if (_rejects is not null)
        {
            work.Rejects.Append(core.Lines.Text.Span);
        }
    }

    private void Write(BatchWork work)
    {
        _writer?.Append(work.Encoded.Span);
        _rejects?.Append(work.Rejects.Span);
        Rows += work.Counts.Kept;
        _progress.Add(work.Counts, work.Position);
    }

    /// <summary>What one core works with.</summary>
    private sealed class Core(DecidedRows rows, string[] sources, DedupOptions options, string label, bool withRejects)
    {
        private readonly RemovedRow _removed = new(rows);
        private readonly ClusterMark? _mark = options.Mark is { } field ? new ClusterMark(field, rows, sources) : null;
        private readonly RowCheck _check = new();
        private BatchWork _work = null!;
        private int _runStart;
        private int _runEnd;
        private int _kept;
        private int _dropped;
        private int _quarantined;

        public DecidedRows Rows { get; } = rows;

        public StepTally Read { get; } = new(Intake.Label, sources.Length);

        public StepTally Dedup { get; } = new(label, sources.Length);

        public RejectLines Lines { get; } = new(sources);

        public void Begin(BatchWork work)
        {
            (_work, _runStart, _runEnd, _kept, _dropped, _quarantined) = (work, 0, 0, 0, 0, 0);
            Lines.Text.Clear();
            work.Kept.Clear();
        }

        public void Pass(Rows.RowBatch batch, int index, int row, bool isChecked)
        {
            var place = Rows.Names.PlaceOf(row);
            if (!isChecked)
            {
                Read.Of(place).In++;
                if (Rows.Table[row].Shingles == RowEntry.Unreadable)
                {
                    Quarantine(batch, index, place);
                    return;
                }

                Read.Of(place).Out++;
            }

            var counts = Dedup.Of(place);
            counts.In++;
            if (Rows.Table[row].Shingles == 0)
            {
                Dedup.Count(place, "no-text");
            }

            if (_mark is null && !Rows.Verdicts.IsKept(row))
            {
                _dropped++;
                var reason = _removed.ReasonOf(row);
                Dedup.Drop(place, reason);
                if (withRejects)
                {
                    Lines.AddDropped(label, new Row(batch[index], place), reason, _removed.DetailsOf(row));
                }

                return;
            }

            counts.Out++;
            _kept++;
            Keep(batch, index, row);
        }

        /// <summary>The rows that stay: where the batch lies, when all of it does.</summary>
        public ReadOnlyMemory<byte> Finish(BatchWork work)
        {
            work.Counts = new BatchCounts(work.Input.Rows.Count, _kept, _dropped, _quarantined);
            if (_runStart == 0 && _runEnd == work.Input.Rows.Text.Length && work.Kept.Length == 0)
            {
                return work.Input.Rows.Text.Memory;
            }

            FlushRun();
            return work.Kept.Memory;
        }

        // Rows that stand side by side are copied in one go.
        private void Keep(Rows.RowBatch batch, int index, int row)
        {
            if (_mark is not null)
            {
                _work.Kept.Append(_mark.Add(batch[index], row));
                _work.Kept.Append((byte)'\n');
                return;
            }

            var (start, length) = batch.Spans[index];
            var end = start + length;
            var text = batch.Text.Span;
            if (start != _runEnd)
            {
                FlushRun();
                _runStart = start;
            }

            _runEnd = end;
            if (end < text.Length && text[end] == '\n')
            {
                _runEnd++;
                return;
            }

            // A carriage return, or nothing at all, stands behind the row: a line feed of our own ends it.
            FlushRun();
            _work.Kept.Append((byte)'\n');
            _runStart = _runEnd = -1;
        }

        private void FlushRun()
        {
            if (_runEnd > _runStart)
            {
                _work.Kept.Append(_work.Input.Rows.Text.Span[_runStart.._runEnd]);
            }

            _runStart = _runEnd;
        }

        private void Quarantine(Rows.RowBatch batch, int index, Place place)
        {
            _quarantined++;
            _check.Passes(batch[index], out var fault);
            Read.Quarantine(place, fault.Reason);
            Lines.AddUnreadable(Intake.Label, batch[index], place, fault, batch.Describe(index));
        }
    }
}
