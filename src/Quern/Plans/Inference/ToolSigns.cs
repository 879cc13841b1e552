using System.Text;

namespace Quern.Plans.Inference;

/// <summary>
/// Follows the words of a text to the tool it asks for: the first imperative; in a question the tool of questions; the
/// first verb that is not a noun where it stands; the first noun.
/// </summary>
internal sealed class ToolSigns(InferenceTables tables)
{
    /// <summary>How far into a text a tool is looked for.</summary>
    public const int BytesLookedAt = 1000;

    private static readonly byte[] Default = Encoding.UTF8.GetBytes("default");

    private readonly Vocabulary _words = tables.Words;
    private Rank _rank;
    private KnownTool? _tool;
    private int _word;
    private int _question;
    private long _decidedAt;
    private long _position;

    // Bit k tells whether everything between the beginning of the sentence and the word k places back is lead-in.
    private uint _leads;

    private enum Rank
    {
        None,
        Noun,
        Verb,
        Imperative,
    }

    /// <summary>The tool.</summary>
    public ToolGuess Guess => _rank switch
    {
        Rank.Imperative => new ToolGuess(_tool!, _words.How(_word)),
        _ when _question != 0 && (_tool is null || !_tool.Asked) => new ToolGuess(tables.Tools.Search, _words.How(_question)),
        Rank.Verb or Rank.Noun => new ToolGuess(_tool!, _words.How(_word)),
        _ => new ToolGuess(tables.Tools.Otherwise, Default),
    };

    /// <summary>Forgets the text before.</summary>
    public void Begin()
    {
        (_rank, _tool, _question, _position, _decidedAt, _leads) = (Rank.None, null, 0, 0, -1, 1);
    }

    /// <summary>Takes the next word.</summary>
    /// <param name="number">Its number in the vocabulary; 0: unknown.</param>
    /// <param name="gap">What stands before it.</param>
    /// <param name="digits">Whether it begins with a digit.</param>
    /// <param name="before">The numbers of the words before it, the nearest first.</param>
    public void Word(int number, WordGap gap, bool digits, int[] before)
    {
        if (gap == WordGap.Break)
        {
            _leads = 1;
        }

        // The number of a list's item stands before its sentence.
        var leads = digits && (_leads & 1) != 0;
        if (number != 0 && _rank != Rank.Imperative)
        {
            leads |= Known(number, before);
        }

        _leads = (_leads << 1) | (leads ? 1u : 0u);
        _position++;
    }

    private bool Known(int number, int[] before)
    {
        ref readonly var marks = ref _words[number];
        if (_question == 0 && _position == LeadingWords() && marks.Is(WordRoles.Question))
        {
            _question = number;
        }

        Meaning(number, length: 1, before);
        var leads = marks.Is(WordRoles.Marker) || (marks.Is(WordRoles.LeadIn) && (_leads & 1) != 0);
        foreach (var phrase in _words.EndingIn(number))
        {
            if (phrase.Before.AsSpan().SequenceEqual(before.AsSpan(0, phrase.Before.Length)))
            {
                Meaning(phrase.Number, phrase.Before.Length + 1, before);
                leads |= _words[phrase.Number].Is(WordRoles.LeadIn) && Leads(phrase.Before.Length + 1);
            }
        }

        return leads;
    }

    // Only greetings and lead-ins may stand before the question.
    private long LeadingWords() => (_leads & 1) != 0 && _rank == Rank.None ? _position : -1;

    // Whether everything before the last so many words of the sentence, this one included, is lead-in.
    private bool Leads(int length) => ((_leads >> (length - 1)) & 1) != 0;

    private void Meaning(int number, int length, int[] before)
    {
        ref readonly var marks = ref _words[number];
        var began = _position - length + 1;
        if (marks.Verb is { } verb)
        {
            var isNoun = length <= before.Length && before[length - 1] != 0 && _words[before[length - 1]].Is(WordRoles.BeforeNoun);
            var rank = Leads(length) ? Rank.Imperative : isNoun ? Rank.None : Rank.Verb;
            Decide(rank, verb, number, began);
        }

        if (marks.Noun is { } noun)
        {
            Decide(Rank.Noun, noun, number, began);
        }
    }

    // A phrase takes the place of the verb that it begins with: sum up.
    private void Decide(Rank rank, KnownTool tool, int number, long began)
    {
        var counts = _question == 0 || tool.Asked || rank == Rank.Imperative;
        if (counts && (rank > _rank || (rank == _rank && rank != Rank.None && began == _decidedAt)))
        {
            (_rank, _tool, _word, _decidedAt) = (rank, tool, number, began);
        }
    }
}
