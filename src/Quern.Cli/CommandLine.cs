using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Cli;

/// <summary>From what was typed to an exit code: parse, say what is wrong with it, run the verb, say how it ended.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program.</summary>
    public static int Run(string[] args)
    {
        EnvironmentSettings.Apply();
        using var session = new Session();
        var root = RootOf(session);
        var given = root.Parse(args);
        try
        {
            // A shell that asks what may come next sends half a command line: it is no fault.
            var completing = args is [['[', ..], ..];
            if (!completing && ParseFaults.Of(given) is { Count: > 0 } faults)
            {
                throw new RecipeFault(faults);
            }

            return given.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (BrokenPipe)
        {
            return ExitCodes.Done;
        }
        catch (QuernFault fault)
        {
            Say(session, fault, given);
            return fault.ExitCode;
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested)
        {
            session.Terminal.Say(session.ResumeCommand is { } resume ? $"interrupted; to go on: {resume}" : "interrupted; nothing was written");
            return ExitCodes.Interrupted;
        }
        catch (Exception defect)
        {
            session.Terminal.Say($"unexpected fault, a defect of the program: {defect}");
            return ExitCodes.UnexpectedFault;
        }
    }

    private static RootCommand RootOf(Session session)
    {
        var root = new RootCommand("Mills raw datasets into training data.");
        foreach (var verb in VerbTable.Verbs)
        {
            root.Subcommands.Add(verb.Build(session));
        }

        HelpPage.Install(root);
        root.SetAction(_ =>
        {
            HelpPage.PrintOverview(Console.Out);
            return ExitCodes.Done;
        });
        return root;
    }

    private static void Say(Session session, QuernFault fault, ParseResult given)
    {
        var faults = fault is RecipeFault recipe ? recipe.Faults : [fault.Message];
        foreach (var message in faults)
        {
            session.Terminal.Say(message);
        }

        if (fault is RecipeFault && given.CommandResult.Command is not RootCommand)
        {
            session.Terminal.Say($"(quern {given.CommandResult.Command.Name} --help says what it takes)");
        }
    }
}
