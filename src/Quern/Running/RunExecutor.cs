using Quern.Formats;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>Carries out a run on this machine.</summary>
internal static class RunExecutor
{
    /// <summary>Runs everything, or the part that an earlier run of the same folder left undone.</summary>
    public static RunResult Execute(RunSpec spec, RunSettings settings, RunProgress progress, CancellationToken cancel)
    {
        if (settings.Folder is { } path)
        {
            using var folder = RunFolder.Open(path);
            using var file = new ProgressFile(RunFolder.ProgressOf(path), progress);
            return new FolderRun(spec, settings, folder, progress, cancel).Run();
        }

        return spec.Steps.All(static s => s.Entry.Kind == StepKind.Row)
            ? new VerbRun(spec, settings, progress, cancel).Run()
            : InTemporaryFolder(spec, settings, progress, cancel);
    }

    /// <summary>Whether a result is whole: the target is reached, no source broke off, and no more rows were quarantined than tolerated.</summary>
    public static bool IsComplete(RunSpec spec, Ledger ledger)
        => !(ledger.Kept < spec.Target) && ledger.ShortSources.Count == 0 && ledger.Unmet.Count == 0 && ledger.Quarantined <= spec.Tolerance * ledger.Read;

    // A verb that needs the whole dataset runs like a recipe, in a folder that is removed at the end.
    private static RunResult InTemporaryFolder(RunSpec spec, RunSettings settings, RunProgress progress, CancellationToken cancel)
    {
        foreach (var output in spec.Outputs.Where(static o => o.Path != "-"))
        {
            Landing.Refuse(output.Path, settings.Force);
        }

        Sidecar.Check(spec, settings.Force);

        // Locked before it is ours to remove: another run may be at work on the same output.
        var path = TemporaryFolder.PathBeside(spec.Beside);
        var isFirstThere = !Directory.Exists(Path.GetDirectoryName(path));
        using var folder = RunFolder.Open(path);
        using var temporary = TemporaryFolder.Own(path, isFirstThere);
        var inside = spec with { Outputs = [] };
        var result = new FolderRun(inside, settings, folder, progress, cancel).Run();
        if (result.Ledger.ShortSources.Count > 0)
        {
            throw new SourceFault(result.Ledger.ShortSources.First().Value);
        }

        return Finish(spec, settings, result, result.Ledger, cancel);
    }

    /// <summary>Brings what a run folder holds to the outputs of a verb: rejected rows and statistics beside them, then the rows under their names.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="settings">How it is carried out.</param>
    /// <param name="result">What the run in the folder left.</param>
    /// <param name="stats">What is written as statistics.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RunResult Finish(RunSpec spec, RunSettings settings, RunResult result, object stats, CancellationToken cancel)
    {
        var copies = new List<FilledOutput>();
        try
        {
            copies.AddRange(spec.Outputs.Select(o => ShardCopy.Fill(result.Shards, o, settings.Workers, cancel)));
            var hasRejects = spec.Beside != "-" && JoinRejects(result.RejectFiles, Sidecar.Rejects(spec.Beside));
            return Sidecar.Finish(spec, result.Ledger, stats, copies, hasRejects, durable: true) with { IsBelowTarget = result.IsBelowTarget };
        }
        finally
        {
            copies.ForEach(static c => c.Writer.Dispose());
        }
    }

    private static bool JoinRejects(IReadOnlyList<string> files, string path)
    {
        using var rejects = new RejectsFile(path);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            var block = new byte[1 << 16];
            while (stream.Read(block) is > 0 and var read)
            {
                rejects.Append(block.AsSpan(0, read));
            }
        }

        return rejects.Complete(durable: false);
    }
}
