using System.Globalization;
using System.Text;

namespace Quern.Bench.Measuring;

/// <summary>
/// Commands that are compared on the same input. They take turns (A B C A B C ...), so that whatever the machine does
/// meanwhile falls on all of them; the first turn only warms the cache.
/// </summary>
/// <param name="Title">The table's title.</param>
/// <param name="Contenders">The commands.</param>
/// <param name="Note">What has to be known to read the table; empty for nothing.</param>
internal sealed record Suite(string Title, IReadOnlyList<Contender> Contenders, string Note = "")
{
    /// <summary>Runs all turns and gives the table.</summary>
    public string Run(BenchSettings settings)
    {
        for (var turn = 0; turn <= settings.Runs; turn++)
        {
            foreach (var contender in Contenders)
            {
                contender.Run(counted: turn > 0);
            }
        }

        Contender.Remove([.. Contenders.Select(static c => c.Output).OfType<string>(), .. Contenders.SelectMany(static c => c.Clears)]);
        return Table();
    }

    private string Table()
    {
        var text = new StringBuilder($"\n## {Title}\n\n| Command | Runs | Wall s (min-max) | CPU s | Peak MB | In MB/s | Out MB/s | Time to the first's |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        var first = Contenders[0].Median(static x => x.Wall);
        foreach (var c in Contenders)
        {
            var wall = c.Median(static x => x.Wall);
            var inBytes = c.Input is null ? 0 : new FileInfo(c.Input).Length;
            text.Append(CultureInfo.InvariantCulture, $"| {c.Name} | {c.Costs.Count} | {wall:0.000} ({c.Costs.Min(static x => x.Wall):0.000}-{c.Costs.Max(static x => x.Wall):0.000}) ")
                .Append(CultureInfo.InvariantCulture, $"| {c.Median(static x => x.Cpu):0.000} | {c.Median(static x => x.PeakBytes) / 1e6:0} ")
                .Append(CultureInfo.InvariantCulture, $"| {Rate(inBytes, wall)} | {Rate(c.OutputBytes, wall)} | {wall / first:0.00} |\n");
        }

        return (Note.Length > 0 ? text.Append(CultureInfo.InvariantCulture, $"\n{Note}\n") : text).ToString();
    }

    private static string Rate(long bytes, double seconds) => bytes == 0 ? "" : (bytes / 1e6 / seconds).ToString("0", CultureInfo.InvariantCulture);
}
