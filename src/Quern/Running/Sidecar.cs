using Quern.Rows;

namespace Quern.Running;

/// <summary>The files that a single verb leaves beside its output.</summary>
internal static class Sidecar
{
    /// <summary>The statistics of <c>x.jsonl</c> go to <c>x.stats.json</c>.</summary>
    public static string Stats(string output) => Stem(output) + ".stats.json";

    /// <summary>The rejected rows of <c>x.jsonl</c> go to <c>x.rejects.jsonl</c>.</summary>
    public static string Rejects(string output) => Stem(output) + ".rejects.jsonl";

    /// <summary>Refuses a run whose files beside the output would replace one of its own inputs, or what is there already.</summary>
    public static void Check(RunSpec spec, bool force)
    {
        var output = spec.Outputs[0].Path;
        if (output == "-")
        {
            return;
        }

        var beside = new[] { Stats(output), Rejects(output) }.Select(Path.GetFullPath).ToList();
        var taken = spec.Sources.SelectMany(static s => s.Files).Select(static f => f.Path).OfType<string>().Where(p => p != "-" && beside.Contains(Path.GetFullPath(p)));
        var faults = taken.Select(p => $"{p} is an input, and {output} would leave a file of that name beside it; choose another output name.").ToList();
        faults.AddRange(beside.Where(p => faults.Count == 0 && !force && File.Exists(p))
            .Select(p => $"{Path.GetRelativePath(Environment.CurrentDirectory, p)} exists already, and {output} would leave a file of that name beside it. Use --force to replace it, or name another output."));
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    /// <summary>
    /// Writes the statistics, then gives the output its name, and so the result of the verb. In this order an output that
    /// has its name has everything beside it; one that fails takes what is beside it along.
    /// </summary>
    public static RunResult Finish(RunSpec spec, Ledger ledger, long rows, bool hasRejects, Action complete)
        => Finish(spec, ledger, ledger, rows, hasRejects, complete);

    /// <summary>The same with statistics that say more than the ledger.</summary>
    public static RunResult Finish<T>(RunSpec spec, Ledger ledger, T stats, long rows, bool hasRejects, Action complete)
    {
        var output = spec.Outputs[0].Path;
        try
        {
            if (output != "-")
            {
                RunJson.Write(Stats(output), stats);
            }

            complete();
        }
        catch when (output != "-")
        {
            File.Delete(Stats(output));
            File.Delete(Rejects(output));
            throw;
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
