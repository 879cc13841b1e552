using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// All row steps of a segment, fused, on one core: each row goes through every step before the next row is touched, so
/// it stays in the cache and is never copied between steps.
/// </summary>
internal sealed class RowChain
{
    private readonly IReadOnlyList<string> _sourceNames;
    private readonly BatchOutput _output;
    private readonly RejectLines? _rejects;
    private readonly Intake? _intake;
    private readonly StepLink[] _links;
    private long _dropped;
    private long _quarantined;

    /// <summary>A chain for one core.</summary>
    /// <param name="steps">The steps; each is made anew.</param>
    /// <param name="sources">The sources when rows enter here; null when they come from shards.</param>
    /// <param name="run">What the steps may know.</param>
    /// <param name="withPlaces">Whether the places of kept rows are collected.</param>
    /// <param name="withRejects">Whether rejected rows are written, or only counted.</param>
    public RowChain(IReadOnlyList<StepSpec> steps, IReadOnlyList<SourceSpec>? sources, StepContext run, bool withPlaces, bool withRejects)
    {
        _sourceNames = run.Sources;
        _output = new BatchOutput(withPlaces);
        _rejects = withRejects ? new RejectLines(run.Sources) : null;
        _intake = sources is null ? null : new Intake(new StepTally(Intake.Label, run.Sources.Count), sources, this);
        _links = new StepLink[steps.Count];
        for (var i = 0; i < steps.Count; i++)
        {
            var step = (RowStep)steps[i].Entry.Create(steps[i].Options, run with { Label = steps[i].Label });
            _links[i] = new StepLink(step, new StepTally(steps[i].Label, run.Sources.Count), this, i + 1);
        }
    }

    /// <summary>Takes a batch through all steps and leaves the result in it.</summary>
    public ReadOnlyMemory<byte> Apply(BatchWork work)
    {
        _dropped = _quarantined = 0;
        _output.Begin(work);
        _rejects?.Text.Clear();
        if (_intake is not null)
        {
            _intake.Apply(work);
        }
        else
        {
            for (var i = 0; i < work.Input.Rows.Count; i++)
            {
                Pass(new Row(work.Input.Rows[i], work.PlaceOf(i)), 0);
            }
        }

        var kept = _output.Finish();
        if (_rejects is not null)
        {
            work.Rejects.Append(_rejects.Text.Span);
        }

        work.Counts = new BatchCounts(work.Input.Rows.Count, _output.Rows, _dropped, _quarantined);
        return kept;
    }

    /// <summary>Adds what this core counted to a ledger.</summary>
    public void AddTo(Ledger ledger)
    {
        _intake?.Tally.AddTo(ledger.Step(Intake.Label), _sourceNames);
        foreach (var link in _links)
        {
            link.Tally.AddTo(ledger.Step(link.Tally.Label), _sourceNames);
        }
    }

    /// <summary>What was counted since the last time, as a ledger of its own.</summary>
    public Ledger TakeCounts()
    {
        var ledger = new Ledger();
        AddTo(ledger);
        _intake?.Tally.Clear();
        foreach (var link in _links)
        {
            link.Tally.Clear();
        }

        return ledger;
    }

    /// <summary>How many rows of a batch may come out; those beyond are dropped by the last step.</summary>
    public long MostKept { get; init; } = long.MaxValue;

    /// <summary>Whether a row that passed the link before this one would be one too many.</summary>
    internal bool IsFull(int index) => index == _links.Length && _output.Rows >= MostKept;

    internal void Pass(Row row, int index)
    {
        if (index == _links.Length)
        {
            _output.Add(row);
        }
        else
        {
            _links[index].Apply(row);
        }
    }

    internal void Dropped(string step, Row row, string reason, ReadOnlySpan<byte> details)
    {
        _dropped++;
        _rejects?.AddDropped(step, row, reason, details);
    }

    internal void Quarantined(string step, Row row, RowFault fault)
    {
        _quarantined++;
        _rejects?.AddQuarantined(step, row, fault);
    }

    internal void Unreadable(string step, Row row, RowFault fault, string where)
    {
        _quarantined++;
        _rejects?.AddUnreadable(step, row.Json, row.Place, fault, where);
    }

    internal string Describe(Place place) => $"row {place.Ordinal} of source {_sourceNames[place.Source]}";
}
