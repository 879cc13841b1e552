using System.Globalization;

namespace Quern.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class Amount
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>A number of rows.</summary>
    public static string Rows(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A length, in decimal units.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 1000 && unit < Units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return bytes.ToString(unit == 0 ? "N0" : "0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A length of time.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => $"{(int)time.TotalHours} h {time.Minutes:00} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds:00} s",
        _ => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>A word in the number that fits.</summary>
    public static string Count(long number, string one, string many) => $"{Rows(number)} {(number == 1 ? one : many)}";
}
