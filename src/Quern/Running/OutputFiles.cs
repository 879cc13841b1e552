using Quern.Formats;
using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Writes the outputs of a run from the shards of its last segment, and remembers what was written from which segment:
/// a rerun leaves a file alone that is still what it wrote, and refuses to replace one that is not.
/// </summary>
internal static class OutputFiles
{
    /// <summary>Refuses outputs that exist and were not written by this run folder, before any work is done.</summary>
    public static void Check(IReadOnlyList<OutputFile> outputs, bool force, RunFolder folder, Segment last)
    {
        var known = RunJson.TryRead<OutputRecord>(folder.Outputs);
        var foreign = outputs.Where(o => !force && File.Exists(o.Path) && known?.Knows(o.Path) != true);
        var faults = foreign.Select(static o => $"{o.Path} exists already and was not written by this run (or was changed since). Use --force to replace it, or name another file.").ToList();
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    /// <summary>Writes every output that is not there yet.</summary>
    public static IReadOnlyList<WrittenFile> Write(
        IReadOnlyList<OutputFile> outputs,
        IReadOnlyList<Shard> shards,
        RunSettings settings,
        RunFolder folder,
        Segment last,
        ICollection<string> notes,
        CancellationToken cancel,
        out bool allThere)
    {
        var known = RunJson.TryRead<OutputRecord>(folder.Outputs);
        var rows = shards.Sum(static s => s.Rows);
        var written = new List<WrittenFile>();
        var files = new List<WrittenOutput>();
        allThere = true;
        foreach (var output in outputs)
        {
            if (known is null || known.Segment != last.FolderName || !known.Knows(output.Path))
            {
                allThere = false;
                foreach (var note in ShardCopy.Write(shards, output, settings.Workers, cancel))
                {
                    notes.Add($"{output.Path}: {note}");
                }
            }

            var file = new FileInfo(output.Path);
            files.Add(new WrittenOutput(Path.GetFullPath(output.Path), file.Length, file.LastWriteTimeUtc.Ticks));
            written.Add(new WrittenFile(output.Path, rows, file.Length));
            // Written after each file, so that a kill between two outputs does not make the first look like a stranger's.
            RunJson.Write(folder.Outputs, new OutputRecord(last.FolderName, Merge(files, known)));
        }

        return written;
    }

    private static IReadOnlyList<WrittenOutput> Merge(List<WrittenOutput> files, OutputRecord? known)
        => [.. files, .. (known?.Files ?? []).Where(k => files.TrueForAll(f => f.Path != k.Path))];
}

/// <summary>What a run folder has written.</summary>
/// <param name="Segment">The segment from which.</param>
/// <param name="Files">The files.</param>
internal sealed record OutputRecord(string Segment, IReadOnlyList<WrittenOutput> Files)
{
    /// <summary>Whether a file is still as it was written.</summary>
    public bool Knows(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && Files.Any(f => f.Path == file.FullName && f.Bytes == file.Length && f.Changed == file.LastWriteTimeUtc.Ticks);
    }
}

/// <summary>A file as it was when it had been written.</summary>
/// <param name="Path">Its full name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Changed">Its time of change, in ticks.</param>
internal sealed record WrittenOutput(string Path, long Bytes, long Changed);
