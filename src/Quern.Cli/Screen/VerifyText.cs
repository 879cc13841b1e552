using System.Globalization;
using Quern.Reports.Verify;
using Spectre.Console;

namespace Quern.Cli.Screen;

/// <summary>The result of a verification for people: what is there, the targets, and every kind of fault with examples.</summary>
internal static class VerifyText
{
    private const int LongestCell = 100;
    private const int MostValues = 8;

    /// <summary>Prints it.</summary>
    public static void Print(VerifyResult result, int examples, IAnsiConsole to)
    {
        foreach (var set in result.Sets)
        {
            Print(set, to);
        }

        if (result.Targets.Count > 0)
        {
            Print(result.Targets, to);
        }

        if (result.Faults.Count > 0)
        {
            Print(result.Faults, to);
            PrintExamples(result.Faults, examples, to);
        }

        to.WriteLine(Sum(result.Faults));
        to.WriteLine(result.Ledgers.Count == 0 ? "compared with no ledger: none stands beside the files" : $"compared with {string.Join(", ", result.Ledgers.Select(Shown))}");
    }

    private static void Print(SetSummary set, IAnsiConsole to)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        table.AddColumn("").AddColumn("");
        foreach (var (name, value) in Lines(set).Where(static l => l.Value.Length > 0))
        {
            table.AddRow(name, Markup.Escape(Printable.Line(value, LongestCell)));
        }

        to.WriteLine(Shown(set.Name));
        to.Write(table);
    }

    private static string Sum(IReadOnlyList<FoundKind> faults)
    {
        var counted = faults.Where(static f => !f.Allowed).ToList();
        return counted.Count > 0 ? $"{Amount.Count(counted.Sum(static f => f.Count), "fault", "faults")} of {Amount.Count(counted.Count, "kind", "kinds")}"
            : faults.Count > 0 ? "no faults but those that are allowed" : "no faults";
    }

    private static IEnumerable<(string Name, string Value)> Lines(SetSummary set)
    {
        yield return ("rows", Amount.Rows(set.Rows));
        yield return ("format", string.Join(", ", set.Files.Select(static f => f.Format).Distinct(StringComparer.Ordinal)) + (set.Shapes.Count > 0 ? ", " + string.Join(", ", set.Shapes.OrderByDescending(static s => s.Value).Select(s => set.Shapes.Count == 1 ? s.Key : $"{s.Key} {Amount.Rows(s.Value)}")) : ""));
        yield return ("mean quality", set.MeanQuality is { } quality ? string.Create(CultureInfo.InvariantCulture, $"{quality:0.00} ({Values(set.QualityBands, set.Rows)})") : "no score");
        yield return ("duplicates", string.Create(CultureInfo.InvariantCulture, $"{set.DuplicateShare * 100:0.##}% ({set.Duplicates:N0} equal{(set.NearDuplicates is { } near ? string.Create(CultureInfo.InvariantCulture, $", {near:N0} equal or similar") : "")})"));
        yield return ("mean instruction", Words(set.MeanInstructionWords));
        yield return ("mean response", Words(set.MeanResponseWords));
        yield return ("words of a row", string.Create(CultureInfo.InvariantCulture, $"{set.MeanWords ?? 0:0.#} in the mean, {set.MaxWords:N0} at the most"));
        yield return ("splits", string.Join(", ", set.Files.Where(static f => f.Split is not null).GroupBy(static f => f.Split!, StringComparer.Ordinal).Select(static g => $"{g.Key} {Amount.Rows(g.Sum(static f => f.Rows))}")));
        yield return ("teachers", Values(set.Teachers, set.Rows));
        yield return ("categories", Values(set.Categories, set.Rows));
        yield return ("languages", Values(set.Languages, set.Rows));
        yield return ("personal data", string.Join(", ", set.Personal.Where(static p => p.Value > 0).Select(static p => $"{p.Key} {Amount.Rows(p.Value)}")));
    }

    private static string Words(double? mean) => mean is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{mean:0.#} words");

    private static string Values(IReadOnlyDictionary<string, long> values, long rows)
        => string.Join(", ", values.Take(MostValues).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} {(double)v.Value / Math.Max(rows, 1) * 100:0.#}%"))) + (values.Count > MostValues ? ", ..." : "");

    private static void Print(IReadOnlyList<TargetLine> targets, IAnsiConsole to)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("target").AddColumn("wanted").AddColumn("found").AddColumn("");
        foreach (var target in targets)
        {
            table.AddRow(Markup.Escape(Shown(target.Name)), Markup.Escape(target.Wanted), Markup.Escape(target.Found), target.Met ? "met" : "missed");
        }

        to.Write(table);
        foreach (var missed in targets.Where(static t => !t.Met))
        {
            to.WriteLine($"{Shown(missed.Name)}: {missed.Advice}");
        }
    }

    private static void Print(IReadOnlyList<FoundKind> faults, IAnsiConsole to)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("fault").AddColumn("count", static c => c.Alignment = Justify.Right).AddColumn("what it means");
        foreach (var kind in faults)
        {
            table.AddRow(kind.Kind + (kind.Allowed ? " (allowed)" : ""), Amount.Rows(kind.Count), kind.Meaning);
        }

        to.Write(table);
    }

    // Lines are not broken: somebody may look for a file's name in them.
    private static void PrintExamples(IReadOnlyList<FoundKind> faults, int examples, IAnsiConsole to)
    {
        foreach (var kind in faults)
        {
            foreach (var found in kind.Found.Take(examples))
            {
                var place = found.Line == 0 ? found.File : string.Create(CultureInfo.InvariantCulture, $"{found.File}:{found.Line}");
                to.Profile.Out.Writer.WriteLine($"{Shown(place)}{(found.Id is null ? "" : $" (id {Shown(found.Id)})")}: {kind.Kind}: {Printable.Line(found.What, 500)}");
            }

            if (examples > 0 && kind.Count > examples)
            {
                to.Profile.Out.Writer.WriteLine($"... and {Amount.Rows(kind.Count - Math.Min(examples, kind.Found.Count))} more of {kind.Kind}");
            }
        }
    }

    private static string Shown(string text) => Printable.Line(text, 300);
}
