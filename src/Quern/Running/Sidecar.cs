using Quern.Rows;

namespace Quern.Running;

/// <summary>The files that a single verb leaves beside its output.</summary>
internal static class Sidecar
{
    /// <summary>The statistics of <c>x.jsonl</c> go to <c>x.stats.json</c>.</summary>
    public static string Stats(string output) => Stem(output) + ".stats.json";

    /// <summary>What the files beside the parts of a split are called after: one ledger is that of all parts in a folder.</summary>
    public static string SplitIn(string folder) => Path.Combine(folder, "split.jsonl");

    /// <summary>The rejected rows of <c>x.jsonl</c> go to <c>x.rejects.jsonl</c>.</summary>
    public static string Rejects(string output) => Stem(output) + ".rejects.jsonl";

    /// <summary>Refuses a run whose files beside the output would replace one of its own inputs, or what is there already.</summary>
    public static void Check(RunSpec spec, bool force)
    {
        var output = spec.Beside;
        if (output == "-")
        {
            return;
        }

        var beside = new[] { Stats(output), Rejects(output) }.Select(Path.GetFullPath).ToList();
        var taken = spec.Sources.SelectMany(static s => s.Files).Select(static f => f.Path).OfType<string>().Where(p => p != "-" && beside.Contains(Path.GetFullPath(p)));
        var faults = taken.Select(p => $"{p} is an input, and {output} would leave a file of that name beside it; choose another output name.").ToList();
        faults.AddRange(spec.Outputs.Where(o => o.Path != "-" && beside.Contains(Path.GetFullPath(o.Path))).Select(static o => $"{o.Path} is an output, and the statistics or the rejected rows go to a file of that name; choose another name."));
        faults.AddRange(beside.Where(p => faults.Count == 0 && !force && File.Exists(p))
            .Select(p => $"{Path.GetRelativePath(Environment.CurrentDirectory, p)} exists already, and {output} would leave a file of that name beside it. Use --force to replace it, or name another output."));
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    /// <summary>
    /// Writes the statistics, then gives the outputs their names, and so the result of the verb. In this order an output that
    /// has its name has everything beside it; one that fails takes what is beside it along.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="ledger">The fates of its rows; it is told of the outputs.</param>
    /// <param name="stats">What is written as statistics: the ledger, or more than that.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="hasRejects">Whether rejected rows were written.</param>
    /// <param name="durable">Whether the outputs are forced to the disk.</param>
    public static RunResult Finish(RunSpec spec, Ledger ledger, object stats, IReadOnlyList<FilledOutput> outputs, bool hasRejects, bool durable)
    {
        IReadOnlyList<WrittenFile> written;
        var (named, hasStats) = (new List<string>(), false);
        try
        {
            written = [.. outputs.Select(static o => o.Seal())];
            if (spec.Beside != "-")
            {
                ledger.Tolerated = ledger.Quarantined <= spec.Tolerance * ledger.Read;
                ledger.Outputs.AddRange(written.Select(static w => new LedgerOutput(Path.GetFileName(w.Path), w.Rows, w.Bytes, w.Crc32c!) { Part = w.Part }));
                RunJson.Write(Stats(spec.Beside), stats);
                hasStats = true;
            }

            foreach (var output in outputs)
            {
                output.Writer.Complete(durable);
                named.Add(output.File.Path);
            }
        }
        catch when (spec.Beside != "-")
        {
            named.ForEach(File.Delete);
            // What an earlier run left beside its output stays as long as that output does.
            if (hasStats)
            {
                File.Delete(Stats(spec.Beside));
            }

            if (hasRejects)
            {
                File.Delete(Rejects(spec.Beside));
            }

            throw;
        }

        return new RunResult(
            ledger, written, hasRejects ? [Rejects(spec.Beside)] : [], Folder: null, RunExecutor.IsComplete(spec, ledger), UpToDate: false, Shards: [])
        {
            Notes = [.. outputs.SelectMany(o => o.Writer.Notes.Select(note => outputs.Count == 1 ? note : $"{o.File.Path}: {note}"))],
        };
    }

    private static string Stem(string output)
    {
        var name = output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output[..^3] : output;
        return Path.ChangeExtension(name, null);
    }
}
