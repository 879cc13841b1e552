using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Hub;
using Quern.Hub.Calls;
using Quern.Hub.Push;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Sends files to a dataset on the Hub; run again, it sends what is still missing.</summary>
internal sealed class PushVerb() : Verb(
    VerbGroup.Fetch,
    "push",
    "Sends a file or folder to a dataset on the Hub; run again, it goes on.",
    "quern push rows.jsonl my-name/my-rows --private",
    "quern push out/ my-name/my-rows --licence cc-by-4.0",
    "quern push out/ my-name/my-rows --dry-run")
{
    private readonly Argument<string?> _source = new("source")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "FILE|FOLDER",
        Description = "What is sent. Of a folder all, but for hidden files, statistics (.stats.json), rejected rows (.rejects.jsonl) and what a run keeps for itself.",
    };

    private readonly Argument<string?> _id = new("id")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "ID",
        Description = "The dataset, as OWNER/NAME. It is made when it is not there.",
    };

    private readonly Option<string> _input = new("--input") { HelpName = "FILE|FOLDER", Description = "The same as naming the file or folder without an option." };
    private readonly OptionSet _options = new(typeof(PushOptions));

    protected override void Describe(Command command)
    {
        command.Arguments.Add(_source);
        command.Arguments.Add(_id);
        command.Options.Add(_input);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var (source, id) = Named(given, faults);
        var options = (PushOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        var request = options!.RequestOf(source, id);
        faults.AddRange(request.Check());
        ThrowIfAny(faults);
        var settings = EnvironmentSettings.Hub(session.Terminal.Say);
        if (options.DryRun)
        {
            var plan = Do(session, settings, request, static (push, cancel) => push.PlanAsync(cancel));
            Action<PushPlan> print = options.Json ? PushText.PrintJson : PushText.Print;
            print(plan);
            return ExitCodes.Done;
        }

        session.ResumeCommand = Again(source, id, options);
        var result = Do(session, settings, request, static (push, cancel) => push.RunAsync(cancel));
        foreach (var note in result.Notes)
        {
            session.Terminal.Say(note);
        }

        Action<PushResult> show = options.Json ? PushText.PrintJson : PushText.Print;
        show(result);
        return ExitCodes.Done;
    }

    private static T Do<T>(Session session, HubSettings settings, PushRequest request, Func<DatasetPush, CancellationToken, Task<T>> work)
        => PushScreen.Show(session, progress =>
        {
            using var http = new HubHttp(settings);
            var push = new DatasetPush(http, request, new PushLimits(), progress);
            return work(push, session.Cancel).GetAwaiter().GetResult();
        });

    // Behind --input stands what is sent; then the one word that is left is the dataset.
    private (string Source, string Id) Named(ParseResult given, List<string> faults)
    {
        string?[] words = [given.GetValue(_input), given.GetValue(_source), given.GetValue(_id)];
        var named = words.OfType<string>().ToList();
        faults.AddRange(ParseFaults.UnknownOptions(named, given.CommandResult.Command));
        if (named.Count != 2)
        {
            faults.Add(named.Count > 2 ? "Two files or folders were named; it takes one."
                : named.Count == 0 ? "Nothing was named. Name a file or folder, and the dataset it goes to: quern push out/ my-name/my-rows."
                : $"Only '{named[0]}' was named. It takes a file or folder, and the dataset it goes to: quern push out/ my-name/my-rows.");
        }

        return (named.FirstOrDefault() ?? "", named.LastOrDefault() ?? "");
    }

    private static string Again(string source, string id, PushOptions options)
        => $"quern push {ShellWord.Of(source)} {ShellWord.Of(id)}"
            + (options.Private ? " --private" : "")
            + (options.Revision != RepoName.Main ? $" --revision {ShellWord.Of(options.Revision)}" : "")
            + (options.Message is { } message ? $" --message {ShellWord.Of(message)}" : "")
            + (options.Licence is { } licence ? $" --licence {ShellWord.Of(licence)}" : "");
}

/// <summary>Options of <c>push</c>.</summary>
internal sealed record PushOptions : StepOptions
{
    [Option("A dataset that is made is private. One that exists and is public is refused.")]
    public bool Private { get; init; }

    [Option("Say what would be sent, and send nothing.")]
    public bool DryRun { get; init; }

    [Option("The branch; it must exist.")]
    public string Revision { get; init; } = RepoName.Main;

    [Option("What the commit says. Without it: a sentence that counts the files.")]
    public string? Message { get; init; }

    [Option("The licence that a card made here names, such as cc-by-4.0. A README.md of yours, or one that the dataset has, says itself.")]
    public string? Licence { get; init; }

    [Option("Print one JSON object instead of text for people.")]
    public bool Json { get; init; }

    /// <summary>What was asked for.</summary>
    public PushRequest RequestOf(string source, string id)
        => new(source, id) { Private = Private, Revision = Revision, Message = Message, Licence = Licence };
}
