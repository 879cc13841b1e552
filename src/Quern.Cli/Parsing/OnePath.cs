using System.CommandLine;

namespace Quern.Cli.Parsing;

/// <summary>The one file or folder that a verb works on: named by itself, or behind <c>--input</c>.</summary>
/// <param name="what">What it is, in a word.</param>
/// <param name="description">What it is, for the help.</param>
/// <param name="example">One that somebody might mean.</param>
internal sealed class OnePath(string what, string description, string example)
{
    private readonly Argument<string?> _positional = new(what)
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = what.ToUpperInvariant(),
        Description = description,
    };

    private readonly Option<string> _named = new("--input") { HelpName = what.ToUpperInvariant(), Description = $"The same as naming the {what} without an option." };

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positional);
        command.Options.Add(_named);
    }

    /// <summary>What was named; empty, with a fault, when it was not named once.</summary>
    public string Read(ParseResult given, ICollection<string> faults)
    {
        string?[] named = [given.GetValue(_positional), given.GetValue(_named)];
        var paths = named.OfType<string>().ToList();
        if (paths.Count != 1)
        {
            faults.Add(paths.Count == 0 ? $"No {what} was named. Name one, such as {example}." : $"Two {what}s were named; it takes one.");
        }

        return paths.FirstOrDefault() ?? "";
    }
}
