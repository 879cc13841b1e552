using System.Text;
using Quern.Hub.Cards;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>What a ledger counts: every row's fate by source and by step, shares, duplicates.</summary>
internal static class LedgerSections
{
    /// <summary>The sections of one ledger.</summary>
    public static string Of(CardLedger ledger, PlainPaths paths)
    {
        var of = ledger.Files.Count == 0 ? "" : " of " + string.Join(", ", ledger.Files.Take(10).Select(CardMarkdown.Code)) + (ledger.Files.Count > 10 ? " and others" : "");
        var text = new StringBuilder($"## What became of every row{of}\n\n");
        var total = RowCounts.Sum(ledger.Ledger.Steps.Select(static s => s.Total));
        text.Append($"{CardTable.Number(ledger.Ledger.Read)} read{Made(total)} = {CardTable.Number(ledger.Ledger.Kept)} kept + {CardTable.Number(ledger.Ledger.Dropped)} dropped + {CardTable.Number(ledger.Ledger.Quarantined)} quarantined{Consumed(total)}. ");
        text.Append("Dropped rows were removed by a rule; quarantined ones could not be processed.\n\n");
        text.Append(BySource(ledger, paths)).Append(ByStep(ledger.Ledger));
        foreach (var step in ledger.Ledger.Steps.Where(static s => s.Details is not null))
        {
            text.Append(StepDetails.Of(step));
        }

        return text.ToString();
    }

    private static string BySource(CardLedger ledger, PlainPaths paths)
    {
        var steps = ledger.Ledger.Steps;
        var fates = ledger.Sources.Select(source => new Fate(
            paths.Name(source),
            steps[0].Sources.GetValueOrDefault(source)?.In ?? 0,
            steps[^1].Sources.GetValueOrDefault(source)?.Out ?? 0,
            RowCounts.Sum(steps.Select(s => s.Sources.GetValueOrDefault(source)).OfType<RowCounts>())));
        return $"### By source\n\n{Table([.. fates], "Source", "#Read", "#Kept")}";
    }

    private static string ByStep(Ledger ledger)
        => $"### By step\n\n{Table([.. ledger.Steps.Select(static s => new Fate(s.Label, s.Total.In, s.Total.Out, s.Total))], "Step", "#Rows in", "#Rows out")}";

    // Few steps make rows of others; where none does, nothing is said of it.
    private static CardTable Table(List<Fate> fates, params IEnumerable<string> heads)
    {
        var makes = fates.Exists(static f => f.All.Made + f.All.Consumed > 0);
        string[] made = makes ? ["#Made", "#Consumed"] : [];
        var table = new CardTable([.. heads, "Dropped", "Quarantined", .. made]);
        foreach (var fate in fates)
        {
            string[] counts = makes ? [CardTable.Number(fate.All.Made), CardTable.Number(fate.All.Consumed)] : [];
            table.Add([
                CardMarkdown.Code(fate.Name), CardTable.Number(fate.In), CardTable.Number(fate.Out),
                CardTable.Reasons(fate.All.Dropped), CardTable.Reasons(fate.All.Quarantined), .. counts]);
        }

        return table;
    }

    private static string Made(RowCounts total) => total.Made == 0 ? "" : $" + {CardTable.Number(total.Made)} made";

    private static string Consumed(RowCounts total) => total.Consumed == 0 ? "" : $" + {CardTable.Number(total.Consumed)} read to make others";

    private sealed record Fate(string Name, long In, long Out, RowCounts All);
}
