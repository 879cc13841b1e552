using System.CommandLine;
using System.CommandLine.Parsing;
using Quern.Recipes;
using Quern.Rows;

namespace Quern.Cli.Parsing;

/// <summary>
/// What is wrong with a command line, in our words: the parser's own messages name types of the platform and suggest
/// nothing.
/// </summary>
internal static class ParseFaults
{
    /// <summary>Every fault, each as a sentence.</summary>
    public static IReadOnlyList<string> Of(ParseResult given)
    {
        var command = given.CommandResult.Command;
        // Behind a verb that does not exist, nothing else can be judged.
        IReadOnlyList<string> strangers = command is RootCommand ? [.. given.UnmatchedTokens.Take(1)] : given.UnmatchedTokens;
        var faults = strangers.Select(token => Stranger(token, command)).ToList();
        faults.AddRange(given.Errors.Where(e => !given.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))).Select(Reword));
        return faults;
    }

    /// <summary>What to say about an option that the verb does not have.</summary>
    public static string UnknownOption(string token, Command command)
    {
        var name = token.Split('=')[0];
        var known = command.Options.Where(static o => !o.Hidden).SelectMany(static o => o.Aliases.Prepend(o.Name));
        return $"There is no option {name}{(command is RootCommand ? "" : $" for {command.Name}")}.{Suggestion.Sentence(name, known)}";
    }

    /// <summary>The same of every word that looks like an option: behind an argument the parser takes those that it does not know for words.</summary>
    public static IEnumerable<string> UnknownOptions(IEnumerable<string> words, Command command)
        => words.Where(static w => w.StartsWith('-') && w != "-").Select(w => UnknownOption(w, command));

    private static string Stranger(string token, Command command)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            return UnknownOption(token, command);
        }

        var hint = StepTable.Standard.Find(token) is null ? "" : " It is a step: name it in a recipe.";
        return command is RootCommand
            ? $"There is no verb '{token}'.{hint}{Suggestion.Sentence(token, command.Subcommands.Select(static c => c.Name))} 'quern --help' lists them."
            : $"{command.Name} takes no further argument; found '{token}'.";
    }

    private static string Reword(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"The option {option.Option.Name} needs a value{Placeholder(option.Option)}.",
        OptionResult option when option.Tokens.Count > 1 => $"The option {option.Option.Name} was given {option.Tokens.Count} times; it takes one value.",
        OptionResult option => $"The option {option.Option.Name} cannot be '{option.Tokens[0].Value}'.",
        ArgumentResult { Tokens.Count: 0 } argument => $"{Describe(argument.Argument)} is missing.",
        _ => error.Message,
    };

    private static string Placeholder(Option option) => option.HelpName is { } name ? $" ({name})" : "";

    private static string Describe(Argument argument) => $"{argument.HelpName ?? argument.Name} ({argument.Description?.TrimEnd('.')})";
}
