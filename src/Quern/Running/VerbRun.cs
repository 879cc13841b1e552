using Quern.Formats;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// A single verb: rows go from the inputs through row steps straight into the output, with no checkpoint between. Beside
/// the output it leaves the statistics (<c>x.stats.json</c>) and, if there are any, the rejects (<c>x.rejects.jsonl</c>).
/// </summary>
internal sealed class VerbRun(RunSpec spec, RunSettings settings, RunProgress progress, CancellationToken cancel)
{
    private readonly Ledger _ledger = new();
    private readonly OutputFile _output = spec.Outputs[0];
    private long _rows;

    /// <summary>Runs.</summary>
    public RunResult Run()
    {
        Sidecar.Check(spec, settings.Force);
        progress.Begin(spec.Name, spec.Sources.SelectMany(static s => s.Files).Sum(static f => f.Bytes));
        _ledger.Step(Intake.Label);
        foreach (var step in spec.Steps)
        {
            _ledger.Step(step.Label);
        }

        using var work = TemporaryFolder.Create();
        using var writer = RowWriters.Open(_output, settings.Force);
        using var rejects = new RejectsFile(Sidecar.Rejects(_output.Path));
        for (var i = 0; i < spec.Sources.Count; i++)
        {
            Run(spec.Sources[i], i, writer, rejects, work.Path);
        }

        if (_ledger.OpenEnd() is { } openEnd)
        {
            throw new RunFault($"The ledger does not close: {openEnd}. This is a defect; nothing was written.");
        }

        var hasRejects = _output.Path != "-" && rejects.Complete(durable: false);
        return Sidecar.Finish(spec, _ledger, _rows, hasRejects, () => writer.Complete(durable: false)) with { Notes = writer.Notes };
    }

    private void Run(SourceSpec source, int index, RowWriter writer, RejectsFile rejects, string workFolder)
    {
        var context = new StepContext("", spec.Seed, [.. spec.Sources.Select(static s => s.Name)], workFolder);
        var chains = new RowChain[settings.Workers];
        for (var i = 0; i < chains.Length; i++)
        {
            var withRejects = settings.WriteRejects && _output.Path != "-";
            chains[i] = new RowChain(spec.Steps, source, context, withPlaces: false, withRejects);
        }

        var ordinal = 0L;
        foreach (var file in source.Files)
        {
            using var fill = new SourceFill(() => RowReaders.Open(file, workFolder), source, index, ordinal, mayBeShort: false);
            using var waiting = cancel.Register(file.Interrupt);
            using var interrupt = cancel.Register(fill.Interrupt);
            using var pump = new RowPump(
                settings.Workers,
                fill.Fill,
                (work, core) => work.Encoded = writer.Encode(chains[core].Apply(work), work.Scratch),
                work => Write(work, writer, rejects));
            pump.Run(cancel);
            ordinal += fill.Rows;
            _ledger.NonFinite += fill.NonFinite;
            progress.FinishInput(file.Bytes);
        }

        foreach (var chain in chains)
        {
            chain.AddTo(_ledger);
        }
    }

    private void Write(BatchWork work, RowWriter writer, RejectsFile rejects)
    {
        if (!work.Encoded.IsEmpty)
        {
            writer.Append(work.Encoded.Span);
        }

        rejects.Append(work.Rejects.Span);
        _rows += work.Counts.Kept;
        progress.Add(work.Counts, work.Position);
    }
}
