using System.CommandLine;
using System.Globalization;
using Quern.Cli.Parsing;
using Quern.Cli.Screen.Plans;
using Quern.Formats;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Draws the plan of one row; a row that has none yet is shown with the plan that it would become.</summary>
internal sealed class PlanShowVerb() : Verb(
    VerbGroup.Look, "plan-show", "Draws one execution plan as a graph: nodes, edges, tiers, scope, sensitivity.", "quern plan-show plans.jsonl:17", "quern plan-show rows.parquet:3")
{
    private readonly OnePath _path = new("file", "A file and, behind a colon, the number of the line or row; without a number the first.", "plans.jsonl:17");
    private readonly OptionSet _options = new(typeof(PlanShowOptions));

    protected override void Describe(Command command)
    {
        _path.AddTo(command);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var named = _path.Read(given, faults);
        var options = (PlanShowOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        var (path, number) = Split(named);
        var files = InputFiles.Expand([path], faults);
        ThrowIfAny(faults);
        var row = FoundRow.Of(files[0], session.Cancel).FirstOrDefault(r => r.Number >= number);
        if (row is null || (row.Number > number && number > 1))
        {
            throw new RecipeFault($"{path} has no row {number.ToString("N0", CultureInfo.InvariantCulture)}{(row is null ? "" : $"; the next one is {row.Number.ToString("N0", CultureInfo.InvariantCulture)}")}.");
        }

        return Show(path, row, options!, session);
    }

    private static int Show(string path, FoundRow row, PlanShowOptions options, Session session)
    {
        var made = PlanOfRow.Make(row);
        if (made.Json is { } json)
        {
            if (options.Json)
            {
                Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(json));
            }
            else
            {
                PlanText.Print(json, session.Terminal.Out.Profile.Width, Console.Out);
            }

            return ExitCodes.Done;
        }

        session.Terminal.Say($"{path}:{row.Number}: no plan ({made.Fault!.Value.Reason}): {made.Fault.Value.Message}");
        return ExitCodes.Incomplete;
    }

    // A file may have a colon in its name; one that exists as named is meant as a whole.
    private static (string Path, long Number) Split(string named)
    {
        var colon = named.LastIndexOf(':');
        if (colon <= 0 || File.Exists(named) || !File.Exists(named[..colon]))
        {
            return (named, 1);
        }

        return long.TryParse(named.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (named[..colon], number)
            : throw new RecipeFault($"'{named[(colon + 1)..]}' is no number of a row of {named[..colon]}; lines and rows are counted from 1.");
    }
}

/// <summary>Options of <c>plan-show</c>.</summary>
internal sealed record PlanShowOptions : StepOptions
{
    [Option("Print the row with its plan as JSON instead of the drawing.")]
    public bool Json { get; init; }
}
