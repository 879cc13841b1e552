using System.Globalization;

namespace Quern.Dedup;

/// <summary>Amounts of memory as people write them: <c>1gb</c>, <c>500 MB</c>, <c>1.5GiB</c>.</summary>
internal static class MemorySize
{
    /// <summary>The least that the work can be told to get by with; debug builds get by with so little that small tests go to disk.</summary>
#if DEBUG
    public const long Least = 1_000;
#else
    public const long Least = 64_000_000;
#endif

    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("gib", 1 << 30), ("mib", 1 << 20), ("kib", 1 << 10), ("gb", 1e9), ("mb", 1e6), ("kb", 1e3), ("g", 1 << 30), ("m", 1 << 20), ("k", 1 << 10), ("b", 1), ("", 1),
    ];

    /// <summary>The number of bytes; null when the text is no amount.</summary>
    public static long? Parse(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        var (unit, bytes) = Units.First(u => plain.EndsWith(u.Unit, StringComparison.Ordinal));
        var number = plain[..^unit.Length].TrimEnd();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * bytes is > 0 and < long.MaxValue
            ? (long)(count * bytes)
            : null;
    }

    /// <summary>What an option says, which was checked; without it half of the machine's memory.</summary>
    public static long Of(string? option) => option is null ? Usual : Parse(option)!.Value;

    private static long Usual => Math.Max(Least, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
}
