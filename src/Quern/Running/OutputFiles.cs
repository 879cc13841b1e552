using Quern.Formats;
using Quern.Formats.Shards;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Writes the outputs of a run from the shards of its last segment, and remembers what was written from which rows: a
/// rerun leaves a file alone that is still what it wrote, and refuses to replace one that is not.
/// </summary>
internal sealed class OutputFiles(IReadOnlyList<OutputFile> outputs, RunFolder folder, Segment last, IReadOnlyList<Shard> shards)
{
    /// <summary>Whether every output is there as this run would write it.</summary>
    public bool AllThere => outputs.All(IsThere);

    /// <summary>Refuses outputs that exist and were not written by this run folder, before any work is done.</summary>
    public static void Check(IReadOnlyList<OutputFile> outputs, bool force, RunFolder folder)
    {
        var record = OutputRecord.Of(folder);
        var faults = new List<string>();
        foreach (var output in outputs)
        {
            if (Directory.Exists(output.Path))
            {
                faults.Add($"{output.Path} is a folder; the name of a file was expected.");
            }
            else if (!force && File.Exists(output.Path) && !record.MayReplace(output.Path))
            {
                faults.Add($"{output.Path} exists already and was not written by this run (or was changed since). Use --force to replace it, or name another file.");
            }
        }

        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }
    }

    /// <summary>Writes every output that is not there yet.</summary>
    public void Write(int workers, CancellationToken cancel)
    {
        foreach (var output in outputs.Where(o => !IsThere(o)))
        {
            // Announced first: a run that is killed behind the last rename must find that this file is its own.
            var announced = new WrittenOutput(Path.GetFullPath(output.Path), output.Format, RowsOf(output), Bytes: 0, Changed: 0, Finished: false);
            OutputRecord.Of(folder).With(announced).Save(folder);
            var filled = ShardCopy.Fill(shards, output, workers, cancel);
            using var writer = filled.Writer;
            var (mark, notes) = (writer.Seal(), writer.Notes);
            writer.Complete(durable: true);
            var file = new FileInfo(output.Path);
            OutputRecord.Of(folder).With(announced with { Bytes = mark.Bytes, Changed = file.LastWriteTimeUtc.Ticks, Crc32c = FilledOutput.TextOf(mark.Checksum), Finished = true, Notes = notes }).Save(folder);
        }
    }

    /// <summary>The outputs as they lie there.</summary>
    public IReadOnlyList<WrittenFile> Written()
    {
        var record = OutputRecord.Of(folder);
        return [.. outputs.Select(o => new WrittenFile(o.Path, ShardCopy.For(o, shards).Sum(static s => s.Rows), new FileInfo(o.Path).Length) { Crc32c = record.Find(o.Path)?.Crc32c, Part = o.Part })];
    }

    /// <summary>What the writers had to say about the outputs, also when they were written by an earlier run.</summary>
    public IReadOnlyList<string> Notes()
    {
        var record = OutputRecord.Of(folder);
        return [.. outputs.SelectMany(o => (record.Find(o.Path)?.Notes ?? []).Select(note => $"{o.Path}: {note}"))];
    }

    private string RowsOf(OutputFile output) => last.FolderName + " " + Marker.InputOf(ShardCopy.For(output, shards));

    private bool IsThere(OutputFile output)
        => OutputRecord.Of(folder).Find(output.Path) is { } known && known.Rows == RowsOf(output) && known.Format == output.Format && known.IsUnchanged;
}
