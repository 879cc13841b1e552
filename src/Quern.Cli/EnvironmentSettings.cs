using System.Globalization;
using System.Text;
using Quern.Formats;
using Quern.Formats.DuckDb;
using Quern.Hub;
using Quern.Rows;

namespace Quern.Cli;

/// <summary>The one place where the program reads its environment; the library below never does.</summary>
internal static class EnvironmentSettings
{
    private const int LongestTimeout = 24 * 60 * 60;

    /// <summary>Where the DuckDB library lies, when the user names one.</summary>
    public static string? DuckDb => Environment.GetEnvironmentVariable("QUERN_DUCKDB") is { Length: > 0 } path ? path : null;

    /// <summary>Whether a build server runs the program.</summary>
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } ci && ci != "false";

    /// <summary>Whether colours are unwanted.</summary>
    public static bool NoColor => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    /// <summary>Whether the terminal can only print lines.</summary>
    public static bool IsDumb => Environment.GetEnvironmentVariable("TERM") is null or "dumb";

    /// <summary>Whether there is a desktop, where one is named in the environment.</summary>
    public static bool HasScreen => Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };

    /// <summary>Hands the settings to the library, and makes all output UTF-8.</summary>
    public static void Apply()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.SetOut(new StreamWriter(new StandardOutputStream(), Console.OutputEncoding) { AutoFlush = true });
        DuckDbLibrary.Override = DuckDb;
    }

    /// <summary>Where the Hub is, who asks, and where its files are kept, as other programs of the Hub read it too.</summary>
    /// <param name="say">Takes sentences that the user should see.</param>
    public static HubSettings Hub(Action<string> say) => Hub(Environment.GetEnvironmentVariable, say);

    /// <summary>The same, from an environment that is given.</summary>
    internal static HubSettings Hub(Func<string, string?> variable, Action<string> say)
    {
        var faults = new List<string>();
        var home = HubHome(variable);
        var defaults = new HubSettings();
        var settings = defaults with
        {
            Endpoint = Address("HF_ENDPOINT", defaults.Endpoint, variable, faults),
            Token = Switch("HF_HUB_DISABLE_IMPLICIT_TOKEN", variable) ? null : Token(home, variable, faults),
            CacheFolder = FolderOf("HF_HUB_CACHE", variable) ?? FolderOf("HUGGINGFACE_HUB_CACHE", variable) ?? Path.Combine(home, "hub"),
            Offline = Switch("HF_HUB_OFFLINE", variable) || Switch("TRANSFORMERS_OFFLINE", variable),
            AnswerTimeout = Seconds("HF_HUB_ETAG_TIMEOUT", defaults.AnswerTimeout, variable, faults),
            StallTimeout = Seconds("HF_HUB_DOWNLOAD_TIMEOUT", defaults.StallTimeout, variable, faults),
            Say = say,
        };
        return faults.Count == 0 ? settings : throw new RecipeFault(faults);
    }

    private static string HubHome(Func<string, string?> variable)
        => FolderOf("HF_HOME", variable)
            ?? Path.Combine(FolderOf("XDG_CACHE_HOME", variable) ?? Path.Combine(UserFolder, ".cache"), "huggingface");

    private static string UserFolder => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static Uri Address(string name, Uri otherwise, Func<string, string?> variable, List<string> faults)
    {
        if (Given(name, variable) is not { } text)
        {
            return otherwise;
        }

        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0)
        {
            return address;
        }

        faults.Add($"The environment variable {name} expects an address with http:// or https:// and without a name or password, such as {otherwise.AbsoluteUri.TrimEnd('/')}; found another text.");
        return otherwise;
    }

    private static AccessToken? Token(string home, Func<string, string?> variable, List<string> faults)
    {
        foreach (var name in (string[])["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        {
            if (Given(name, variable) is { } text)
            {
                return Token(text, $"The environment variable {name}", faults);
            }
        }

        var path = FolderOf("HF_TOKEN_PATH", variable) ?? Path.Combine(home, "token");
        try
        {
            return Token(File.Exists(path) ? File.ReadAllText(path) : "", $"The file {path}", faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"The token file {path} cannot be read: {e.Message} Set HF_TOKEN instead, or HF_TOKEN_PATH to a file that can be read.");
            return null;
        }
    }

    // What a header cannot carry would fail later with a message that holds the token.
    private static AccessToken? Token(string text, string where, List<string> faults)
    {
        if (text.Trim().All(static c => c is > ' ' and < '\u007F'))
        {
            return AccessToken.Of(text);
        }

        faults.Add($"{where} holds a blank or a character that no token has. Set it to the token alone.");
        return null;
    }

    private static bool Switch(string name, Func<string, string?> variable)
        => Given(name, variable)?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    private static TimeSpan Seconds(string name, TimeSpan otherwise, Func<string, string?> variable, List<string> faults)
    {
        if (Given(name, variable) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeout)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        faults.Add($"The environment variable {name} expects a number of seconds from 1 to {LongestTimeout:N0}; found '{text}'.");
        return otherwise;
    }

    private static string? FolderOf(string name, Func<string, string?> variable) => Given(name, variable) switch
    {
        "~" => UserFolder,
        ['~', '/', .. var rest] => Path.Combine(UserFolder, rest),
        var path => path,
    };

    private static string? Given(string name, Func<string, string?> variable)
        => variable(name)?.Trim() is { Length: > 0 } text ? text : null;
}
