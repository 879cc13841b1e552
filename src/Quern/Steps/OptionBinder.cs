using System.Globalization;
using System.Text.RegularExpressions;
using Quern.Rows;

namespace Quern.Steps;

/// <summary>What somebody wrote for an option: a text, several, or names with texts; none of them when it is nested deeper.</summary>
internal sealed record OptionValue(string? Text, IReadOnlyList<string>? List, IReadOnlyDictionary<string, string>? Map)
{
    /// <summary>One text.</summary>
    public static OptionValue Of(string text) => new(text, null, null);

    /// <summary>Several texts.</summary>
    public static OptionValue Of(IReadOnlyList<string> list) => new(null, list, null);

    /// <summary>Names with texts.</summary>
    public static OptionValue Of(IReadOnlyDictionary<string, string> map) => new(null, null, map);
}

/// <summary>
/// Makes an options record from what somebody wrote, in a recipe or on the command line. Every fault is reported, not
/// only the first.
/// </summary>
internal static partial class OptionBinder
{
    /// <summary>The options; null when anything was wrong. A fault comes with the name of the option it concerns.</summary>
    /// <param name="optionsType">Their record.</param>
    /// <param name="given">What was written.</param>
    /// <param name="fault">Takes what is wrong.</param>
    /// <param name="folder">Where files are that they name; the current folder without it.</param>
    public static StepOptions? Bind(Type optionsType, IReadOnlyDictionary<string, OptionValue> given, Action<string, string> fault, string? folder = null)
    {
        var table = OptionTable.Describe(optionsType);
        var options = CreateWithDefaults(optionsType);
        var sound = true;
        foreach (var (name, value) in given)
        {
            var option = table.FirstOrDefault(o => o.Name == name);
            var problem = option is null
                ? $"There is no option '{name}'.{Suggestion.Sentence(name, table.Select(static o => o.Name))} Known: {string.Join(", ", table.Select(static o => o.Name))}."
                : TrySet(options, option, value);
            if (problem is not null)
            {
                fault(name, problem);
                sound = false;
            }
        }

        foreach (var missing in table.Where(o => o.Required && !given.ContainsKey(o.Name)))
        {
            fault("", $"The option '{missing.Name}' is missing: {missing.Doc}");
            sound = false;
        }

        options = folder is null ? options : options.WithFilesIn(folder);
        foreach (var problem in sound ? options.Check() : [])
        {
            fault("", problem);
            sound = false;
        }

        return sound ? options : null;
    }

    // Required members are enforced by the compiler, not by the runtime: the parameterless constructor is there either
    // way, and runs the initialisers that hold the defaults.
    private static StepOptions CreateWithDefaults(Type optionsType)
        => (StepOptions)Activator.CreateInstance(optionsType)!;

    private static string? TrySet(StepOptions options, OptionDescription option, OptionValue value)
    {
        if (!TryConvert(option.Type, option.Commas ? AtCommas(value) : value, out var converted))
        {
            return $"The option '{option.Name}' expects {option.Expects}; found {Found(value)}.{NearChoice(option.Type, value)}";
        }

        option.Property.SetValue(options, converted);
        return null;
    }

    // A comma in quotes is part of a name.
    private static OptionValue AtCommas(OptionValue value)
    {
        var texts = value.List ?? (value.Text is { } text ? [text] : null);
        return texts is null ? value : OptionValue.Of([.. texts.SelectMany(static t => Commas().Split(t)).Select(static t => t.Trim()).Where(static t => t.Length > 0)]);
    }

    [GeneratedRegex(@",(?=(?:[^""]*""[^""]*"")*[^""]*$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commas();

    private static string Found(OptionValue value) => value switch
    {
        { Text: { } text } => $"'{text}'",
        { List: not null } => "a list",
        { Map: not null } => "names and values",
        _ => "something nested deeper than any option is",
    };

    private static string NearChoice(Type type, OptionValue value)
        => type.IsEnum && value.Text is { } text ? Suggestion.Sentence(text, Enum.GetNames(type).Select(OptionTable.KebabCase)) : "";

    private static bool TryConvert(Type type, OptionValue value, out object? converted)
    {
        converted = null;
        if (type == typeof(IReadOnlyList<string>))
        {
            converted = value.List ?? (value.Text is { } one ? [one] : null);
        }
        else if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            converted = value.Map;
        }
        else if (value.Text is { } text)
        {
            converted = FromText(type, text);
        }

        return converted is not null;
    }

    private static object? FromText(Type type, string text)
    {
        var number = text.Replace("_", "", StringComparison.Ordinal);
        return type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => text.ToLowerInvariant() switch
            {
                "true" or "yes" or "on" => true,
                "false" or "no" or "off" => false,
                _ => null,
            },
            _ when type == typeof(int) => int.TryParse(number, NumberStyles.AllowLeadingSign, null, out var i) ? i : null,
            _ when type == typeof(long) => long.TryParse(number, NumberStyles.AllowLeadingSign, null, out var l) ? l : null,
            _ when type == typeof(ulong) => ulong.TryParse(number, NumberStyles.None, null, out var u) ? u : null,
            _ when type == typeof(double) => TryShare(number, out var d) ? d : null,
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().FirstOrDefault(v => OptionTable.KebabCase(v.ToString()!) == text),
            _ => throw new NotSupportedException($"Options of type {type} cannot be written in a recipe."),
        };
    }

    /// <summary>Reads a number, or a share such as <c>5%</c>.</summary>
    public static bool TryShare(string text, out double number)
    {
        var isShare = text.EndsWith('%');
        var sound = double.TryParse(isShare ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        number = isShare ? number / 100 : number;
        return sound;
    }
}
