using System.Globalization;

namespace Quern.Reports.Plans;

/// <summary>Shares.</summary>
internal static class Per
{
    /// <summary>A share of a whole, to four digits; null where there is nothing.</summary>
    public static double? Of(long part, long whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);

    /// <summary>A share as people read it.</summary>
    public static string Cent(double? share) => share is { } s ? (s * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "-";
}
