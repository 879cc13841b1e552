using System.Text;

namespace Quern.Plans.Inference;

/// <summary>
/// Reads texts once, word by word, and tells what their words say: which tool, how much, how sensitive, what about, and
/// what an attack is after. One a core; nothing is allocated.
/// </summary>
internal sealed class TextReading(InferenceTables tables)
{
    private readonly Vocabulary _words = tables.Words;
    private readonly ToolSigns _tool = new(tables);
    private readonly NumberSigns _numbers = new();
    private readonly int[] _scopes = new int[tables.Scope.Count + 1];
    private readonly int[] _domains = new int[tables.Domains.Count + 1];
    private readonly int[] _scopeWords = new int[tables.Scope.Count + 1];
    private readonly int[] _before = new int[Vocabulary.LongestPhrase];
    private bool _first;
    private bool _anyScope;
    private int _level;
    private int _levelWord;
    private int _intent;
    private int _intentWord;

    private static readonly byte[] Default = Encoding.UTF8.GetBytes("default");

    /// <summary>Forgets everything of the row before.</summary>
    public void BeginRow()
    {
        Array.Clear(_domains);
        Begin();
    }

    /// <summary>Forgets everything but what the row is about.</summary>
    public void Begin()
    {
        _tool.Begin();
        _numbers.Begin();
        if (_anyScope)
        {
            Array.Clear(_scopes);
        }

        (_first, _anyScope, _level, _intent) = (true, false, 0, 0);
    }

    /// <summary>Reads a text. The tool is that of the first text; everything else adds up.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Array.Clear(_before);
        _numbers.BeginText();
        var scan = new WordScan(text);
        while (scan.MoveNext())
        {
            Word(text, scan);
        }

        _numbers.EndText();
        _first = false;
    }

    /// <summary>Reads a name such as <c>delete_user</c> or <c>sendEmail</c> as the words it is made of.</summary>
    public void AddName(ReadOnlySpan<byte> name)
    {
        Array.Clear(_before);
        var parts = new NameParts(name);
        while (parts.MoveNext())
        {
            if (_words.Find(WordKey.Of(name, parts.Start, parts.Length)) is not 0 and var number)
            {
                Meaning(number);
                Phrases(number);
                Remember(number);
            }
            else
            {
                Remember(0);
            }
        }
    }

    /// <summary>The tool of the first text.</summary>
    public ToolGuess Tool => _tool.Guess;

    /// <summary>How much is meant.</summary>
    public ScopeGuess Scope
    {
        get
        {
            if (_numbers.Highest > 0)
            {
                return new ScopeGuess(_numbers.Highest, null);
            }

            var best = 0;
            for (var i = 1; _anyScope && i < _scopes.Length; i++)
            {
                best = _scopes[i] > 0 && (best == 0 || tables.Scope.VolumeOf(i) > tables.Scope.VolumeOf(best)) ? i : best;
            }

            return best == 0 ? new ScopeGuess(1, Default) : new ScopeGuess(tables.Scope.VolumeOf(best), _words.How(_scopeWords[best]));
        }
    }

    /// <summary>How sensitive it is; level 0 where no word says so.</summary>
    public SensitivityGuess Sensitivity => _level == 0 ? new SensitivityGuess(0, Default) : new SensitivityGuess(_level, _words.How(_levelWord));

    /// <summary>The tool of an attack, by what it is after.</summary>
    public ToolGuess Attack => _intent == 0
        ? new ToolGuess(tables.Attacks.Otherwise, Default)
        : new ToolGuess(tables.Attacks[_intent], _words.IntentHow(_intentWord));

    /// <summary>The place of the domain with the most words, from 1 on; 0 where no word says anything.</summary>
    public int Domain
    {
        get
        {
            var best = 0;
            for (var i = 1; i < _domains.Length; i++)
            {
                best = _domains[i] > _domains[best] ? i : best;
            }

            return best;
        }
    }

    private void Word(ReadOnlySpan<byte> text, in WordScan scan)
    {
        if (scan.Gap == WordGap.Break)
        {
            // No phrase goes on behind the end of a sentence.
            Array.Clear(_before);
        }

        var number = scan.Length <= WordKey.MaxLength ? _words.Find(WordKey.Of(text, scan.Start, scan.Length)) : 0;
        var digits = char.IsAsciiDigit((char)text[scan.Start]);
        if (_first && scan.Start < ToolSigns.BytesLookedAt)
        {
            _tool.Word(number, scan.Gap, digits, _before);
        }

        if (digits || _numbers.IsWaiting)
        {
            _numbers.Word(text, scan, digits, number == 0 ? default : _words[number]);
        }

        if (number != 0)
        {
            Known(number);
        }

        Remember(number);
    }

    private void Known(int number)
    {
        Meaning(number);
        Phrases(number);
        ref readonly var marks = ref _words[number];
        if (marks.Number > 0)
        {
            _numbers.Number(marks.Number);
        }

        if (marks.Is(WordRoles.NumberLead))
        {
            _numbers.Lead();
        }
    }

    private void Phrases(int last)
    {
        foreach (var phrase in _words.EndingIn(last))
        {
            if (Matches(phrase.Before))
            {
                Meaning(phrase.Number);
                if (_words[phrase.Number].Is(WordRoles.NumberLead))
                {
                    _numbers.Lead();
                }
            }
        }
    }

    private bool Matches(int[] before) => before.AsSpan().SequenceEqual(_before.AsSpan(0, before.Length));

    private void Meaning(int number)
    {
        ref readonly var marks = ref _words[number];
        if (marks.Level > _level)
        {
            (_level, _levelWord) = (marks.Level, number);
        }

        if (marks.Scope > 0)
        {
            _scopes[marks.Scope] += !marks.Is(WordRoles.Exception) ? 1 : -1;
            _scopeWords[marks.Scope] = !marks.Is(WordRoles.Exception) ? number : _scopeWords[marks.Scope];
            _anyScope = true;
        }

        _domains[marks.Domain] += marks.Domain == 0 ? 0 : 1;
        if (marks.Intent > 0 && (_intent == 0 || marks.Intent < _intent))
        {
            (_intent, _intentWord) = (marks.Intent, number);
        }
    }

    private void Remember(int number)
    {
        for (var i = _before.Length - 1; i > 0; i--)
        {
            _before[i] = _before[i - 1];
        }

        _before[0] = number;
    }
}
