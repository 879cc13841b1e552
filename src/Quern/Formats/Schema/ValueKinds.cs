using System.Buffers.Text;

namespace Quern.Formats.Schema;

/// <summary>What has been seen in one field, over many rows. Sets of kinds are united by <c>|</c>, in any order.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    Null = 1,
    Bool = 2,
    Text = 4,
    List = 8,
    Struct = 16,

    /// <summary>A whole number that a double holds too: up to 2^53.</summary>
    Whole53 = 32,

    /// <summary>A whole number beyond 2^53 that fits 64 bits with a sign.</summary>
    Whole64 = 64,

    /// <summary>A whole number that fits 64 bits only without a sign.</summary>
    Unsigned64 = 128,

    /// <summary>A number below zero.</summary>
    Negative = 256,

    /// <summary>A number with a fraction or an exponent, of at most 17 digits, as a double has.</summary>
    Fraction = 512,

    /// <summary>A number that no 64 bits hold without losing digits.</summary>
    Wide = 1024,

    /// <summary>Here or further down something is nested deeper than is looked into.</summary>
    Deep = 2048,

    Numbers = Whole53 | Whole64 | Unsigned64 | Negative | Fraction | Wide,
}

/// <summary>Tells the kind of a JSON value from its text.</summary>
internal static class ValueKind
{
    // As many digits as a double always gives back.
    private const int DoubleDigits = 17;

    /// <summary>The kind of a value.</summary>
    public static ValueKinds Of(ReadOnlySpan<byte> value) => value[0] switch
    {
        (byte)'"' => ValueKinds.Text,
        (byte)'{' => ValueKinds.Struct,
        (byte)'[' => ValueKinds.List,
        (byte)'t' or (byte)'f' => ValueKinds.Bool,
        (byte)'n' => ValueKinds.Null,
        _ => OfNumber(value),
    };

    private static ValueKinds OfNumber(ReadOnlySpan<byte> number)
    {
        var sign = number[0] == '-' ? ValueKinds.Negative : ValueKinds.None;
        if (number.IndexOfAny("eE."u8) >= 0 || number.SequenceEqual("-0"u8))
        {
            return sign | OfFraction(number);
        }

        if (number.Length <= 15)
        {
            return sign | ValueKinds.Whole53;
        }

        if (Utf8Parser.TryParse(number, out long whole, out var used) && used == number.Length)
        {
            return sign | (whole is >= -(1L << 53) and <= 1L << 53 ? ValueKinds.Whole53 : ValueKinds.Whole64);
        }

        var fits = Utf8Parser.TryParse(number, out ulong _, out used) && used == number.Length;
        return sign | (fits ? ValueKinds.Unsigned64 : ValueKinds.Wide);
    }

    private static ValueKinds OfFraction(ReadOnlySpan<byte> number)
    {
        var digits = 0;
        var zerosBehind = 0;
        foreach (var letter in number)
        {
            if (letter is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (char.IsAsciiDigit((char)letter) && (digits > 0 || letter != '0'))
            {
                digits++;
                zerosBehind = letter == '0' ? zerosBehind + 1 : 0;
            }
        }

        var significant = digits - zerosBehind;
        var parsed = Utf8Parser.TryParse(number, out double value, out var used) && used == number.Length;
        // Too great, or so small that nothing is left of it.
        var isHeld = parsed && double.IsFinite(value) && (value != 0 || significant == 0);
        return isHeld && significant <= DoubleDigits ? ValueKinds.Fraction : ValueKinds.Wide;
    }
}
