using System.Text.Json.Nodes;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Compares the shares of a mix, as its ledger has them, with the field in which rows say where they come from.</summary>
/// <param name="ledgers">The ledgers and their files.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class LedgerShares(LedgerCheck ledgers, Findings findings)
{
    private const string UsualField = "source_dataset";

    /// <summary>Compares.</summary>
    /// <param name="fields">Fields whose values were counted.</param>
    /// <param name="tolerance">How far a share may be off.</param>
    public void Compare(IReadOnlyList<string> fields, double tolerance)
    {
        foreach (var known in ledgers.Ledgers)
        {
            // Behind a step that removed rows the shares are others than in the mix.
            foreach (var step in known.Ledger.Steps.Where(s => s.Details?["when_short"] is not null && s.Total.Out == known.Ledger.Kept))
            {
                Compare(known, step, fields, tolerance);
            }
        }
    }

    private void Compare(KnownLedger known, StepLedger step, IReadOnlyList<string> fields, double tolerance)
    {
        var field = DetailValue.Text(step.Details!["field"]) ?? UsualField;
        var rows = new Tally(fields);
        foreach (var tally in known.Outputs.Select(ledgers.FileOf).Select(static f => f?.Tally).OfType<Tally>())
        {
            rows.Add(tally);
        }

        if (step.Details["shares"] is not JsonArray shares || rows.Of(field) is not { Rows: > 0 } counted)
        {
            return;
        }

        // Rows may say since before the mix where they come from, by other names than its sources have.
        var named = shares.OfType<JsonObject>().ToList();
        if (field == UsualField && counted.Values.Keys.Any(v => named.All(s => DetailValue.Text(s["name"]) != v)))
        {
            return;
        }

        foreach (var share in named)
        {
            if (DetailValue.Text(share["name"]) is { } name && DetailValue.Number(share["achieved"]) is { } achieved
                && (double)counted.Values.GetValueOrDefault(name) / rows.Rows is var found && Math.Abs(found - achieved) > tolerance)
            {
                findings.Add(new Finding(FaultKinds.WrongShare, known.Path, 0, null, FormattableString.Invariant($"{field} is {name} in {found:P1} of the rows; the ledger says {achieved:P1}")));
            }
        }
    }
}
