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
    private SourceFault? _lost;

    /// <summary>Runs.</summary>
    public RunResult Run()
    {
        Sidecar.Check(spec, settings.Force);
        progress.Begin(spec.Name, spec.Sources.Sum(static s => s.Bytes));
        _ledger.Step(Intake.Label);
        foreach (var step in spec.Steps)
        {
            _ledger.Step(step.Label);
        }

        using var work = TemporaryFolder.Create();
        using var writer = RowWriters.Open(_output, settings.Force);
        using var rejects = new RejectsFile(Sidecar.Rejects(_output.Path));
        progress.Read(spec.Sources);
        _ledger.Begin(spec.Sources);
        for (var i = 0; i < spec.Sources.Count; i++)
        {
            Run(spec.Sources[i], i, writer, rejects, work.Path);
        }

        ThrowIfNothingCouldBeHad();

        if (_ledger.OpenEnd() is { } openEnd)
        {
            throw new RunFault($"The ledger does not close: {openEnd}. This is a defect; nothing was written.");
        }

        var hasRejects = _output.Path != "-" && rejects.Complete(durable: false);
        return Sidecar.Finish(spec, _ledger, _ledger, [new FilledOutput(_output, writer, _rows)], hasRejects, durable: false);
    }

    // One of several sources may be missing; of one that is all there is, half would be taken for the whole.
    private bool MayBeShort => spec.Sources.Count > 1;

    private void ThrowIfNothingCouldBeHad()
    {
        if (_ledger.Read == 0 && _lost is not null)
        {
            throw _lost;
        }
    }

    private void Run(SourceSpec source, int index, RowWriter writer, RejectsFile rejects, string workFolder)
    {
        var context = new StepContext("", spec.Seed, [.. spec.Sources.Select(static s => s.Name)], workFolder) { Workers = settings.Workers };
        var chains = new RowChain[settings.Workers];
        for (var i = 0; i < chains.Length; i++)
        {
            var withRejects = settings.WriteRejects && _output.Path != "-";
            chains[i] = new RowChain(spec.Steps, spec.Sources, context, withPlaces: false, withRejects);
        }

        using var fill = new SourceFill(source, index, FileStretch.All(source), default, workFolder, MayBeShort);
        using var interrupt = cancel.Register(fill.Interrupt);
        using var pump = new RowPump(
            settings.Workers,
            fill.Fill,
            (work, core) => work.Encoded = writer.Encode(chains[core].Apply(work), work.Scratch),
            work => Write(work, writer, rejects));
        pump.Run(cancel);
        progress.FinishInput(source.Bytes);
        _ledger.NonFinite += fill.NonFinite;
        _ledger.LeaveOut(Intake.Label, source.Name, fill.LeftOut);
        if (fill.Short is not null)
        {
            _ledger.ShortSources[source.Name] = fill.Short;
            _lost ??= fill.Lost;
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
