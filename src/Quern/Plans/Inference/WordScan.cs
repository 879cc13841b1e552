using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quern.Plans.Inference;

/// <summary>Goes through a text and stops at the words that a table holds and at those that begin with a digit.</summary>
/// <param name="text">The text.</param>
/// <param name="table">The words to stop at.</param>
internal ref struct WordScan(ReadOnlySpan<byte> text, WordTable table)
{
    /// <summary>The number of a word that begins with a digit.</summary>
    public const int Digits = -1;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly WordTable _table = table;
    private ulong _turns;
    private ulong _carry;
    private int _block = -WordMask.Block;
    private int _lastEnd;
    private bool _unknown;

    /// <summary>The word's number in the table, or <see cref="Digits"/>.</summary>
    public int Number { get; private set; }

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Whether no other word stands between this one and the one stopped at before, or the beginning.</summary>
    public bool Follows { get; private set; }

    /// <summary>Whether, besides, nothing stands between the two but a space or a joint.</summary>
    public bool Joined { get; private set; }

    /// <summary>Goes to the next such word; false at the end.</summary>
    /// <param name="most">Words with a higher number are passed over as if the table did not hold them.</param>
    public bool Next(int most = int.MaxValue)
    {
        while (Turn() is >= 0 and var start)
        {
            var end = Turn();
            if (end < 0)
            {
                end = _text.Length;
            }

            var number = Look(start, end);
            if ((uint)(number - 1) >= (uint)most && number != Digits)
            {
                _unknown = true;
                continue;
            }

            Stop(number, start, end);
            return true;
        }

        return false;
    }

    private void Stop(int number, int start, int end)
    {
        Follows = !_unknown;
        Joined = Follows && _lastEnd > 0 && WordJoint.Is(_text[_lastEnd..start]);
        (Number, Start, End) = (number, start, end);
        (_lastEnd, _unknown) = (end, false);
    }

    // Each set bit is a place where a word begins or has ended.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Turn()
    {
        while (_turns == 0)
        {
            if (_block + WordMask.Block >= _text.Length)
            {
                return -1;
            }

            _block += WordMask.Block;
            var words = WordMask.At(_text, _block);
            _turns = words ^ (words << 1 | _carry);
            _carry = words >> 63;
        }

        var at = _block + BitOperations.TrailingZeroCount(_turns);
        _turns &= _turns - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Look(int start, int end)
    {
        var length = end - start;
        if ((uint)(_text[start] - '0') < 10)
        {
            return Digits;
        }

        var number = length <= WordKey.Longest ? _table.Find(WordKey.At(_text, start, length)) : 0;
        return number == 0 && length > 2 && _text[end - 2] == '\'' ? LookOwner(start, length - 2, (byte)(_text[end - 1] | 0x20)) : number;
    }

    // "The admin's" is the admin.
    private readonly int LookOwner(int start, int length, byte last)
        => last == 's' && length <= WordKey.Longest ? _table.Find(WordKey.At(_text, start, length)) : 0;
}
