using System.Globalization;

namespace Quern.HubStandIn.Serving;

/// <summary>The part of a body that a Range header asks for.</summary>
internal readonly record struct ByteRange(long From, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>
    /// Reads a header. Null when it asks for nothing that a server must heed (another unit, several ranges, no sense);
    /// a range of length 0 when it lies behind the end.
    /// </summary>
    public static ByteRange? Read(string? header, long length)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || header[Unit.Length..].Split('-') is not [var first, var last])
        {
            return null;
        }

        if (first.Trim().Length == 0)
        {
            return Number(last) is { } suffix ? Last(suffix, length) : null;
        }

        if (Number(first) is not { } from || (last.Trim().Length > 0 && !(Number(last) >= from)))
        {
            return null;
        }

        var end = Math.Min(Number(last) ?? long.MaxValue, length - 1);
        return from >= length ? new(length, 0) : new(from, end - from + 1);
    }

    private static ByteRange Last(long count, long length)
    {
        var taken = Math.Min(count, length);
        return new(length - taken, taken);
    }

    private static long? Number(string text)
        => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
