using System.Runtime.CompilerServices;
using Quern.Dedup.Texts;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Dedup.Contamination;

/// <summary>A row of an evaluation set.</summary>
/// <param name="File">Index of its file.</param>
/// <param name="Row">Its ordinal in the file.</param>
internal readonly record struct EvaluationRow(int File, int Row);

/// <summary>
/// The word sequences of the evaluation sets, each with the first row that has it. Read once for all cores; some 40 bytes a
/// sequence. A sequence is known by a hash of 64 bits: that another one of a row is taken for one of ten million has a chance
/// of 1 in 10^12.
/// </summary>
internal sealed class EvaluationTexts
{
    private static readonly ConditionalWeakTable<DecontaminateOptions, EvaluationTexts> Read = [];

    private readonly DecontaminateOptions _options;
    private readonly Dictionary<int, Dictionary<ulong, EvaluationRow>> _byLength = [];
    private readonly List<string> _files = [];
    private readonly ComparedTexts _texts;

    private EvaluationTexts(DecontaminateOptions options, string workFolder)
    {
        (_options, _texts) = (options, new ComparedTexts(options.AgainstBy));
        var faults = new List<string>();
        foreach (var file in InputFiles.Expand(options.Against, faults))
        {
            _files.Add(file.Path);
            ReadFile(file, workFolder);
        }

        if (_texts.IsSeen.Select((isSeen, i) => isSeen ? null : options.AgainstBy![i]).OfType<string>().ToList() is { Count: > 0 } nowhere)
        {
            faults.AddRange(nowhere.Select(static field => $"No row of the evaluation sets has a field {field}, so none of its texts would be looked for."));
        }
        else if (faults.Count == 0 && _byLength.Count == 0)
        {
            faults.Add(FormattableString.Invariant($"The evaluation sets hold no text of {Math.Min(options.MinWords, options.Ngram)} words or more ({TooShort:N0} shorter ones), so nothing would be looked for. Lower min-words, or name other files."));
        }

        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    /// <summary>Texts that were too short to be looked for.</summary>
    public long TooShort { get; private set; }

    /// <summary>Lengths of sequences that are looked for, the longest first.</summary>
    public IReadOnlyList<int> Lengths { get; private set; } = [];

    /// <summary>The texts that options name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="workFolder">Takes temporary files.</param>
    public static EvaluationTexts Of(DecontaminateOptions options, string workFolder)
    {
        lock (Read)
        {
            return Read.GetValue(options, o => new EvaluationTexts(o, workFolder));
        }
    }

    /// <summary>The row that has a sequence of so many words.</summary>
    public bool TryFind(int length, ulong hash, out EvaluationRow row) => _byLength[length].TryGetValue(hash, out row);

    /// <summary>The name of a file.</summary>
    public string NameOf(EvaluationRow row) => _files[row.File];

    private void ReadFile(InputFile file, string workFolder)
    {
        using var reader = RowReaders.Open(file, Directory.CreateDirectory(workFolder).FullName);
        var (batch, check, words) = (new RowBatch(), new RowCheck(), new WordSequence());
        var row = 0;
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++, row++)
            {
                if (batch.IsBroken(i, out _) || (!batch.Trusted && !check.Passes(batch[i], out _)))
                {
                    throw new SourceFault($"{file.Path}: row {row} of the evaluation set cannot be read, so nobody could tell whether its texts are in the rows. Mend the file.");
                }

                var at = new EvaluationRow(_files.Count - 1, row);
                _texts.Find(batch[i], text => Add(text, words, at));
            }
        }

        Lengths = [.. _byLength.Keys.OrderDescending()];
    }

    private void Add(ReadOnlySpan<byte> text, WordSequence words, EvaluationRow row)
    {
        words.Read(text);
        if (words.Count < Math.Min(_options.MinWords, _options.Ngram))
        {
            TooShort += text.IsEmpty ? 0 : 1;
            return;
        }

        var length = Math.Min(words.Count, _options.Ngram);
        if (!_byLength.TryGetValue(length, out var known))
        {
            _byLength[length] = known = [];
        }

        for (var start = 0; start + length <= words.Count; start++)
        {
            known.TryAdd(words.HashOf(start, length), row);
        }
    }
}
