using System.Text.RegularExpressions;

namespace Quern.Hub;

/// <summary>What the names of licences say by themselves.</summary>
internal static partial class Licences
{
    /// <summary>Whether a licence's name says that commercial use is not allowed.</summary>
    public static bool ForbidCommerce(string? licence) => licence is not null && NonCommercial().IsMatch(licence);

    /// <summary>What a user must be told before a dataset is used; null when there is nothing to tell.</summary>
    public static string? Warning(string? licence, bool nonCommercial) => (licence, nonCommercial) switch
    {
        (null, _) => "its licence is unknown: find out what its owners allow before you use it",
        (_, true) => $"its licence ({licence}) allows no commercial use",
        _ => null,
    };

    // cc-by-nc-4.0, CC BY-NC-SA 4.0, cc_by_nc, fair-noncommercial-research-license, Non-Commercial Use Only
    [GeneratedRegex("(?<![a-z])(nc|non[-_ ]?commercial)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NonCommercial();
}
