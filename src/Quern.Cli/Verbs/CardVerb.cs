using System.CommandLine;
using System.Text;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Hub;
using Quern.Hub.Layout;
using Quern.Reports.Card;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Writes the card of a dataset that is about to be published, from its files and the ledger of their making.</summary>
internal sealed class CardVerb() : Verb(
    VerbGroup.Look,
    "card",
    "Writes a dataset card: files, fields, licences, and every row's fate.",
    "quern card runs/demo",
    "quern card out/ --license cc-by-4.0 --title \"Good rows\" -o out/README.md")
{
    private readonly OnePath _what = new("path", "What the card is of: a run folder, a folder of files of rows, or one file.", "runs/demo");
    private readonly OptionSet _options = new(typeof(CardOptions));

    protected override void Describe(Command command)
    {
        _what.AddTo(command);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var what = _what.Read(given, faults);
        var options = (CardOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        if (options!.Output is { } path)
        {
            Landing.Refuse(path, options.Force);
        }

        var facts = RunScreen.Show(session, progress => CardMaking.Run(options.RequestOf(what), progress, session.Cancel));
        var card = CardPage.Of(facts);
        Write(card, facts, options);
        if (options.Json)
        {
            CardJson.Print(facts, card);
        }

        Say(facts, session.Terminal);
        return facts.Stats.Invalid == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Write(string card, CardFacts facts, CardOptions options)
    {
        if (options.Output is not { } path)
        {
            if (!options.Json)
            {
                Console.Out.Write(card);
            }

            return;
        }

        if (facts.Subject.Files.Any(f => Path.GetFullPath(f.Place) == Path.GetFullPath(path)))
        {
            throw new RecipeFault($"{path} is a file of the rows that the card is of; the card must go to another, such as README.md.");
        }

        using var landing = Landing.Begin(path, options.Force);
        landing.Write(Encoding.UTF8.GetBytes(card));
        landing.Complete(durable: false);
    }

    private static void Say(CardFacts facts, Terminal terminal)
    {
        if (facts.Ledgers.Count == 0)
        {
            terminal.Say("no ledger was found beside these files, so the card says nothing of where the rows come from; where a recipe wrote them, name its run folder");
        }

        if (facts.Licences.Count == 0)
        {
            terminal.Say("the card names no licence, because none is known; say one with --license");
        }

        var unknown = facts.Carried.Where(static c => c.Binds && c.Terms.HasFlag(LicenceTerms.Unknown)).Select(static c => c.Source).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            terminal.Say($"look up before you publish: nobody knows the licence of {Wording.Some(unknown, 5)}");
        }

        if (facts.Stats.Invalid > 0)
        {
            terminal.Say($"{Amount.Count(facts.Stats.Invalid, "row is", "rows are")} invalid (exit code 3); 'quern convert' sets them aside, each with its reason");
        }
    }
}

/// <summary>Options of <c>card</c>.</summary>
internal sealed record CardOptions : WorkOptions
{
    [Option("The licence that the card names, such as cc-by-4.0. Without it: those of the sources, the strictest first.", Value = "ID")]
    public string? License { get; init; }

    [Option("Name the licence even where it asks for less than those of the sources; the card states it.")]
    public bool LicenseOk { get; init; }

    [Option("What the card is headed with. Without it: the name of the run, the folder or the file.")]
    public string? Title { get; init; }

    [Option("Write the card to this file instead of showing it.", Short = "o", Value = "FILE")]
    public string? Output { get; init; }

    [Option("Replace a card that exists, as a whole.")]
    public bool Force { get; init; }

    /// <summary>What the card is asked for.</summary>
    public CardRequest RequestOf(string what)
        => new(what) { Licence = License, LicenceMayBeLaxer = LicenseOk, Title = Title, Workers = WorkerCount };

    public override IEnumerable<string> Check()
    {
        foreach (var problem in base.Check())
        {
            yield return problem;
        }

        if (License is not null && (LicenceReading.Parts(License).Count == 0 || License.Any(char.IsControl) || License.Length > 200))
        {
            yield return "--license names no licence; give the Hub's name of one, such as cc-by-4.0.";
        }

        if (Title is not null && string.IsNullOrWhiteSpace(Title))
        {
            yield return "--title is empty; give a title, or leave it out.";
        }

        if (LicenseOk && License is null)
        {
            yield return "--license-ok is about the licence that --license names; give both.";
        }
    }
}
