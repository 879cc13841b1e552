using System.CommandLine;

namespace Quern.Cli.Parsing;

/// <summary>The files that a verb reads: named one after another, or behind <c>--input</c>.</summary>
internal sealed class InputArguments
{
    private readonly Argument<string[]> _positional = new("inputs")
    {
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "FILE",
        Description = "Files, folders or globs of JSONL, JSON, Parquet, CSV, TSV or text, also compressed with gzip; - is standard input.",
    };

    private readonly Option<string[]> _named = new("--input")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        Description = "The same as naming a file without an option. May be given several times.",
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positional);
        command.Options.Add(_named);
    }

    /// <summary>What was named; a fault when nothing was.</summary>
    public IReadOnlyList<string> Read(ParseResult given, ICollection<string> faults)
    {
        IReadOnlyList<string> inputs = [.. given.GetValue(_positional) ?? [], .. given.GetValue(_named) ?? []];
        foreach (var fault in ParseFaults.UnknownOptions(inputs, given.CommandResult.Command))
        {
            faults.Add(fault);
        }

        if (inputs.Count == 0)
        {
            faults.Add("No input was named. Name files, folders or globs; - is standard input.");
        }

        if (inputs.Count(static i => i == "-") > 1)
        {
            faults.Add("Standard input (-) was named twice; it can be read once.");
        }

        return inputs;
    }
}
