using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Quern.Page.Tests;

public sealed class PageInBrowserTests(Chromium chromium, ReportedRuns runs) : IClassFixture<Chromium>, IClassFixture<ReportedRuns>
{
    private static readonly string Pictures = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "pictures"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_page_stands_alone_and_runs_nothing(bool isHostile)
    {
        await using var opened = await chromium.OpenAsync(isHostile ? runs.HostilePage : runs.Demo);
        await opened.UnfoldAsync();
        opened.Requests.ShouldAllBe(static url => url.StartsWith("file://", StringComparison.Ordinal));
        opened.Requests.Count.ShouldBe(1);
        opened.Said.ShouldBeEmpty();
        (await opened.Page.Locator("script, img, link, iframe, object").CountAsync()).ShouldBe(0);
        (await opened.Page.Locator("style").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_shows_the_ledgers_numbers()
    {
        await using var opened = await chromium.OpenAsync(runs.Demo);
        var stats = runs.DemoStats();
        foreach (var word in new[] { "read", "kept", "dropped", "quarantined" })
        {
            var shown = await opened.Page.Locator($".big.{word} b").TextContentAsync();
            shown.ShouldBe(stats.GetProperty(word).GetInt64().ToString("N0", CultureInfo.InvariantCulture), word);
        }

        (await opened.Page.TitleAsync()).ShouldBe("demo: report");
        (await opened.Page.Locator("details.row").CountAsync()).ShouldBe(100);
        (await opened.Page.Locator("#cost").TextContentAsync())!.ShouldContain("No calls to models");
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text()
    {
        await using var opened = await chromium.OpenAsync(runs.HostilePage);
        await opened.UnfoldAsync();
        (await opened.Page.Locator("#sources th", new() { HasText = "first </title>" }).CountAsync()).ShouldBe(1);
        (await opened.Page.Locator("dd.text", new() { HasText = "</script><script>alert('run')</script>" }).CountAsync()).ShouldBeGreaterThan(0);
        (await opened.Page.Locator("dd.text", new() { HasText = "\uFFFDevil\uFFFD" }).CountAsync()).ShouldBeGreaterThan(0);
        (await opened.Page.Locator("dt", new() { HasText = "tags[1].b[2].c" }).CountAsync()).ShouldBe(100);
        (await opened.Page.Locator("#duplicates, #rows, #samples, #faults").CountAsync()).ShouldBe(4);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 400)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task The_page_is_accessible_in_both_themes_and_at_any_width(ColorScheme scheme, int width)
    {
        foreach (var (name, file) in new[] { ("demo", runs.Demo), ("hostile", runs.HostilePage) })
        {
            await using var opened = await chromium.OpenAsync(file, scheme, width);
            await TakePictureAsync(opened.Page, $"{name}-{scheme}-{width}");
            var scrolls = await opened.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            scrolls.ShouldBeFalse($"{name} is wider than {width}");
            await opened.ShortenAsync();
            await opened.UnfoldAsync();
            var found = await opened.Page.RunAxe();
            found.Violations.Select(Describe).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_page_can_be_printed()
    {
        await using var opened = await chromium.OpenAsync(runs.Demo, ColorScheme.Dark);
        var pdf = await opened.Page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Pictures).FullName, "demo.pdf"), pdf, TestContext.Current.CancellationToken);
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    // Nothing is compared with these: they are for people to look at.
    private static Task TakePictureAsync(IPage page, string name)
        => page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, name.ToLowerInvariant() + ".png"), FullPage = true });

    private static string Describe(AxeResultItem violation)
        => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(static n => n.Html))}";
}
