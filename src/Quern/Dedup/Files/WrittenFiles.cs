using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Dedup.Files;

/// <summary>The files that deduplication writes: each has a name of its own, and none is a file that is read, not even by force.</summary>
/// <param name="spec">Sources and output.</param>
/// <param name="extras">What is written beside the rows.</param>
/// <param name="options">Known files, and the index.</param>
internal sealed class WrittenFiles(RunSpec spec, DedupExtras extras, DedupOptions options)
{
    /// <summary>Stops when a file is written twice, is read too, or is there already.</summary>
    public void Check(bool force)
    {
        var output = spec.Outputs[0].Path;
        List<string> asked = [.. new[] { output, extras.Clusters, extras.Page?.Path, options.SaveIndex }.OfType<string>().Where(static p => p != "-")];
        IEnumerable<string> all = output == "-" ? asked : [.. asked, Sidecar.Stats(output), Sidecar.Rejects(output)];
        if (all.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(static f => f.Count() > 1) is { } twice)
        {
            throw new RecipeFault($"{twice.First()} is named for two things that are written; each needs a file of its own.");
        }

        var read = Read().Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        if (all.FirstOrDefault(p => read.Contains(Path.GetFullPath(p))) is { } both)
        {
            throw new RecipeFault($"{both} is read, and would be replaced by something else; name another file.");
        }

        asked.ForEach(path => Landing.Refuse(path, force));
    }

    /// <summary>Stops when the folder for what a stopped run leaves is somebody else's: it would be removed at the end.</summary>
    public static void CheckFolder(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !RunFolder.IsMade(path)))
        {
            throw new RecipeFault($"{path} is there already, and not from a stopped run; what does not fit into memory goes there. Move it away, or name another output.");
        }
    }

    // An index may be replaced by its successor.
    private IEnumerable<string> Read()
        => spec.Sources.SelectMany(static s => s.Files).Select(static f => f.Path).OfType<string>().Where(static p => p != "-")
            .Concat(KnownFiles.Of(options.Against ?? [], []).Where(f => f.Rows is not null || options.SaveIndex is null || Path.GetFullPath(f.Path) != Path.GetFullPath(options.SaveIndex)).Select(static f => f.Path));
}
