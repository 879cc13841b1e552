using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Quern.Formats;
using Quern.Pages.Components;
using Quern.Pages.Gathering;
using Quern.Pages.Model;
using Quern.Running;

namespace Quern.Pages;

/// <summary>The page about a run or about the output of a verb: one file that needs nothing else.</summary>
internal static class ReportPage
{
    /// <summary>What lies at a place: a run folder, or the output of a verb with its ledger beside it.</summary>
    public static Subject Find(string place) => SubjectReader.Read(place);

    /// <summary>Brings together what stands on the page.</summary>
    public static ReportModel Gather(Subject subject, PageOptions options, TimeProvider time, RunProgress progress, CancellationToken cancel)
        => new Gatherer(subject, options).Gather(time.GetUtcNow(), progress, cancel);

    /// <summary>Writes the page.</summary>
    public static void Write(string path, ReportModel model)
    {
        using var landing = Landing.Begin(path, force: true);
        landing.Write(Encoding.UTF8.GetBytes(Render(model)));
        landing.Complete(durable: false);
    }

    /// <summary>The page as HTML.</summary>
    public static string Render(ReportModel model)
        // Awaited on other threads: components may come back to the one that asked, which waits.
        => Task.Run(() => RenderAsync(model)).GetAwaiter().GetResult();

    private static async Task<string> RenderAsync(ReportModel model)
    {
        using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ReportDocument.Model)] = model });
            var page = await renderer.RenderComponentAsync<ReportDocument>(parameters).ConfigureAwait(false);
            return page.ToHtmlString();
        }).ConfigureAwait(false);
    }
}
