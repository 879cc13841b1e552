using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Quern.Cli;

/// <summary>The help, made from the table of verbs and their options; the docs pages of the verbs hold the same text.</summary>
internal static class HelpPage
{
    private static readonly Dictionary<VerbGroup, string> Headings = new()
    {
        [VerbGroup.Run] = "Run",
        [VerbGroup.Look] = "Look",
        [VerbGroup.Fetch] = "Fetch and send",
        [VerbGroup.Shape] = "Shape",
        [VerbGroup.Improve] = "Improve",
        [VerbGroup.Setup] = "Set up",
    };

    /// <summary>Puts these pages in the place of the parser's own.</summary>
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show this help.";
        help.Action = new HelpAction();
    }

    /// <summary>What there is.</summary>
    public static void PrintOverview(TextWriter to)
    {
        to.WriteLine("Quern mills raw datasets into training data.");
        to.WriteLine();
        to.WriteLine("Usage: quern VERB [ARGUMENTS] [OPTIONS]");
        foreach (var group in VerbTable.Verbs.GroupBy(static v => v.Group))
        {
            to.WriteLine();
            to.WriteLine(Headings[group.Key]);
            foreach (var verb in group)
            {
                to.WriteLine($"  {verb.Name,-12}{verb.Summary}");
            }
        }

        to.WriteLine();
        to.WriteLine("quern VERB --help says what a verb takes. New here? quern demo");
        to.WriteLine("Exit codes: 0 done, 1 unexpected fault, 2 wrong usage or recipe, 3 done but incomplete, 4 budget reached,");
        to.WriteLine("5 not authorised, 6 remote service unavailable, 7 verification failed, 130 interrupted (resumable).");
    }

    /// <summary>What a verb takes.</summary>
    public static void PrintVerb(Command command, Verb verb, TextWriter to)
    {
        to.WriteLine(verb.Summary);
        to.WriteLine();
        to.WriteLine($"Usage: quern {verb.Name}{string.Concat(command.Arguments.Select(Usage))} [OPTIONS]");
        if (command.Arguments.Count > 0)
        {
            to.WriteLine();
            foreach (var argument in command.Arguments)
            {
                Entry(argument.HelpName ?? argument.Name, argument.Description, to);
            }
        }

        to.WriteLine();
        to.WriteLine("Options");
        foreach (var option in command.Options.Where(static o => !o.Hidden))
        {
            var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
            Entry(option.HelpName is { } value ? $"{names} {value}" : names, option.Description, to);
        }

        Entry("-h, --help", "Show this help.", to);
        to.WriteLine();
        to.WriteLine("Examples");
        foreach (var example in verb.Examples)
        {
            to.WriteLine($"  {example}");
        }
    }

    private static string Usage(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name;
        if (name.StartsWith('['))
        {
            // In brackets stands all that may follow, as it is typed.
            return $" {name}";
        }

        return argument.Arity.MaximumNumberOfValues > 1 ? $" {name}..." : $" {name}";
    }

    private static void Entry(string names, string? text, TextWriter to)
    {
        const int Column = 26;
        const int Width = 110;
        var line = $"  {names}".PadRight(Column);
        line = line[^1] != ' ' ? line + "\n" + new string(' ', Column) : line;
        var at = Column;
        foreach (var word in (text ?? "").Split(' '))
        {
            if (at + word.Length > Width)
            {
                line = line.TrimEnd() + "\n" + new string(' ', Column);
                at = Column;
            }

            line += word + " ";
            at += word.Length + 1;
        }

        to.WriteLine(line.TrimEnd());
    }

    private sealed class HelpAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var command = parseResult.CommandResult.Command;
            if (VerbTable.Verbs.FirstOrDefault(v => v.Name == command.Name) is { } verb)
            {
                PrintVerb(command, verb, Console.Out);
            }
            else
            {
                PrintOverview(Console.Out);
            }

            return ExitCodes.Done;
        }
    }
}
