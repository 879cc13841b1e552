using Quern.Reports;
using Quern.Reports.Plans;

namespace Quern.Pages.Components;

/// <summary>What components write: text of unknown origin, and shares.</summary>
internal static class Plain
{
    /// <summary>Text without what nobody can read; the components escape it.</summary>
    public static string Text(string text) => HtmlText.Readable(text);

    /// <summary>A length of time.</summary>
    public static string Time(double seconds)
        => seconds < 1 ? Amount.Rows((long)Math.Round(seconds * 1000)) + " ms" : Amount.Time(TimeSpan.FromSeconds(seconds));

    /// <summary>A share in per cent.</summary>
    public static string Cent(double? share) => Per.Cent(share);
}
