namespace Quern.Steps;

/// <summary>
/// Base of every step's options. A derived record has one <c>init</c> property per option, each with its default and an
/// <see cref="OptionAttribute"/>; recipe keys, command-line options, help and docs are made from these properties.
/// The key of <c>MinLength</c> is <c>min-length</c>. C# <c>required</c> marks an option that must be given.
/// </summary>
public abstract record StepOptions
{
    /// <summary>What is wrong with these options taken together, each as a sentence; empty when nothing is.</summary>
    public virtual IEnumerable<string> Check() => [];

    /// <summary>What is wrong with these options, given whose rows the step gets, each as a sentence.</summary>
    /// <param name="sources">Names of the sources, and of the steps before this one that may have made rows.</param>
    public virtual IEnumerable<string> CheckSources(IReadOnlyList<string> sources) => [];

    /// <summary>These options with the files that the step reads beside the rows looked for in a folder: that of a recipe.</summary>
    public virtual StepOptions WithFilesIn(string folder) => this;

    /// <summary>
    /// What stands for the content of files that the step reads beside the rows: when it is another than before, the step's
    /// work is done anew.
    /// </summary>
    public virtual string FilesIdentity() => "";
}

/// <summary>Describes an option for people.</summary>
/// <param name="doc">One line: what it does, and what happens without it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string doc) : Attribute
{
    /// <summary>One line: what it does, and what happens without it.</summary>
    public string Doc { get; } = doc;

    /// <summary>Another name than the property has.</summary>
    public string? Name { get; init; }

    /// <summary>Whether a list may be written as one text with commas.</summary>
    public bool Commas { get; init; }

    /// <summary>What help calls the value, where its type says too little: <c>FILE</c>.</summary>
    public string? Value { get; init; }

    /// <summary>A one-letter form for the command line, such as <c>-n</c>.</summary>
    public string? Short { get; init; }
}
