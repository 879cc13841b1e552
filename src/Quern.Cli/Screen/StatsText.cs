using System.Globalization;
using Quern.Reports.Plans;
using Quern.Reports.Stats;

namespace Quern.Cli.Screen;

/// <summary>Statistics for people: a line a field, and under it what its values are like.</summary>
internal static class StatsText
{
    private const int ValueWidth = 40;

    /// <summary>Prints them.</summary>
    public static void Print(DatasetStats stats, int top, TextWriter to)
    {
        foreach (var file in stats.Files)
        {
            to.WriteLine($"{file.Path}: {Amount.Count(file.Rows, "row", "rows")}, {Amount.Bytes(file.Bytes)}");
        }

        to.WriteLine($"{Amount.Count(stats.Rows, "row", "rows")} of {Length(stats.RowLength, "bytes")}");
        foreach (var (reason, count) in stats.InvalidRows)
        {
            to.WriteLine($"{Amount.Rows(count)} invalid: {reason}");
        }

        to.WriteLine();
        to.WriteLine($"{"field",-32} {"present",12} {"missing",12} {"null",10}  types");
        foreach (var field in stats.Fields)
        {
            Print(field, top, to);
        }

        Print(stats.Outcome, to);
    }

    private static void Print(RowOutcome? outcome, TextWriter to)
    {
        if (outcome is null)
        {
            return;
        }

        to.WriteLine();
        to.WriteLine($"{"source",-32} {"read",12} {"usable",12} {"kept",12} {"success",10} {"pass",10}");
        foreach (var source in outcome.BySource)
        {
            to.WriteLine($"{Printable.Line(source.Source, 60),-32} {Amount.Rows(source.Read),12} {Amount.Rows(source.Usable),12} {Amount.Rows(source.Kept),12} {Per.Cent(source.SuccessRate),10} {Per.Cent(source.PassRate),10}");
        }

        foreach (var schema in outcome.BySchema)
        {
            to.WriteLine($"{"schema " + Printable.Line(schema.Schema, 60),-32} {Amount.Rows(schema.Read),12} {Amount.Rows(schema.Made),12} {Amount.Rows(schema.Kept),12} {Per.Cent(schema.SuccessRate),10} {Per.Cent(schema.PassRate),10}");
        }
    }

    private static void Print(FieldSummary field, int top, TextWriter to)
    {
        var types = string.Join(", ", field.Types.Where(static t => t.Key != "null").Select(t => field.Types.Count > 1 ? $"{t.Key} {Amount.Rows(t.Value)}" : t.Key));
        to.WriteLine($"{Printable.Line(field.Path, 60),-32} {Amount.Rows(field.Present),12} {Amount.Rows(field.Missing),12} {Amount.Rows(field.Null),10}  {types}");
        foreach (var line in Details(field, top))
        {
            to.WriteLine("    " + line);
        }
    }

    private static IEnumerable<string> Details(FieldSummary field, int top)
    {
        if (field.Number is { } number)
        {
            var beyond = number.BeyondDouble > 0 ? $", {Amount.Rows(number.BeyondDouble)} too large to compare" : "";
            yield return $"numbers {Number(number.Min)} to {Number(number.Max)}, mean {Number(number.Mean)}{beyond}";
        }

        if (field.Text is not null)
        {
            yield return $"texts of {Length(field.Text, "characters")}";
        }

        if (field.List is not null)
        {
            yield return $"lists of {Length(field.List, "elements")}";
        }

        if (field.DistinctMoreThan is { } many)
        {
            yield return $"more than {Amount.Rows(many)} different values";
        }
        else if (field.TopValues is { Count: > 0 } values && top > 0)
        {
            yield return $"{Amount.Count(field.Distinct ?? 0, "value", "values")}: " + string.Join(", ", values.Take(top).Select(Value)) + (values.Count > top ? ", …" : "");
        }

        if (field.Note is { } note)
        {
            yield return note;
        }
    }

    private static string Value(ValueSummary value)
    {
        var text = Printable.Line(value.Value, ValueWidth);
        return $"{(value.Type == "text" ? $"\"{text}\"" : text)} ×{Amount.Rows(value.Count)}";
    }

    private static string Length(LengthSummary? length, string unit)
        => length is null ? $"0 {unit}" : $"{Amount.Rows(length.Min)} to {Amount.Rows(length.Max)} {unit}, mean {Number(length.Mean)}";

    private static string Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
