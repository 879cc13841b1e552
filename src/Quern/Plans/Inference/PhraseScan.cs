using System.Runtime.CompilerServices;

namespace Quern.Plans.Inference;

/// <summary>Goes through a text and stops at the phrases of a table and at words that begin with a digit.</summary>
/// <param name="text">The text.</param>
/// <param name="table">The phrases.</param>
internal ref struct PhraseScan(ReadOnlySpan<byte> text, PhraseTable table)
{
    /// <summary>What stands for the phrase where a word begins with a digit.</summary>
    public const int Digits = -1;

    private readonly PhraseTable _table = table;
    private WordScan _words = new(text, table.Words);
    private Ahead _ahead;
    private int _count;
    private bool _skipped;

    /// <summary>The phrase, by its place in the table's list, or <see cref="Digits"/>.</summary>
    public int Phrase { get; private set; }

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Whether no other word stands between this phrase and the one before, or the beginning.</summary>
    public bool Follows { get; private set; }

    /// <summary>Whether, besides, nothing but a joint stands between the two.</summary>
    public bool Joined { get; private set; }

    /// <summary>Goes to the next phrase; false at the end.</summary>
    public bool Next()
    {
        while (_count > 0 || Fill(_table.Beginnings))
        {
            if (_ahead[0].Number == WordScan.Digits)
            {
                Stop(Digits, 1);
                return true;
            }

            var node = _table.Begin(_ahead[0].Number);
            var (phrase, words) = _table.GoesOn(node) ? Longest(node) : (_table.Phrase(node), 1);
            if (phrase >= 0)
            {
                Stop(phrase, words);
                return true;
            }

            _skipped = true;
            Drop(1);
        }

        return false;
    }

    private (int Phrase, int Words) Longest(int node)
    {
        var best = (Phrase: _table.Phrase(node), Words: 1);
        for (var i = 1; _table.GoesOn(node) && (i < _count || Fill(int.MaxValue)) && _ahead[i].Joined && _ahead[i].Number > 0; i++)
        {
            node = _table.GoOn(node, _ahead[i].Number);
            if (node == 0)
            {
                break;
            }

            best = _table.Phrase(node) is >= 0 and var phrase ? (phrase, i + 1) : best;
        }

        return best;
    }

    private void Stop(int phrase, int words)
    {
        (Phrase, Start, End) = (phrase, _ahead[0].Start, _ahead[words - 1].End);
        (Follows, Joined) = (_ahead[0].Follows && !_skipped, _ahead[0].Joined && !_skipped);
        _skipped = false;
        Drop(words);
    }

    private void Drop(int words)
    {
        _count -= words;
        for (var i = 0; i < _count; i++)
        {
            _ahead[i] = _ahead[i + words];
        }
    }

    private bool Fill(int most)
    {
        if (!_words.Next(most))
        {
            return false;
        }

        _ahead[_count++] = new Word(_words.Number, _words.Start, _words.End, _words.Follows, _words.Joined);
        return true;
    }

    private readonly record struct Word(int Number, int Start, int End, bool Follows, bool Joined);

    // One more than a phrase may have: the longest phrase never asks beyond its own words.
    [InlineArray(PhraseTable.MostWords + 1)]
    private struct Ahead
    {
        private Word _word;
    }
}
