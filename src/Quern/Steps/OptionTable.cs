using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Quern.Steps;

/// <summary>One option of a step, as people see it.</summary>
/// <param name="Name">The recipe key and, behind two dashes, the command-line option.</param>
/// <param name="Doc">One line.</param>
/// <param name="Short">A one-letter form, if it has one.</param>
/// <param name="Type">The type of its value, without the nullable wrapper.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="DefaultText">Its default as text; empty when it has none.</param>
/// <param name="Property">The property behind it.</param>
internal sealed record OptionDescription(
    string Name, string Doc, string? Short, Type Type, bool Required, string DefaultText, PropertyInfo Property)
{
    /// <summary>Whether a list may be written as one text with commas.</summary>
    public bool Commas => Property.GetCustomAttribute<OptionAttribute>()!.Commas;

    /// <summary>What help calls the value, where its type says too little.</summary>
    public string? Value => Property.GetCustomAttribute<OptionAttribute>()!.Value;

    /// <summary>Whether several values may be given.</summary>
    public bool Repeats => Type == typeof(IReadOnlyList<string>);

    /// <summary>What kind of value is expected, for messages and help.</summary>
    public string Expects => Type switch
    {
        _ when Type == typeof(string) => "text",
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(double) => "a number",
        _ when Type == typeof(IReadOnlyList<string>) => "a list",
        _ when Type == typeof(IReadOnlyDictionary<string, string>) => "names and values",
        _ when Type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(Type).Select(OptionTable.KebabCase)),
        _ => "a whole number",
    };
}

/// <summary>Reads the options of a step off its record, so that recipes, command line, help and docs agree.</summary>
internal static class OptionTable
{
    /// <summary>Every option of an options record, in the order they are written there.</summary>
    public static IReadOnlyList<OptionDescription> Describe(Type optionsType)
    {
        var defaults = Activator.CreateInstance(optionsType)!;
        return [.. optionsType.GetProperties()
            .Where(static p => p.GetCustomAttribute<OptionAttribute>() is not null)
            .OrderBy(static p => p.MetadataToken)
            .Select(p => Describe(p, defaults))];
    }

    /// <summary>The options in one line that is the same for the same meaning, to name checkpoints by.</summary>
    public static string CanonicalText(StepOptions options)
    {
        var text = new StringBuilder();
        foreach (var option in Describe(options.GetType()).OrderBy(static o => o.Name, StringComparer.Ordinal))
        {
            if (option.Property.GetValue(options) is { } value)
            {
                text.Append(option.Name).Append('=').Append(Quote(TextOf(value))).Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A value as a recipe would write it.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        Enum e => KebabCase(e.ToString()),
        IReadOnlyList<string> list => "[" + string.Join(", ", list.Select(Quote)) + "]",
        IReadOnlyDictionary<string, string> map => "{" + string.Join(", ", map.OrderBy(static m => m.Key, StringComparer.Ordinal).Select(static m => Quote(m.Key) + ": " + Quote(m.Value))) + "}",
        long or int or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        _ => throw new NotSupportedException($"An option of type {value.GetType()} has no stable text."),
    };

    /// <summary>Text in double quotes, as YAML and JSON both read it.</summary>
    public static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text, QuoteLayout);

    /// <summary><c>MinLength</c> as <c>min-length</c>.</summary>
    public static string KebabCase(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static readonly System.Text.Json.JsonSerializerOptions QuoteLayout = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static OptionDescription Describe(PropertyInfo property, object defaults)
    {
        var about = property.GetCustomAttribute<OptionAttribute>()!;
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        return new OptionDescription(
            about.Name ?? KebabCase(property.Name),
            about.Doc,
            about.Short,
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            required,
            required ? "" : TextOf(property.GetValue(defaults)),
            property);
    }
}
