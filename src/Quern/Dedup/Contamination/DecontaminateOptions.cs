using Quern.Dedup.Files;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Dedup.Contamination;

/// <summary>Which texts may not be in the rows, and how much of one makes a row go.</summary>
public sealed record DecontaminateOptions : StepOptions
{
    private const int LongestSequence = 100;

    /// <summary>Files of the evaluation sets.</summary>
    [Option("Files of the evaluation sets, as their publishers give them, in any readable format.", Commas = true, Value = "FILE,...")]
    public required IReadOnlyList<string> Against { get; init; }

    /// <summary>Fields of the evaluation sets.</summary>
    [Option("Fields of the evaluation sets whose texts may not be in the rows, such as question,answer. Without it: every text of their rows, except id, source_dataset, role and from.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? AgainstBy { get; init; }

    /// <summary>Fields of the rows.</summary>
    [Option("Fields of the rows that are looked through. Without it: every text, with the same exceptions.", Commas = true, Value = "FIELD,...")]
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>Words in a sequence.</summary>
    [Option("How many words, in a row, must be the same; of scripts without spaces a character is a word.")]
    public int Ngram { get; init; } = 13;

    /// <summary>The shortest text that is looked for as a whole.</summary>
    [Option("Texts of an evaluation set that are shorter than a sequence are looked for as a whole, when they have at least so many words; shorter ones are not looked for.")]
    public int MinWords { get; init; } = 8;

    /// <summary>How many sequences make a row go.</summary>
    [Option("A row goes when it has at least so many sequences of the evaluation sets.")]
    public int Matches { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<string> Check()
    {
        if (Against is null or { Count: 0 })
        {
            yield return "decontaminate needs files of evaluation sets under against.";
        }

        if (Ngram is < 2 or > LongestSequence)
        {
            yield return $"A sequence cannot have {Ngram} words; 2 to {LongestSequence} are possible.";
        }

        if (MinWords < 1)
        {
            yield return $"min-words cannot be {MinWords}; it is at least 1.";
        }

        if (Matches < 1)
        {
            yield return $"matches cannot be {Matches}; it is at least 1.";
        }

        foreach (var field in (IEnumerable<string>)[.. By ?? [], .. AgainstBy ?? []])
        {
            if (!FieldPath.TryParse(field, out _, out var fault))
            {
                yield return fault;
            }
        }

        foreach (var fault in KnownFiles.RowFaults(Against ?? []))
        {
            yield return fault;
        }
    }

    /// <inheritdoc />
    public override StepOptions WithFilesIn(string folder) => this with { Against = [.. (Against ?? []).Select(p => Path.Combine(folder, p))] };

    /// <inheritdoc />
    public override string FilesIdentity() => string.Join('\n', KnownFiles.Of(Against, []).Select(static f => "\n" + f.Identity));
}
