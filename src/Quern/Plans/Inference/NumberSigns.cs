namespace Quern.Plans.Inference;

/// <summary>
/// Follows the numbers of a text to those that say how much is meant: behind <i>first</i> or <i>up to</i>, or before
/// <i>records</i>. Whether a number counts is known only with the words behind it.
/// </summary>
internal sealed class NumberSigns
{
    // How many words may stand between a number and what it counts: 5 open tickets.
    private const int WordsBetween = 1;

    private long _waiting;
    private bool _waitingHasLead;
    private int _wordsSince;
    private bool _lead;

    /// <summary>The highest number that counts; 0: none.</summary>
    public long Highest { get; private set; }

    /// <summary>Whether the next word matters, even if no table has it.</summary>
    public bool IsWaiting => _waiting > 0 || _lead;

    /// <summary>Forgets everything.</summary>
    public void Begin() => Highest = 0;

    /// <summary>Begins a text.</summary>
    public void BeginText() => (_waiting, _lead) = (0, false);

    /// <summary>Ends a text: a number behind a lead counts also when nothing follows.</summary>
    public void EndText() => Settle(counts: _waitingHasLead);

    /// <summary>Says that a number behind the word that was just read counts.</summary>
    public void Lead() => _lead = true;

    /// <summary>Takes the next word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scan">Where the word stands.</param>
    /// <param name="digits">Whether it begins with a digit.</param>
    /// <param name="marks">What it means.</param>
    public void Word(ReadOnlySpan<byte> text, in WordScan scan, bool digits, in WordMarks marks)
    {
        // A lead holds for the word behind it only.
        var lead = _lead;
        _lead = false;
        if (_waiting > 0)
        {
            Behind(scan, marks);
        }

        if (digits && IsWhole(text, scan, out var number))
        {
            Settle(counts: _waitingHasLead);
            (_waiting, _waitingHasLead, _wordsSince) = (number, lead, 0);
        }
        else if (marks.Number > 0)
        {
            _lead = lead;
        }
    }

    /// <summary>Takes the number that the word just read stands for: twenty, or the hundred of two hundred.</summary>
    public void Number(long number)
    {
        if (_waiting > 0 && number >= 100 && _wordsSince == 1)
        {
            (_waiting, _wordsSince) = (_waiting * number, 0);
            return;
        }

        Settle(counts: _waitingHasLead);
        (_waiting, _waitingHasLead, _wordsSince) = (number, _lead, 0);
        _lead = false;
    }

    // Decides about the number that waits, as far as this word allows.
    private void Behind(in WordScan scan, in WordMarks marks)
    {
        if (marks.Is(WordRoles.Unit) && _wordsSince == 0)
        {
            Settle(counts: false);
        }
        else if (marks.Is(WordRoles.Counted) && scan.Gap == WordGap.Space)
        {
            Settle(counts: true);
        }
        else if (scan.Gap != WordGap.Space || ++_wordsSince > WordsBetween)
        {
            Settle(counts: _waitingHasLead);
        }
    }

    private void Settle(bool counts)
    {
        Highest = counts && _waiting > Highest ? _waiting : Highest;
        (_waiting, _waitingHasLead) = (0, false);
    }

    // Whole, and no part of a price, a share, a version or a date.
    private static bool IsWhole(ReadOnlySpan<byte> text, in WordScan scan, out long number)
    {
        number = 0;
        if (scan.Length > 12 || scan.Before is (byte)'$' or (byte)'.' or (byte)'/' or (byte)'-' or (byte)'#' or (byte)':' or (byte)',' || scan.Behind is (byte)'%' or (byte)'/' or (byte)':')
        {
            return false;
        }

        foreach (var b in text.Slice(scan.Start, scan.Length))
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            number = (number * 10) + (b - '0');
        }

        return number > 0 && TryThousands(text, scan.Start + scan.Length, ref number);
    }

    // 1,000 is one number; 2.5 is not whole.
    private static bool TryThousands(ReadOnlySpan<byte> text, int at, ref long number)
    {
        while (at + 3 < text.Length && text[at] == ',' && IsDigits(text.Slice(at + 1, 3)) && number < 1_000_000_000)
        {
            number = (number * 1000) + ((text[at + 1] - '0') * 100) + ((text[at + 2] - '0') * 10) + (text[at + 3] - '0');
            at += 4;
        }

        return at + 1 >= text.Length || text[at] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)text[at + 1]);
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
