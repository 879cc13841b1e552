using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

/// <summary>All that a finished run left behind and said, in a form that can be compared with another run's.</summary>
internal static class RunTraces
{
    /// <summary>
    /// A line for each file in a run's folders, with the checksum of its bytes, and the printed summary. Only two have no
    /// checksum: the record of outputs, which holds their times of change, and the timings.
    /// </summary>
    public static IReadOnlyList<string> Of(QuernProgram quern, Outcome outcome, params IEnumerable<string> folders)
    {
        var traces = new List<string>();
        foreach (var path in folders.SelectMany(folder => Directory.GetFiles(quern.At(folder), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            var sum = Path.GetFileName(path) is "outputs.json" or "timings.json" ? "" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            traces.Add($"{Path.GetRelativePath(quern.Folder, path)} {sum}");
        }

        traces.Add($"exit {outcome.Exit}");
        traces.Add(Summary(outcome));
        return traces;
    }

    /// <summary>What <c>--json</c> printed, without what may differ: how long it took, and whether anything was left to do.</summary>
    private static string Summary(Outcome outcome)
    {
        var summary = JsonNode.Parse(outcome.Output)!.AsObject();
        summary.Remove("seconds").ShouldBeTrue();
        summary.Remove("up_to_date").ShouldBeTrue();
        return summary.ToJsonString();
    }

    /// <summary>When each file in the folders was changed last.</summary>
    public static IReadOnlyDictionary<string, long> Times(QuernProgram quern, params IEnumerable<string> folders)
        => folders.SelectMany(folder => Directory.GetFiles(quern.At(folder), "*", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetRelativePath(quern.Folder, path), static path => File.GetLastWriteTimeUtc(path).Ticks);
}
