namespace Quern.Hub;

/// <summary>What the names of licences say by themselves.</summary>
internal static class Licences
{
    /// <summary>Whether a licence's name says that commercial use is not allowed.</summary>
    public static bool ForbidCommerce(string? licence)
        => licence is not null && licence.Split(',', ' ').Any(static l => l.Split('-').Contains("nc", StringComparer.OrdinalIgnoreCase));

    /// <summary>What a user must be told before a dataset is used; null when there is nothing to tell.</summary>
    public static string? Warning(string? licence, bool nonCommercial) => (licence, nonCommercial) switch
    {
        (null, _) => "its licence is unknown: find out what its owners allow before you use it",
        ("other", _) => "its licence is one of its owners' own: read its card before you use it",
        (_, true) => $"its licence ({licence}) allows no commercial use",
        _ => null,
    };
}
