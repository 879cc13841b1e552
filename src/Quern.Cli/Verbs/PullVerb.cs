using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Hub;
using Quern.Hub.Registry;
using Quern.Recipes;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Fetches datasets from the Hub and writes their rows.</summary>
internal sealed class PullVerb() : Verb(
    VerbGroup.Fetch,
    "pull",
    "Fetches datasets from the Hub and writes their rows.",
    "quern pull allenai/WildChat-1M --max 10000 --where \"language = 'English'\" -o wildchat.jsonl",
    "quern pull wildchat xlam hermes-fc -o raw/",
    "quern pull qa --max 1000 --combine raw/questions.jsonl")
{
    private readonly Argument<string[]> _names = new("names")
    {
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "NAME",
        Description = "Datasets, by a name or a group of 'quern sources', or by id, such as openai/gsm8k.",
    };

    private readonly OptionSet _options = new(typeof(PullOptions));
    private readonly OptionSet _write = new(typeof(WriteOptions));

    protected override void Describe(Command command)
    {
        _names.CompletionSources.Add(static _ => DatasetRegistry.Standard.Entries.Select(static e => e.Name));
        command.Arguments.Add(_names);
        _options.AddTo(command);
        _write.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var names = given.GetValue(_names) ?? [];
        var options = (PullOptions?)_options.Read(given, faults);
        var write = (WriteOptions?)_write.Read(given, faults);
        faults.AddRange(ParseFaults.UnknownOptions(names, given.CommandResult.Command));
        ThrowIfAny(faults);
        var datasets = Datasets(names, options!, faults);
        var outputs = Outputs(datasets, options!, write!, faults);
        ThrowIfAny(faults);
        session.ResumeCommand = "quern " + string.Join(' ', given.Tokens.Select(static t => ShellWord.Of(t.Value)));
        using var hub = session.OpenHub();
        var sources = Open(session, hub, datasets, options!);
        var pull = new PullRun(session, write!);
        return options!.Combine is null ? pull.Each(sources, outputs) : pull.Together(sources, outputs[0]);
    }

    private static IReadOnlyList<SourceSpec> Open(Session session, HubDatasets hub, IReadOnlyList<KnownDataset> datasets, PullOptions options)
    {
        var requests = datasets.ToDictionary(static d => d.Name, options.RequestOf, StringComparer.Ordinal);
        return RunScreen.Show(session, progress =>
        {
            progress.Stage = "asking the Hub";
            var opening = new SourceOpening(hub, new PinnedSources([]));
            var sources = opening.Open([.. datasets.Select(d => SourceOf(d, options))], requests, session.Cancel);
            opening.RequireRoom(sources);
            return sources;
        });
    }

    private static IReadOnlyList<KnownDataset> Datasets(string[] names, PullOptions options, List<string> faults)
    {
        if (names.Length == 0)
        {
            faults.Add("No dataset was named. Name one, such as quern pull openai/gsm8k; 'quern sources' lists those that have a name.");
        }

        return DatasetRegistry.WithList(options.Datasets).Expand(names, faults);
    }

    private static IReadOnlyList<OutputFile> Outputs(IReadOnlyList<KnownDataset> datasets, PullOptions options, WriteOptions write, List<string> faults)
    {
        faults.AddRange(write.CheckTarget(options.Combine ?? write.Output));
        faults.AddRange(datasets.Count < 2 ? [] : options.ForOne.Select(o => $"{o} says something of one dataset, and {datasets.Count} were named; pull that one by itself."));
        if (options.Combine is { } combined)
        {
            faults.AddRange(write.Output == "-" ? [] : ["--combine and --output both say where the rows go; give one of them."]);
            return [PullTargets.One(combined, faults)];
        }

        if (datasets.Count > 1 && write.Output == "-")
        {
            faults.Add($"{datasets.Count} datasets go into a folder (--output FOLDER/), or with --combine FILE into one file.");
            return [];
        }

        return PullTargets.Of(datasets, write.Output, faults);
    }

    private static SourceSpec SourceOf(KnownDataset dataset, PullOptions options) => new(dataset.Name, [])
    {
        Max = options.Max,
        Selection = new RowSelection(options.Where, options.Columns),
        Identity = options.Combine is null ? RowIdentity.None : RowIdentity.Dataset,
    };
}
