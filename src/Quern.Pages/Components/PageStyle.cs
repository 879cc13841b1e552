namespace Quern.Pages.Components;

/// <summary>How the page looks, by day and by night, on screens and on paper.</summary>
internal static class PageStyle
{
    /// <summary>The rules.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(PageStyle).Assembly.GetManifestResourceStream("Quern.Pages.page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
