using System.Text;

namespace Quern.Formats.DuckDb;

/// <summary>
/// Text of a chunk where DuckDB holds it. A value takes 16 bytes: its length, then the text itself when it has at most
/// 12 bytes, else 4 bytes of prefix and a pointer.
/// </summary>
internal readonly unsafe ref struct TextColumn
{
    private const int ValueSize = 16;
    private const int InlineLength = 12;
    private readonly byte* _values;
    private readonly ulong* _validity;

    internal TextColumn(nint vector)
    {
        _values = (byte*)NativeMethods.VectorData(vector);
        _validity = (ulong*)NativeMethods.VectorValidity(vector);
    }

    /// <summary>The UTF-8 text in a row; empty where the row is null.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            if (IsNull(row))
            {
                return [];
            }

            var value = _values + ((long)row * ValueSize);
            var length = *(int*)value;
            return length <= InlineLength
                ? new ReadOnlySpan<byte>(value + 4, length)
                : new ReadOnlySpan<byte>(*(byte**)(value + 8), length);
        }
    }

    /// <summary>Whether a row holds no value.</summary>
    public bool IsNull(int row) => Validity.IsNull(_validity, row);

    /// <summary>The text in a row as a string; null where the row is null.</summary>
    public string? StringAt(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(this[row]);
}

/// <summary>Whole numbers of a chunk where DuckDB holds them.</summary>
internal readonly unsafe ref struct LongColumn
{
    private readonly long* _values;
    private readonly ulong* _validity;

    internal LongColumn(nint vector)
    {
        _values = (long*)NativeMethods.VectorData(vector);
        _validity = (ulong*)NativeMethods.VectorValidity(vector);
    }

    /// <summary>The number in a row; 0 where the row is null.</summary>
    public long this[int row] => IsNull(row) ? 0 : _values[row];

    /// <summary>Whether a row holds no value.</summary>
    public bool IsNull(int row) => Validity.IsNull(_validity, row);
}

/// <summary>DuckDB's bit mask of the rows that hold a value; no mask at all means that every row does.</summary>
internal static unsafe class Validity
{
    public static bool IsNull(ulong* mask, int row) => mask != null && (mask[row >> 6] & (1UL << (row & 63))) == 0;
}
