namespace Quern.Plans.Inference;

/// <summary>A sentence of a reasoning that names an action.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="Tool">The tool.</param>
internal readonly record struct ReasonedAction(int Start, int Length, ToolGuess Tool);

/// <summary>Finds the sentences of a reasoning that name an action: a lead-in, such as <i>let me</i> or <i>I need to</i>, and a verb.</summary>
internal sealed class ReasoningActions(InferenceTables tables)
{
    /// <summary>The most actions of one reasoning.</summary>
    public const int Most = 16;

    private readonly Vocabulary _words = tables.Words;
    private readonly int[] _before = new int[Vocabulary.LongestPhrase];
    private readonly List<ReasonedAction> _actions = [];
    private uint _leads;
    private bool _led;

    /// <summary>The actions of a text, in order, each sentence once.</summary>
    public IReadOnlyList<ReasonedAction> Read(ReadOnlySpan<byte> text)
    {
        _actions.Clear();
        var (sentence, action) = (0, default(ToolGuess));
        var scan = new WordScan(text);
        while (_actions.Count < Most && scan.MoveNext())
        {
            if (scan.Gap == WordGap.Break)
            {
                Close(text, sentence, scan.Start, action);
                (sentence, action, _leads, _led) = (scan.Start, default, 1, false);
                Array.Clear(_before);
            }

            var number = scan.Length <= WordKey.MaxLength ? _words.Find(WordKey.Of(text, scan.Start, scan.Length)) : 0;
            if (action.Tool is null && _leads != 0)
            {
                action = Word(number);
            }

            _before.AsSpan(0, _before.Length - 1).CopyTo(_before.AsSpan(1));
            _before[0] = number;
        }

        Close(text, sentence, text.Length, action);
        return _actions;
    }

    // The verb directly behind the lead-in; nothing yet where the word is neither.
    private ToolGuess Word(int number)
    {
        var leads = false;
        if (number != 0)
        {
            ref readonly var marks = ref _words[number];
            if (marks.Verb is { } verb && _led && (_leads & 1) != 0)
            {
                return new ToolGuess(verb, _words.How(number));
            }

            leads = marks.Is(WordRoles.LeadIn) && (_leads & 1) != 0;
            foreach (var phrase in _words.EndingIn(number))
            {
                if (!phrase.Before.AsSpan().SequenceEqual(_before.AsSpan(0, phrase.Before.Length)) || ((_leads >> phrase.Before.Length) & 1) == 0)
                {
                    continue;
                }

                if (_words[phrase.Number].Verb is { } phrasal && _led)
                {
                    return new ToolGuess(phrasal, _words.How(phrase.Number));
                }

                leads |= _words[phrase.Number].Is(WordRoles.LeadIn);
            }
        }

        _leads = (_leads << 1) | (leads ? 1u : 0u);
        _led |= leads;
        return default;
    }

    private void Close(ReadOnlySpan<byte> text, int start, int end, ToolGuess action)
    {
        if (action.Tool is null || _actions.Count == Most)
        {
            return;
        }

        var sentence = text[start..end].TrimEnd(" \t\r\n-*"u8);
        foreach (var earlier in _actions)
        {
            if (text.Slice(earlier.Start, earlier.Length).SequenceEqual(sentence))
            {
                return;
            }
        }

        _actions.Add(new ReasonedAction(start, sentence.Length, action));
    }
}
