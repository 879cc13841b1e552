using Quern.Reports.Plans;
using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>Tells people what a build made of its sources.</summary>
internal static class BuildSummary
{
    /// <summary>The tables, on standard output; what is not as it should be, on standard error.</summary>
    public static void Print(Terminal terminal, PlanStats stats, RunResult result, TimeSpan took)
    {
        var output = result.Outputs[0];
        terminal.Out.Write(SourceTable(stats));
        terminal.Out.Write(SchemaTable(stats));
        var labels = stats.Labels.Select(static l => $"{Amount.Rows(l.Plans)} {Markup.Escape(l.Label)} ({Per.Cent(l.Share)})");
        terminal.Out.WriteLine($"plans made: {Amount.Rows(stats.Total.Made)}{(stats.Labels.Count == 0 ? "" : ", " + string.Join(", ", labels))}");
        terminal.Out.WriteLine($"success rate {Per.Cent(stats.Total.SuccessRate)} (plans made of rows read), pass rate {Per.Cent(stats.Total.PassRate)} (plans that pass plan-quality of those made)");
        SayReasons(terminal, "dropped", stats.Total.Dropped);
        SayReasons(terminal, "kept, but rejected by plan-quality", stats.Total.Failed);
        SayReasons(terminal, "quarantined", stats.Total.Quarantined);
        terminal.Out.WriteLine($"output    {output.Path} ({Amount.Count(output.Rows, "row", "rows")}, {Amount.Bytes(output.Bytes)}) in {Amount.Time(took)}");
        RunSummary.SayTroubles(terminal, result);
    }

    /// <summary>The warnings, and as the last line what was wanted, what there is, and what is short.</summary>
    public static void SayEnd(Terminal terminal, PlanStats stats, RunResult result)
    {
        foreach (var warning in stats.Warnings)
        {
            terminal.Say("warning: " + warning);
        }

        var missing = stats.BySource.Where(static s => s.Missing > 0).Select(static s => $"{s.Source} {Amount.Rows(s.Counts.Kept)} of {Amount.Rows(s.Wanted)}").ToList();
        var gap = stats.Wanted - stats.Got;
        terminal.Say($"wanted {Amount.Rows(stats.Wanted)}, got {Amount.Rows(stats.Got)}"
            + (gap > 0 ? $"; {Amount.Rows(gap)} short (exit code {result.ExitCode})" : "")
            + (missing.Count > 0 ? $"; below their share: {string.Join(", ", missing)}" : ""));
    }

    private static Table SourceTable(PlanStats stats)
    {
        var table = Columns("source", "wanted", "read", "made", "kept", "acceptance", "success", "pass");
        foreach (var source in stats.BySource)
        {
            Add(table, source.Source, source.Wanted, source.Counts);
        }

        Add(table, "all", stats.Wanted, stats.Total);
        return table;
    }

    private static void Add(Table table, string name, long wanted, PlanCounts counts) => table.AddRow(
        Markup.Escape(name), Amount.Rows(wanted), Amount.Rows(counts.Read), Amount.Rows(counts.Made), Amount.Rows(counts.Kept),
        Per.Cent(counts.Acceptance), Per.Cent(counts.SuccessRate), Per.Cent(counts.PassRate));

    private static Table SchemaTable(PlanStats stats)
    {
        var table = Columns("schema", "read", "made", "passed", "kept", "success", "pass", "share", "expected");
        foreach (var schema in stats.BySchema)
        {
            table.AddRow(
                Markup.Escape(schema.Schema), Amount.Rows(schema.Read), Amount.Rows(schema.Made), Amount.Rows(schema.Passed), Amount.Rows(schema.Kept),
                Per.Cent(schema.SuccessRate), Per.Cent(schema.PassRate), Per.Cent(schema.Share),
                schema.Least is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{schema.Least:0.#}-{schema.Most:0.#} %"));
        }

        return table;
    }

    private static Table Columns(params string[] names)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < names.Length; i++)
        {
            var alignment = i == 0 ? Justify.Left : Justify.Right;
            table.AddColumn(names[i], c => c.Alignment = alignment);
        }

        return table;
    }

    private static void SayReasons(Terminal terminal, string what, IReadOnlyDictionary<string, long> reasons)
    {
        if (reasons.Count > 0)
        {
            terminal.Out.WriteLine($"{what}: {string.Join(", ", reasons.OrderByDescending(static r => r.Value).Select(static r => $"{Amount.Rows(r.Value)} {r.Key}"))}");
        }
    }
}
