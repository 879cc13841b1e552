using Quern.Dedup.Reading;
using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Dedup.Files;

/// <summary>The rows that are there already: files as they are where they hold a row a line, others brought into that form, and indexes.</summary>
/// <param name="options">Which, and how they are compared.</param>
/// <param name="workFolder">Takes files that had to be brought into form.</param>
internal sealed class KnownFiles(DedupOptions options, string workFolder)
{
    /// <summary>How many of their rows could not be read, and so were not compared.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Opens all of them.</summary>
    public IReadOnlyList<RowFile> Open(CancellationToken cancel)
    {
        var faults = new List<string>();
        var files = new List<RowFile>();
        foreach (var path in options.Against ?? [])
        {
            if (SavedIndex.Is(path))
            {
                SavedIndex.Check(path, options);
                files.Add(RowFile.Of(path, path) with { IsKnown = true, IsIndex = true });
            }
            else
            {
                files.AddRange(InputFiles.Expand([path], faults).Select((file, i) => Open(file, $"known-{files.Count + i:00000}.jsonl", cancel)));
            }
        }

        return faults.Count == 0 ? files : throw new RecipeFault(faults);
    }

    private RowFile Open(InputFile file, string name, CancellationToken cancel)
    {
        if (DirectRows.Serve(file))
        {
            return RowFile.Of(file.Path, file.Path) with { IsKnown = true };
        }

        var path = Path.Combine(workFolder, name);
        Directory.CreateDirectory(workFolder);
        var source = new SourceSpec(file.Path, [new LocalFile(file)]);
        using var fill = new SourceFill(source, 0, FileStretch.All(source), default, workFolder, mayBeShort: false);
        using var interrupt = cancel.Register(fill.Interrupt);
        using var landing = Landing.Begin(path, force: true);
        var (batch, check) = (new RowBatch(), new RowCheck());
        while (fill.Fill(batch, out _))
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.IsBroken(i, out _) || (!batch.Trusted && !check.Passes(batch[i], out _)))
                {
                    Unreadable++;
                    continue;
                }

                landing.Write(batch[i]);
                landing.Write("\n"u8);
            }
        }

        landing.Complete(durable: false);
        return RowFile.Of(path, file.Path) with { IsKnown = true, IsChecked = true };
    }
}
