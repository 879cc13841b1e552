namespace Quern.Plans.Inference;

/// <summary>Follows the words of a text that speak of how many, and keeps the best: numbers before words, of several the highest.</summary>
internal sealed class ScopeCount
{
    /// <summary>The largest number that is a count.</summary>
    public const long Most = 1_000_000_000_000;

    private static readonly byte[] Explicit = "explicit:"u8.ToArray();
    private static readonly byte[] Default = "default"u8.ToArray();

    private long _explicit;
    private TextWord? _word;
    private long _number;
    private long _part;
    private long _room;
    private bool _led;
    private bool _named;
    private ScopeRole _behind;

    /// <summary>What the texts so far say.</summary>
    public ScopeGuess Guess => _explicit > 0 ? new(_explicit, Explicit, IsNumber: true)
        : _word is { } word ? new(word.Amount, word.ScopeHow, IsNumber: false)
        : new(1, Default, IsNumber: false);

    /// <summary>Forgets everything.</summary>
    public void Begin()
    {
        (_explicit, _word) = (0, null);
        Break();
    }

    /// <summary>Here the words before end: a number that was led in counts.</summary>
    public void Settle()
    {
        if (_led)
        {
            Count();
        }

        Break();
    }

    /// <summary>A word.</summary>
    /// <param name="word">What it means.</param>
    /// <param name="joined">Whether it stands right behind the one before.</param>
    public void Add(TextWord word, bool joined)
    {
        if (!joined)
        {
            Settle();
        }

        switch (word.Scope)
        {
            case ScopeRole.Number:
                AddNumber(word.Amount);
                return;
            case ScopeRole.Scale:
                AddScale(word.Amount);
                return;
            case ScopeRole.Between or ScopeRole.Lead when _number > 0:
                _behind = word.Scope;
                return;
            case ScopeRole.Measure:
                Break();
                return;
            case ScopeRole.Unit when _number > 0 && !_named:
                Count();
                Break();
                return;
            case ScopeRole.Word when _word is null || word.Amount > _word.Amount:
                _word = word;
                break;
        }

        Settle();
        _behind = word.Scope is ScopeRole.Lead or ScopeRole.Label ? word.Scope : ScopeRole.None;
    }

    /// <summary>A number in digits.</summary>
    /// <param name="number">The number; 0 where it is none that counts.</param>
    /// <param name="joined">Whether it stands right behind the word before.</param>
    public void AddDigits(long number, bool joined)
    {
        if (!joined)
        {
            Settle();
        }

        Take(number is > 0 and <= Most ? number : 0);

        // "2023 records" are those of a year.
        _named |= number == 0 || !_led && number is >= 1900 and < 2100;
    }

    private void AddNumber(long number)
    {
        if (_number > 0 && _room > number)
        {
            (_number, _part) = (_number + number, _part + number);
        }
        else
        {
            Take(number);
        }

        _room = number >= 20 ? 10 : 0;
    }

    // "Three hundred thousand" multiplies twice, "three thousand two hundred" each part by itself.
    private void AddScale(long scale)
    {
        if (_number == 0)
        {
            Take(_named ? 0 : scale);
            return;
        }

        _part = _part == 0 ? _number : _part;
        var grown = _part <= Most / scale ? _part * scale : Most + 1;
        _number += grown - _part;
        _part = scale >= 1000 ? 0 : grown;
        _room = scale >= 100 ? scale : 0;
    }

    private void Take(long number)
    {
        var (led, named) = (_behind == ScopeRole.Lead, _behind == ScopeRole.Label);
        Settle();
        (_number, _part, _led, _named) = (number, number, led, named);
    }

    private void Count()
    {
        if (_number > _explicit && _number <= Most && !_named)
        {
            _explicit = _number;
        }
    }

    private void Break() => (_number, _part, _room, _led, _named, _behind) = (0, 0, 0, false, false, ScopeRole.None);
}
