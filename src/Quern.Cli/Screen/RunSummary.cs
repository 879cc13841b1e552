using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>Tells people what a run did: the fate of every row, and where the results lie.</summary>
internal static class RunSummary
{
    /// <summary>The result of a run with a folder, on standard output.</summary>
    public static void Print(Terminal terminal, RunResult result, TimeSpan took)
    {
        PrintFates(terminal, result.Ledger);
        terminal.Out.WriteLine();
        foreach (var line in Places(result))
        {
            terminal.Out.WriteLine(line);
        }

        SayTroubles(terminal, result);
        terminal.Say(result.UpToDate ? "nothing to do: the results are up to date" : $"done in {Amount.Time(took)}");
    }

    /// <summary>The fate of every row, by step, and the sum that must come out.</summary>
    public static void PrintFates(Terminal terminal, Ledger ledger)
    {
        terminal.Out.Write(FateTable(ledger));
        terminal.Out.WriteLine(Balance(ledger));
    }

    /// <summary>The result of a single verb, in a line on standard error: standard output may hold the rows.</summary>
    public static void SayVerb(Terminal terminal, RunResult result, TimeSpan took)
    {
        var ledger = result.Ledger;
        var where = result.Outputs is [{ Path: "-" }] ? "" : $" to {string.Join(", ", result.Outputs.Select(static o => $"{o.Path} ({Amount.Bytes(o.Bytes)})"))}";
        terminal.Say($"{Amount.Rows(result.Outputs.Sum(static o => o.Rows))} of {Amount.Count(ledger.Read, "row", "rows")} written{where} in {Amount.Time(took)}{Rejected(ledger)}");
        SayTroubles(terminal, result);
    }

    private static string Rejected(Ledger ledger)
    {
        var dropped = ledger.Dropped > 0 ? $"; dropped {Reasons(ledger.Steps.Select(static s => s.Total.Dropped))}" : "";
        return dropped + (ledger.Quarantined > 0 ? $"; quarantined {Reasons(ledger.Steps.Select(static s => s.Total.Quarantined))}" : "");
    }

    /// <summary>What was not as it should have been, in sentences on standard error.</summary>
    public static void SayTroubles(Terminal terminal, RunResult result)
    {
        if (result.Ledger.NonFinite > 0)
        {
            terminal.Say($"{Amount.Count(result.Ledger.NonFinite, "number", "numbers")} (NaN or Infinity) became null: JSON has no word for them");
        }

        foreach (var note in result.Notes)
        {
            terminal.Say(note);
        }

        foreach (var unmet in result.Ledger.Unmet)
        {
            terminal.Say(unmet);
        }

        foreach (var (source, reason) in result.Ledger.ShortSources)
        {
            terminal.Say($"source {source} is incomplete: {reason}");
        }

        if (result.RejectFiles.Count > 0)
        {
            terminal.Say($"rejected rows, with reasons: {string.Join(", ", result.RejectFiles.Select(ShortPath))}");
        }

        if (!result.Complete)
        {
            terminal.Say(result.Ledger.ShortSources.Count > 0
                ? "the result is incomplete (exit code 3): a source could not be read to its end"
                : result.Ledger.Unmet.Count > 0 ? "the result is not what was asked for (exit code 3)"
                : result.IsBelowTarget ? "the result is incomplete (exit code 3): the sources ended below the target"
                : "the result is incomplete (exit code 3): more rows were quarantined than tolerated");
        }
    }

    private static Table FateTable(Ledger ledger)
    {
        var extra = ledger.Steps.Exists(static s => s.Total.Made + s.Total.Consumed > 0);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in (string[])(extra ? ["step", "rows in", "made", "consumed", "kept"] : ["step", "rows in", "kept"]))
        {
            table.AddColumn(name, c => c.Alignment = name == "step" ? Justify.Left : Justify.Right);
        }

        table.AddColumn("dropped").AddColumn("quarantined");
        foreach (var step in ledger.Steps)
        {
            var t = step.Total;
            string[] counts = extra
                ? [Amount.Rows(t.In), Amount.Rows(t.Made), Amount.Rows(t.Consumed), Amount.Rows(t.Out)]
                : [Amount.Rows(t.In), Amount.Rows(t.Out)];
            table.AddRow([step.Label, .. counts, Reasons([t.Dropped]), Reasons([t.Quarantined])]);
        }

        return table;
    }

    private static string Balance(Ledger ledger)
    {
        var made = ledger.Steps.Sum(static s => s.Total.Made);
        var consumed = ledger.Steps.Sum(static s => s.Total.Consumed);
        return $"{Amount.Rows(ledger.Read)} read{Part(" + ", made, "made")} = {Amount.Rows(ledger.Kept)} kept + {Amount.Rows(ledger.Dropped)} dropped"
            + $" + {Amount.Rows(ledger.Quarantined)} quarantined{Part(" + ", consumed, "consumed")}";
    }

    private static string Part(string sign, long count, string word) => count == 0 ? "" : $"{sign}{Amount.Rows(count)} {word}";

    private static string Reasons(IEnumerable<SortedDictionary<string, long>> counts)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in counts.SelectMany(static c => c))
        {
            sums[reason] = sums.GetValueOrDefault(reason) + count;
        }

        return string.Join(", ", sums.OrderByDescending(static s => s.Value).Select(static s => $"{Amount.Rows(s.Value)} {Markup.Escape(s.Key)}"));
    }

    private static IEnumerable<string> Places(RunResult result)
    {
        foreach (var output in result.Outputs)
        {
            yield return $"output    {output.Path} ({Amount.Count(output.Rows, "row", "rows")}, {Amount.Bytes(output.Bytes)})";
        }

        if (result.Folder is { } folder)
        {
            yield return $"run       {ShortPath(folder)}";
        }
    }

    // Below the current folder the way from here is shorter and easier to type.
    private static string ShortPath(string path)
        => Path.GetRelativePath(Environment.CurrentDirectory, path) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;
}
