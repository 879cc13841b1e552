using System.Globalization;
using System.Text;
using Quern.Formats;
using Quern.Reports.Verify;
using Quern.Running;
using Quern.Steps;

namespace Quern.Recipes;

/// <summary>Writes what a recipe means as a recipe again: every default filled in, every path whole.</summary>
internal static class ResolvedText
{
    /// <summary>The text.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="targets">What is asked of the result.</param>
    public static string Of(RunSpec spec, VerifyTargets? targets = null)
    {
        var text = new StringBuilder();
        text.Append("name: ").Append(OptionTable.Quote(spec.Name)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"seed: {spec.Seed}\n");
        text.Append("tolerance: ").Append(OptionTable.TextOf(spec.Tolerance)).Append('\n');
        if (spec.Target is { } target)
        {
            text.Append(CultureInfo.InvariantCulture, $"target: {target}\n");
        }

        text.Append("sources:\n");
        foreach (var source in spec.Sources)
        {
            Append(source, spec.Target is not null, text);
        }

        text.Append("steps:\n");
        foreach (var step in spec.Steps)
        {
            text.Append("  - ").Append(step.Entry.Name).Append(": { ").AppendJoin(", ", Options(step)).Append(" }\n");
        }

        text.Append("outputs:\n");
        foreach (var (format, path) in spec.Outputs.Select(static o => (o.Format, o.Pattern ?? o.Path)).Distinct())
        {
            text.Append("  - ").Append(KeyOf(format)).Append(": ").Append(OptionTable.Quote(Path.GetFullPath(path))).Append('\n');
        }

        Append(targets, text);
        return text.ToString();
    }

    private static void Append(VerifyTargets? targets, StringBuilder text)
    {
        var lines = new (string Key, object? Value)[]
        {
            ("rows", targets?.Rows), ("min-rows", targets?.MinRows), ("min-mean-quality", targets?.MinMeanQuality), ("max-duplicates", targets?.MaxDuplicates), ("min-teachers", targets?.MinTeachers), ("max-cost", targets?.MaxCost),
        };
        if (lines.Any(static l => l.Value is not null))
        {
            text.Append("targets: { ").AppendJoin(", ", lines.Where(static l => l.Value is not null).Select(static l => $"{l.Key}: {OptionTable.TextOf(l.Value)}")).Append(" }\n");
        }
    }

    // Of a dataset on the Hub the commit and the files stand there, so that this text means the same bytes for ever.
    private static void Append(SourceSpec source, bool isBlended, StringBuilder text)
    {
        if (source.Lost is not null)
        {
            text.Append("  # ").Append(source.Name.ReplaceLineEndings(" ")).Append(" could not be had\n");
            return;
        }

        text.Append("  - name: ").Append(OptionTable.Quote(source.Name)).Append('\n');
        if (source.Origin is { } origin)
        {
            text.Append("    hub: ").Append(OptionTable.Quote(origin.Hub)).Append('\n');
            text.Append("    revision: ").Append(OptionTable.Quote(origin.Revision)).Append('\n');
        }

        text.Append("    files:\n");
        foreach (var path in source.Origin?.Files.Select(FilePattern.Escape) ?? source.Files.Select(static f => Path.GetFullPath(f.Path!)))
        {
            text.Append("      - ").Append(OptionTable.Quote(path)).Append('\n');
        }

        if (source.Origin?.Field is { } field)
        {
            text.Append("    field: ").Append(OptionTable.Quote(field)).Append('\n');
        }

        if (source.Max is { } max)
        {
            text.Append(CultureInfo.InvariantCulture, $"    max: {max}\n");
        }

        if (isBlended)
        {
            text.Append(CultureInfo.InvariantCulture, $"    weight: {Math.Clamp(source.Weight, 1, BlendOrder.HeaviestWeight)}\n");
            text.Append(source.Filling switch { SourceFilling.Only => "    fill: true\n", SourceFilling.Rest => "    fill: rest\n", _ => "" });
        }

        if (source.Selection.Where is { } where)
        {
            text.Append("    where: ").Append(OptionTable.Quote(where)).Append('\n');
        }

        if (source.Selection.Columns is { } columns)
        {
            text.Append("    columns: ").Append(OptionTable.TextOf(columns)).Append('\n');
        }
    }

    /// <summary>A step's options, defaults included, as a recipe writes them.</summary>
    public static IEnumerable<string> Options(StepSpec step)
    {
        foreach (var option in OptionTable.Describe(step.Entry.OptionsType))
        {
            if (option.Property.GetValue(step.Options) is { } value)
            {
                yield return $"{option.Name}: {(value is string s ? OptionTable.Quote(s) : OptionTable.TextOf(value))}";
            }
        }
    }

    private static string KeyOf(OutputFormat format) => format switch
    {
        OutputFormat.Parquet => "parquet",
        OutputFormat.Csv => "csv",
        _ => "jsonl",
    };
}
