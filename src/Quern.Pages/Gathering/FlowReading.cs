using Quern.Pages.Model;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>Reads the way of rows off a ledger.</summary>
internal static class FlowReading
{
    /// <summary>The steps and the fate of their rows.</summary>
    public static RowFlow Of(Ledger ledger)
    {
        var first = ledger.Steps.FirstOrDefault();
        return new RowFlow(
            [.. (first?.Sources ?? []).Select(static s => new Inflow(s.Key, s.Value.In + s.Value.Made)).Where(static s => s.Rows > 0)],
            [.. ledger.Steps.Select(StepOf)]);
    }

    /// <summary>The sum that must come out.</summary>
    public static RowBalance BalanceOf(Subject subject)
    {
        var (ledger, total) = (subject.Ledger, RowCounts.Sum(subject.Ledger.Steps.Select(static s => s.Total)));
        var state = subject.IsFinished ? subject.IsComplete ? "complete" : "incomplete" : subject.State;
        return new RowBalance(
            ledger.Read, total.Made, ledger.Kept, ledger.Dropped, ledger.Quarantined, total.Consumed, state, subject.IsFinished && subject.IsComplete);
    }

    private static FlowStep StepOf(StepLedger step)
    {
        var total = step.Total;
        var losses = total.Dropped.OrderByDescending(static d => d.Value).Select(static d => new Loss(RowFate.Dropped, d.Key, d.Value))
            .Concat(total.Quarantined.OrderByDescending(static q => q.Value).Select(static q => new Loss(RowFate.Quarantined, q.Key, q.Value)))
            .Append(new Loss(RowFate.Consumed, "consumed", total.Consumed));
        return new FlowStep([step.Label], total.In, total.Made, total.Out, [.. losses.Where(static l => l.Rows > 0)]);
    }
}
