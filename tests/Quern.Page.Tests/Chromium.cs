using Microsoft.Playwright;

namespace Quern.Page.Tests;

/// <summary>The browser of this machine. Where there is none, a test that needs it is skipped and says so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts the browser, when there is one.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Program is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] });
        }
    }

    /// <summary>Opens a file as somebody would who was sent it. What it asks of a network or says on the console is kept.</summary>
    internal async Task<OpenPage> OpenAsync(string file, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Assert.SkipWhen(_browser is null, "Chromium was not found; install it (package chromium).");
        var context = await _browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var opened = new OpenPage(await context.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A page that is open, with all that it did.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Said.Add(message.Text);
        page.PageError += (_, error) => Said.Add(error);
        page.Dialog += (_, dialog) =>
        {
            Said.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What it asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What it said on the console or in a dialog.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Opens everything that can be folded away, so that it is checked too.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

    /// <summary>Leaves only the first rows to read: they are all alike, and to check a hundred takes minutes.</summary>
    public Task ShortenAsync() => Page.EvaluateAsync("[...document.querySelectorAll('details.row')].slice(8).forEach(d => d.remove())");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
