using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Formats;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>A verb that looks at files and writes no rows: it has files, and options of its own.</summary>
internal abstract class FilesVerb<TOptions>(string name, string summary, params IReadOnlyList<string> examples) : Verb(VerbGroup.Look, name, summary, examples)
    where TOptions : StepOptions
{
    private readonly InputArguments _inputs = new();
    private readonly OptionSet _options = new(typeof(TOptions));

    protected override void Describe(Command command)
    {
        _inputs.AddTo(command);
        _options.AddTo(command);
    }

    protected sealed override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var inputs = _inputs.Read(given, faults);
        var options = (TOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        var files = InputFiles.Expand(FilesOf(inputs), faults);
        ThrowIfAny(faults);
        return Run(files, options!, session);
    }

    /// <summary>The files that what was named stands for.</summary>
    protected virtual IReadOnlyList<string> FilesOf(IReadOnlyList<string> inputs) => inputs;

    /// <summary>Looks at the files.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(IReadOnlyList<InputFile> files, TOptions options, Session session);
}
