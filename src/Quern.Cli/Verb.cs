using System.CommandLine;
using Quern.Rows;

namespace Quern.Cli;

/// <summary>
/// One verb of the command line: what it is called, what it takes, and what happens when somebody types it. Help, docs
/// and completion are made from the same words.
/// </summary>
internal abstract class Verb(VerbGroup group, string name, string summary, params IReadOnlyList<string> examples)
{
    /// <summary>Under which heading the help lists it.</summary>
    public VerbGroup Group => group;

    /// <summary>What the user types.</summary>
    public string Name => name;

    /// <summary>One line.</summary>
    public string Summary => summary;

    /// <summary>Command lines that work.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>The verb as the parser sees it.</summary>
    public Command Build(Session session)
    {
        var command = new Command(name, summary);
        Describe(command);
        command.SetAction(given => Run(given, session));
        return command;
    }

    /// <summary>Adds arguments and options.</summary>
    protected abstract void Describe(Command command);

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult given, Session session);

    /// <summary>Stops when anything is wrong with what was typed.</summary>
    protected static void ThrowIfAny(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }
}

/// <summary>The headings of the help, in their order.</summary>
internal enum VerbGroup
{
    Run,
    Look,
    Fetch,
    Shape,
    Improve,
    Setup,
}
