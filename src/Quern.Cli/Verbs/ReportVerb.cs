using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Pages;
using Quern.Pages.Model;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Writes the page about a run, or about the output of a single verb: one file that proves what is in the result.</summary>
internal sealed class ReportVerb() : Verb(
    VerbGroup.Look, "report", "Writes a page about a run or an output: one HTML file.", "quern report runs/demo --open", "quern report out/unique.jsonl -o unique.html")
{
    private readonly OnePath _place = new("place", "A run folder, such as runs/demo, or the output of a verb with its .stats.json beside it.", "runs/demo");
    private readonly OptionSet _options = new(typeof(ReportOptions));

    protected override void Describe(Command command)
    {
        _place.AddTo(command);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var place = _place.Read(given, faults);
        var options = (ReportOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        var subject = ReportPage.Find(place.Length > 1 ? Path.TrimEndingDirectorySeparator(place) : place);
        var page = options!.Output ?? subject.UsualPage;

        // An earlier page of the same is in nobody's way; any other file belongs to somebody.
        Landing.Refuse(page, options.Force || subject.IsOwnPage(page));
        var model = RunScreen.Show(session, progress => ReportPage.Gather(subject, options.Page, TimeProvider.System, progress, session.Cancel));
        RefuseItsOwn(page, model);
        ReportPage.Write(page, model);
        Say(session.Terminal, page, model, options);
        return model.IsWhole ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void RefuseItsOwn(string page, ReportModel model)
    {
        if (model.Again.Outputs.Concat(model.Again.Inputs).Any(f => Path.GetFullPath(f.Name) == Path.GetFullPath(page)))
        {
            throw new RecipeFault($"{page} is an input or an output of what is reported; the page would replace it. Name another file.");
        }
    }

    private static void Say(Terminal terminal, string page, ReportModel model, ReportOptions options)
    {
        foreach (var warning in model.Warnings)
        {
            terminal.Say(warning);
        }

        if (options.Json)
        {
            JsonText.Print(new { page, model.Name, model.Balance.Read, model.Balance.Kept, model.Balance.Dropped, model.Balance.Quarantined, model.Balance.State, Complete = model.Balance.IsComplete, model.Warnings });
        }
        else
        {
            Console.Out.WriteLine(page);
        }

        if (options.Open && !Browser.TryOpen(Path.GetFullPath(page)))
        {
            terminal.Say($"no browser could be started; open {Path.GetFullPath(page)} in one");
        }
    }
}

/// <summary>Options of <c>report</c>.</summary>
internal sealed record ReportOptions : WorkOptions
{
    private const int MostSamples = 10_000;

    [Option("Where the page goes. Without it: report.html in the run folder, or beside the output as .report.html.", Short = "o", Value = "FILE")]
    public string? Output { get; init; }

    [Option("Open the page in the browser.")]
    public bool Open { get; init; }

    [Option("Replace a file that exists. An earlier page about the same needs no leave.")]
    public bool Force { get; init; }

    [Option("How many rows of the output are drawn to be read on the page.")]
    public int Samples { get; init; } = 100;

    [Option("The same number draws the same rows.")]
    public ulong Seed { get; init; }

    [Option("Do not verify the files; they are then read once less.")]
    public bool NoVerify { get; init; }

    /// <summary>What goes onto the page.</summary>
    public PageOptions Page => new() { Verify = !NoVerify, Samples = Samples, Seed = Seed, Workers = WorkerCount };

    public override IEnumerable<string> Check()
    {
        foreach (var problem in base.Check())
        {
            yield return problem;
        }

        if (Samples is < 0 or > MostSamples)
        {
            yield return $"--samples cannot be {Samples}; give a number from 0 to {MostSamples}.";
        }

        if (Output == "-")
        {
            yield return "--output cannot be standard output; a page is a file.";
        }
    }
}
