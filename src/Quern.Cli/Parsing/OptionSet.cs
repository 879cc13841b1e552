using System.CommandLine;
using Quern.Steps;

namespace Quern.Cli.Parsing;

/// <summary>
/// The options of a record on the command line. Everything is parsed as text and bound by the same code that binds a
/// recipe's options, so both speak the same language and report the same faults.
/// </summary>
internal sealed class OptionSet(Type record)
{
    private readonly (OptionDescription About, Option Option)[] _options =
        [.. OptionTable.Describe(record).Select(static about => (about, Create(about)))];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads what was given; null when anything is wrong, and the list says what.</summary>
    /// <param name="given">What was typed.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="add">Adds what was typed in another way than by options.</param>
    public StepOptions? Read(ParseResult given, ICollection<string> faults, Action<Dictionary<string, OptionValue>>? add = null)
    {
        var values = new Dictionary<string, OptionValue>(StringComparer.Ordinal);
        foreach (var (about, option) in _options)
        {
            if (given.GetResult(option) is { Implicit: false })
            {
                values[about.Name] = ValueOf(about, option, given, faults);
            }
        }

        add?.Invoke(values);
        return OptionBinder.Bind(record, values, (name, problem) => faults.Add(Dashed(problem, name)));
    }

    // Recipes write an option's name bare, the command line behind two dashes.
    private static string Dashed(string problem, string name)
        => problem.Replace($"The option '{name}'", $"The option {(name.Length == 1 ? "-" : "--")}{name}", StringComparison.Ordinal)
            .Replace("The option '", "The option '--", StringComparison.Ordinal);

    private static Option Create(OptionDescription about)
    {
        var dashed = "--" + about.Name;
        string[] aliases = about.Short is { } letter ? ["-" + letter] : [];
        var doc = about switch
        {
            { Required: true } => about.Doc + " Required.",
            { Type: var t } when t == typeof(bool) => about.Doc,
            { DefaultText.Length: > 0 } => $"{about.Doc} Default: {about.DefaultText}.",
            _ => about.Doc,
        };
        if (about.Type == typeof(bool))
        {
            // A condition that may be true, false or not asked needs its value said; a plain switch does not.
            var hasThreeStates = about.DefaultText.Length == 0;
            return new Option<bool?>(dashed, aliases) { Description = doc, HelpName = hasThreeStates ? "true|false" : null };
        }

        return about.Repeats || IsMap(about)
            ? new Option<string[]>(dashed, aliases) { Description = doc + " May be given several times.", HelpName = HelpNameOf(about), Arity = ArgumentArity.OneOrMore }
            : new Option<string>(dashed, aliases) { Description = doc, HelpName = HelpNameOf(about) };
    }

    private static bool IsMap(OptionDescription about) => about.Type == typeof(IReadOnlyDictionary<string, string>);

    private static string PairOf(OptionDescription about) => about.Value ?? "OLD=NEW";

    private static string HelpNameOf(OptionDescription about) => about.Value ?? about.Type switch
    {
        var t when t == typeof(string) => "TEXT",
        _ when IsMap(about) => PairOf(about),
        _ when about.Repeats => "VALUE",
        { IsEnum: true } => string.Join("|", Enum.GetNames(about.Type).Select(OptionTable.KebabCase)),
        _ => "NUMBER",
    };

    private static OptionValue ValueOf(OptionDescription about, Option option, ParseResult given, ICollection<string> faults)
    {
        switch (option)
        {
            case Option<bool?> flag:
                return OptionValue.Of(given.GetValue(flag) == false ? "false" : "true");
            case Option<string[]> list when IsMap(about):
                return OptionValue.Of(Pairs(about, given.GetValue(list)!, faults));
            case Option<string[]> list:
                return OptionValue.Of(given.GetValue(list)!);
            default:
                return OptionValue.Of(given.GetValue((Option<string>)option)!);
        }
    }

    private static Dictionary<string, string> Pairs(OptionDescription about, string[] texts, ICollection<string> faults)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                faults.Add($"The option --{about.Name} expects {PairOf(about)}; found '{text}'.");
            }
            else if (!pairs.TryAdd(text[..at], text[(at + 1)..]))
            {
                faults.Add($"The option --{about.Name} names '{text[..at]}' twice.");
            }
        }

        return pairs;
    }
}
