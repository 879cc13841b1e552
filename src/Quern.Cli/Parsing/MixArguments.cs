using System.CommandLine;
using System.Globalization;

namespace Quern.Cli.Parsing;

/// <summary>The sources of a mix as they are typed: <c>FILE:SHARE</c>, or <c>NAME=FILE:SHARE</c>.</summary>
internal sealed class MixArguments
{
    private readonly Argument<string[]> _sources = new("sources")
    {
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "[NAME=]FILE[:SHARE]",
        Description = "Files, folders or globs, each a source of its own, with its share behind a colon. Its name is the one given, or that of the file without its extensions.",
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command) => command.Arguments.Add(_sources);

    /// <summary>What was named; a fault when nothing was.</summary>
    public IReadOnlyList<MixSource> Read(ParseResult given, ICollection<string> faults)
    {
        var texts = given.GetValue(_sources) ?? [];
        foreach (var fault in ParseFaults.UnknownOptions(texts, given.CommandResult.Command))
        {
            faults.Add(fault);
        }

        if (texts.Length == 0)
        {
            faults.Add("No source was named. Name files with their shares, such as a.jsonl:60 b.jsonl:40.");
        }

        var sources = texts.Select(MixSource.Parse).ToList();
        foreach (var twice in sources.GroupBy(static s => s.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            faults.Add($"Two sources are called '{twice.Key}': {string.Join(" and ", twice.Select(static s => s.Path))}. Name them, such as first={twice.First().Path}.");
        }

        if (sources.Count(static s => s.Path == "-") > 1)
        {
            faults.Add("Standard input (-) was named twice; it can be read once.");
        }

        return sources;
    }
}

/// <summary>A source of a mix.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">A file, folder or glob.</param>
/// <param name="Share">Its share or number of rows, as it was typed; null where none was.</param>
internal sealed record MixSource(string Name, string Path, string? Share)
{
    /// <summary>Reads what was typed. A text that is a file's name as it stands is that file.</summary>
    public static MixSource Parse(string text)
    {
        if (File.Exists(text) || Directory.Exists(text))
        {
            return new MixSource(NameOf(text), text, null);
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 && text.AsSpan(0, equals).IndexOfAny('/', '\\') < 0 ? text[..equals] : null;
        var rest = name is null ? text : text[(equals + 1)..];
        var colon = rest.LastIndexOf(':');
        var hasShare = colon > 0 && colon < rest.Length - 1 && IsNumber(rest[(colon + 1)..]) && !File.Exists(rest);
        var path = hasShare ? rest[..colon] : rest;
        return new MixSource(name ?? NameOf(path), path, hasShare ? rest[(colon + 1)..] : null);
    }

    private static bool IsNumber(string text)
        => double.TryParse(text.TrimEnd('%').Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileName(path.TrimEnd('/'));
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        var stem = System.IO.Path.GetFileNameWithoutExtension(name);
        return stem.Length == 0 ? path : stem;
    }
}
