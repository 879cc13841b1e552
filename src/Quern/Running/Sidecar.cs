namespace Quern.Running;

/// <summary>The files that a single verb leaves beside its output.</summary>
internal static class Sidecar
{
    /// <summary>The statistics of <c>x.jsonl</c> go to <c>x.stats.json</c>.</summary>
    public static string Stats(string output) => Stem(output) + ".stats.json";

    /// <summary>The rejected rows of <c>x.jsonl</c> go to <c>x.rejects.jsonl</c>.</summary>
    public static string Rejects(string output) => Stem(output) + ".rejects.jsonl";

    /// <summary>Writes the statistics and gives the result of the verb.</summary>
    public static RunResult Finish(RunSpec spec, Ledger ledger, long rows, bool hasRejects)
    {
        var output = spec.Outputs[0].Path;
        if (output != "-")
        {
            RunJson.Write(Stats(output), ledger);
        }

        var written = new WrittenFile(output, rows, output == "-" ? 0 : new FileInfo(output).Length);
        return new RunResult(
            ledger, [written], hasRejects ? [Rejects(output)] : [], Folder: null, RunExecutor.IsComplete(spec, ledger), UpToDate: false, Shards: []);
    }

    private static string Stem(string output)
    {
        var name = output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output[..^3] : output;
        return Path.ChangeExtension(name, null);
    }
}
