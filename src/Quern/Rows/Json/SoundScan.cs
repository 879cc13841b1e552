using System.Runtime.CompilerServices;

namespace Quern.Rows.Json;

/// <summary>
/// A quick yes to a row that is certainly sound: the grammar of JSON, whole surrogate pairs and no key twice, in one pass
/// that jumps from quote to quote. Where it says no, nothing is decided: <see cref="RowCheck"/> reads the row again with
/// the platform's reader, which knows what is wrong. Twice as fast as that reader on rows of many small fields, and three
/// times on text full of escapes; tests hold the two against each other.
/// </summary>
/// <param name="row">The row; known to be UTF-8.</param>
/// <param name="keys">Takes the keys of open objects.</param>
internal ref struct SoundScan(ReadOnlySpan<byte> row, KeyStack keys)
{
    // One bit a level tells objects from lists; what is nested deeper is left to the slow reader.
    private const int MostLevels = 64;

    private readonly ReadOnlySpan<byte> _row = row;
    private int _at;
    private int _depth;
    private ulong _objects;

    private readonly bool InObject => (_objects & 1) == 1;

    /// <summary>True only when the row is one sound JSON object.</summary>
    public bool IsSound()
    {
        keys.Clear();
        SkipSpace();
        if (Next() != '{')
        {
            return false;
        }

        while (TryValue(out var opened))
        {
            if (opened)
            {
                continue;
            }

            // Behind a value: what ends with it, then the next one.
            while (true)
            {
                SkipSpace();
                if (_depth == 0)
                {
                    return _at == _row.Length;
                }

                if (Next() == ',')
                {
                    _at++;
                    break;
                }

                if (!TryClose())
                {
                    return false;
                }
            }

            if (!TryBeginElement())
            {
                return false;
            }
        }

        return false;
    }

    // The byte at hand; a NUL, which is no part of JSON, behind the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Next() => (uint)_at < (uint)_row.Length ? _row[_at] : (byte)0;

    // Most rows are written without spaces; the check alone is cheap enough to stand everywhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipSpace()
    {
        if (Next() <= ' ')
        {
            SkipSpaces();
        }
    }

    private void SkipSpaces()
    {
        while (Next() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    // opened: the value is an object or a list, and its first element is at hand.
    private bool TryValue(out bool opened)
    {
        opened = false;
        switch (Next())
        {
            case (byte)'"':
                return TryString(out _);
            case (byte)'{' or (byte)'[':
                return TryOpen(out opened);
            case (byte)'t':
                return TryWord("true"u8);
            case (byte)'f':
                return TryWord("false"u8);
            case (byte)'n':
                return TryWord("null"u8);
            default:
                return TryNumber();
        }
    }

    private bool TryOpen(out bool opened)
    {
        opened = false;
        if (_depth == MostLevels)
        {
            return false;
        }

        var isObject = Next() == '{';
        _depth++;
        _objects = (_objects << 1) | (isObject ? 1UL : 0UL);
        if (isObject)
        {
            keys.Open();
        }

        _at++;
        SkipSpace();
        if (Next() == (isObject ? '}' : ']'))
        {
            return TryClose();
        }

        opened = true;
        return TryBeginElement();
    }

    private bool TryClose()
    {
        if (Next() != (InObject ? '}' : ']') || (InObject && keys.Close(_row) is not null))
        {
            return false;
        }

        _at++;
        _depth--;
        _objects >>= 1;
        return true;
    }

    // To the value of the next element: over its key, where it has one.
    private bool TryBeginElement()
    {
        SkipSpace();
        if (!InObject)
        {
            return true;
        }

        var start = _at + 1;
        if (Next() != '"' || !TryString(out var escaped))
        {
            return false;
        }

        keys.Add(start, _row[start..(_at - 1)], escaped);
        SkipSpace();
        if (Next() != ':')
        {
            return false;
        }

        _at++;
        SkipSpace();
        return true;
    }

    private bool TryString(out bool escaped)
    {
        escaped = false;
        _at++;
        while (true)
        {
            _at += PlainText.Length(_row[_at..]);
            switch (Next())
            {
                case (byte)'"':
                    _at++;
                    return true;
                case (byte)'\\' when TryEscape():
                    escaped = true;
                    break;
                default:
                    return false;
            }
        }
    }

    private bool TryEscape()
    {
        _at++;
        switch (Next())
        {
            case (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'t' or (byte)'r' or (byte)'b' or (byte)'f':
                _at++;
                return true;
            case (byte)'u':
                return TryCodeUnit(out var unit) && !char.IsLowSurrogate(unit) && (!char.IsHighSurrogate(unit) || TryLowSurrogate());
            default:
                return false;
        }
    }

    private bool TryLowSurrogate()
    {
        if (Next() != '\\')
        {
            return false;
        }

        _at++;
        return Next() == 'u' && TryCodeUnit(out var unit) && char.IsLowSurrogate(unit);
    }

    // The four digits behind the u at hand.
    private bool TryCodeUnit(out char unit)
    {
        unit = '\0';
        if (_row.Length - _at < 5)
        {
            return false;
        }

        var value = 0;
        foreach (var digit in _row.Slice(_at + 1, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit & 0xF) + 9);
        }

        unit = (char)value;
        _at += 5;
        return true;
    }

    private bool TryWord(ReadOnlySpan<byte> word)
    {
        if (!_row[_at..].StartsWith(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool TryNumber()
    {
        _at += Next() == '-' ? 1 : 0;
        if (Next() == '0')
        {
            _at++;
        }
        else if (!TryDigits())
        {
            return false;
        }

        if (Next() == '.')
        {
            _at++;
            if (!TryDigits())
            {
                return false;
            }
        }

        if (Next() is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        _at++;
        _at += Next() is (byte)'+' or (byte)'-' ? 1 : 0;
        return TryDigits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryDigits()
    {
        var start = _at;
        while (Next() is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at > start;
    }
}
