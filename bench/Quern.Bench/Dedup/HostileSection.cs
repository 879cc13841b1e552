using System.Globalization;
using System.Text;
using Quern.Bench.Dedup.Scoring;
using Quern.Bench.Measuring;

namespace Quern.Bench.Dedup;

/// <summary>Quern on hostile sets: how long it takes, and whether it keeps what it should. What does not end is ended, and said.</summary>
internal static class HostileSection
{
    /// <summary>Runs all sets and gives the section.</summary>
    public static string Run(BenchSettings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## Deduplication: hostile sets{settings.Dedup.Handed.Replace(" --", ", --", StringComparison.Ordinal)}\n\n")
            .Append("| Rows are | Rows | MB | Options | Runs | Wall s (min-max) | CPU s | Peak MB | Kept | Should be |\n|---|---:|---:|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (var set in HostileSets.Of(settings.Dedup))
        {
            var input = Path.Combine(settings.Folder, "hostile.jsonl");
            set.Write(input);
            foreach (var task in set.Tasks)
            {
                Measure(text, set, task, input, "", settings);
                Measure(text, set, task, input, "--method minhash", settings);
            }

            File.Delete(input);
        }

        return text.Append(CultureInfo.InvariantCulture, $"""

            *Should be* is what an exact answer keeps; MinHash may keep a few more. A run that has used {settings.Dedup.CpuLimit} CPU seconds is ended.

            """).ToString();
    }

    private static void Measure(StringBuilder text, HostileSet set, HostileTask task, string input, string method, BenchSettings settings)
    {
        var output = Path.Combine(settings.Folder, "hostile-out.jsonl");
        string[] written = [output, Path.ChangeExtension(output, ".rejects.jsonl"), Path.ChangeExtension(output, ".stats.json")];
        var options = $"{task.Options} {method}".Trim();
        var command = $"prlimit --cpu={settings.Dedup.CpuLimit} {settings.Quern} dedup {input} --by instruction,response{settings.Dedup.Handed} {options} -o {output} --force 2>/dev/null";
        var costs = new List<Cost>();
        do
        {
            Contender.Remove(written);
            costs.Add(ChildProcess.Run(command));
        }
        while (costs.Count < settings.Runs && costs[^1].ExitCode == 0);
        var wall = costs.Select(static c => c.Wall).Order().ToList();
        text.Append(CultureInfo.InvariantCulture, $"| {set.Name} | {set.Rows:N0} | {new FileInfo(input).Length / 1e6:0} | {options} | {costs.Count} ")
            .Append(CultureInfo.InvariantCulture, $"| {Cost.Median(wall):0.000} ({wall[0]:0.000}-{wall[^1]:0.000}) | {Cost.Median(costs.Select(static c => c.Cpu)):0.000} | {Cost.Median(costs.Select(static c => (double)c.PeakBytes)) / 1e6:0} ")
            .Append(CultureInfo.InvariantCulture, $"| {Kept(costs[^1], output, settings.Dedup.CpuLimit)} | {task.Keeps:N0} |\n");
        Contender.Remove(written);
    }

    private static string Kept(Cost cost, string output, int limit) => cost switch
    {
        { ExitCode: 0 } => Lines.Count(output).ToString("N0", CultureInfo.InvariantCulture),
        _ when cost.Cpu >= limit - 1 => "ended at the limit",
        _ => $"ended with {cost.ExitCode}",
    };
}
