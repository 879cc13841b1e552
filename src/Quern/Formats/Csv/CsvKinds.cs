namespace Quern.Formats.Csv;

/// <summary>What a column's values become in JSON.</summary>
internal enum CsvKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A number, in the very digits of the file.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,
}

/// <summary>
/// Finds what the columns hold. A column is numbers only when each of its values already is the text of a JSON number, so
/// that <c>007</c> stays text and <c>0.10</c> keeps its digits; likewise true and false, in any case.
/// </summary>
internal sealed class CsvKinds(int columns)
{
    private readonly bool[] _seen = new bool[columns];
    private readonly bool[] _notNumber = new bool[columns];
    private readonly bool[] _notBoolean = new bool[columns];
    private int _open = columns;

    /// <summary>Whether every column is known to be text, so that nothing more can be learnt.</summary>
    public bool AllText => _open == 0;

    /// <summary>The kind of a column, from all values so far.</summary>
    public CsvKind this[int column] => !_seen[column] ? CsvKind.Text
        : !_notNumber[column] ? CsvKind.Number
        : !_notBoolean[column] ? CsvKind.Boolean
        : CsvKind.Text;

    /// <summary>Takes a record's values into account.</summary>
    public void Add(ReadOnlySpan<byte> text, ReadOnlySpan<CsvField> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].IsNull || (_notNumber[i] && _notBoolean[i]))
            {
                continue;
            }

            var value = text.Slice(fields[i].Start, fields[i].Length);
            _seen[i] = true;
            _notNumber[i] = _notNumber[i] || !IsNumber(value);
            _notBoolean[i] = _notBoolean[i] || !IsBoolean(value);
            _open -= _notNumber[i] && _notBoolean[i] ? 1 : 0;
        }
    }

    /// <summary>Whether a text says true, in any case.</summary>
    public static bool IsTrue(ReadOnlySpan<byte> value) => System.Text.Ascii.EqualsIgnoreCase(value, "true"u8);

    /// <summary>Whether a text says true or false, in any case.</summary>
    public static bool IsBoolean(ReadOnlySpan<byte> value) => IsTrue(value) || System.Text.Ascii.EqualsIgnoreCase(value, "false"u8);

    /// <summary>Whether a text is a JSON number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> value)
    {
        value = value.StartsWith("-"u8) ? value[1..] : value;
        var whole = Digits(value);
        if (whole == 0 || (whole > 1 && value[0] == '0'))
        {
            return false;
        }

        value = value[whole..];
        if (value.StartsWith("."u8))
        {
            var fraction = Digits(value[1..]);
            if (fraction == 0)
            {
                return false;
            }

            value = value[(1 + fraction)..];
        }

        return value.IsEmpty || IsExponent(value);
    }

    private static bool IsExponent(ReadOnlySpan<byte> value)
    {
        if (value[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        value = value[1..];
        value = value.Length > 0 && value[0] is ((byte)'+' or (byte)'-') ? value[1..] : value;
        return value.Length > 0 && Digits(value) == value.Length;
    }

    private static int Digits(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? value.Length : end;
    }
}
