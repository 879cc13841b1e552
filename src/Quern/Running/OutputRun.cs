using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// A run for one output, long enough to be worth resuming: its run folder lies beside the output while it is at work, is
/// left there when it is stopped, and is removed when the output has its name.
/// </summary>
internal sealed class OutputRun(RunSpec spec, RunSettings settings, RunProgress progress, CancellationToken cancel)
{
    /// <summary>The run folder of an output.</summary>
    public static string FolderOf(string output) => output + ".build";

    /// <summary>Runs, or goes on.</summary>
    /// <param name="stats">Makes of the ledger what is written as statistics.</param>
    public RunResult Run(Func<Ledger, object> stats)
    {
        var output = spec.Outputs[0].Path;
        var path = settings.Folder!;
        RunResult result;
        RefuseAnother(path, output);
        using (var folder = RunFolder.Open(path))
        using (new ProgressFile(RunFolder.ProgressOf(path), progress))
        {
            var inside = new FolderRun(spec with { Outputs = [] }, settings, folder, progress, cancel).Run();
            progress.Begin("writing " + Path.GetFileName(output), 0);
            result = RunExecutor.Finish(spec, settings, inside, stats(inside.Ledger), cancel);
        }

        Directory.Delete(path, recursive: true);
        return result with { Shards = [] };
    }

    // What was done before is of use only to the same work on the same inputs; it is not thrown away unasked.
    private void RefuseAnother(string path, string output)
    {
        var segments = RunFolder.SegmentsOf(path);
        var known = Directory.Exists(segments) ? Directory.GetDirectories(segments) : [];
        if (known.Length > 0 && Segment.Cut(spec).All(s => !Directory.Exists(Path.Combine(segments, s.FolderName))))
        {
            throw new RecipeFault($"{path} holds a build of {output} with other sources, steps or options, or of files that have changed since. Go on with the same, or begin anew (--force).");
        }
    }
}
