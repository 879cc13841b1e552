using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Hub;
using Quern.Hub.Registry;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Lists the datasets that are known by name, and says what is known of one. It asks no service.</summary>
internal sealed class SourcesVerb() : Verb(
    VerbGroup.Fetch, "sources", "Lists the datasets that are known by name.", "quern sources --group jepa", "quern sources show alpaca")
{
    private const string Show = "show";

    private readonly Argument<string[]> _words = new("words")
    {
        Arity = new ArgumentArity(0, 2),
        HelpName = $"[{Show} NAME]",
        Description = "Say all that is known of one dataset, by its name or its id on the Hub.",
    };

    private readonly OptionSet _options = new(typeof(SourcesOptions));

    protected override void Describe(Command command)
    {
        _words.CompletionSources.Add(static _ => [Show, .. DatasetRegistry.Standard.Entries.Select(static e => e.Name)]);
        command.Arguments.Add(_words);
        _options.AddTo(command);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var options = (SourcesOptions?)_options.Read(given, faults);
        var words = given.GetValue(_words) ?? [];
        faults.AddRange(Misunderstood(words, given.CommandResult.Command));
        ThrowIfAny(faults);
        var registry = DatasetRegistry.WithList(options!.Datasets);
        if (words.Length > 0)
        {
            ShowOne(registry, words[1], options);
        }
        else
        {
            ShowAll(registry, options);
        }

        return ExitCodes.Done;
    }

    private static IEnumerable<string> Misunderstood(string[] words, Command command)
    {
        var strangers = ParseFaults.UnknownOptions(words, command).ToList();
        if (strangers.Count > 0)
        {
            return strangers;
        }

        return words switch
        {
            [] or [Show, _] => [],
            [Show] => [$"No dataset was named. Name one, such as quern sources {Show} alpaca."],
            _ => [$"sources lists all datasets, or shows one: quern sources {Show} NAME. Found '{words[0]}'.{Suggestion.Sentence(words[0], [Show])}"],
        };
    }

    private static void ShowOne(DatasetRegistry registry, string name, SourcesOptions options)
    {
        if (options.Group is not null)
        {
            throw new RecipeFault("--group chooses from the list; leave it out to show one dataset.");
        }

        if (registry.Find(name) is not { } dataset)
        {
            throw new RecipeFault(RepoName.IsOwned(name)
                ? $"{name} is not listed. It can be fetched and named in a recipe all the same, by its id; to describe it, see docs/datasets.md."
                : registry.UnknownWord(name));
        }

        if (options.Json)
        {
            JsonText.Print(SourcesJson.Of(dataset));
        }
        else
        {
            var list = DatasetRegistry.Standard.Entries.Contains(dataset) ? null : options.Datasets;
            SourcesText.Print(dataset, [.. registry.WithId(dataset.Hub)], list, Console.Out);
        }
    }

    private static void ShowAll(DatasetRegistry registry, SourcesOptions options)
    {
        var group = options.Group ?? RegistryWords.All;
        if (!DatasetRegistry.IsGroup(group))
        {
            string[] groups = [RegistryWords.All, .. RegistryWords.Groups.Select(static g => g.Word)];
            throw new RecipeFault($"There is no group '{group}'.{Suggestion.Sentence(group, groups)} Known: {string.Join(", ", groups)}.");
        }

        IReadOnlyList<KnownDataset> datasets = [.. registry.Group(group)];
        if (options.Json)
        {
            JsonText.Print(new { group, datasets = datasets.Select(SourcesJson.Of) });
        }
        else
        {
            SourcesText.Print(datasets, Console.Out);
        }
    }
}

/// <summary>Options of <c>sources</c>.</summary>
internal sealed record SourcesOptions : StepOptions
{
    [Option("Only the datasets of a group: instruct, jepa, adversarial or qa.")]
    public string? Group { get; init; }

    [Option("A list of your own, YAML, that stands before the one that comes with Quern.", Value = "FILE")]
    public string? Datasets { get; init; }

    [Option("Print one JSON object instead of text for people.")]
    public bool Json { get; init; }
}
