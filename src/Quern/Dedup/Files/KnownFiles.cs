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

    /// <summary>The files that paths name, in their order; an index is known by its first bytes.</summary>
    /// <param name="paths">What the user named.</param>
    /// <param name="faults">Takes what cannot be found or read.</param>
    public static IReadOnlyList<KnownFile> Of(IReadOnlyList<string> paths, ICollection<string> faults)
    {
        var files = new List<KnownFile>();
        foreach (var path in paths)
        {
            if (IsPipe(path))
            {
                faults.Add($"{path} is a pipe, and rows to compare with are read more than once. Write them into a file first.");
            }
            else
            {
                files.AddRange(SavedIndex.Is(path) ? [new KnownFile(path, null)] : InputFiles.Expand([path], faults).Select(static f => new KnownFile(f.Path, f)));
            }
        }

        return files;
    }

    /// <summary>What is wrong with the files that options name.</summary>
    public static IEnumerable<string> Faults(DedupOptions options)
    {
        var faults = new List<string>();
        var files = Of(options.Against ?? [], faults);
        faults.AddRange(files.Where(static f => f.Rows is null).Select(f => SavedIndex.Fault(f.Path, options)).OfType<string>());
        return faults;
    }

    /// <summary>What is wrong with files that must hold rows.</summary>
    public static IEnumerable<string> RowFaults(IReadOnlyList<string> paths)
    {
        var faults = new List<string>();
        var indexes = Of(paths, faults).Where(static f => f.Rows is null);
        return [.. faults, .. indexes.Select(static f => $"{f.Path} is an index, which holds no texts; name the files of the rows.")];
    }

    /// <summary>Opens all of them.</summary>
    public IReadOnlyList<RowFile> Open(CancellationToken cancel)
    {
        var faults = new List<string>();
        var files = Of(options.Against ?? [], faults);
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        return [.. files.Select((file, i) => file.Rows is { } rows
            ? Open(rows, $"known-{i:00000}.jsonl", cancel)
            : RowFile.Of(file.Path, file.Path) with { IsKnown = true, IsIndex = true })];
    }

    private static bool IsPipe(string path)
    {
        if (path == "-")
        {
            return true;
        }

        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who reads it next says what is wrong with it.
            return false;
        }
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
        return RowFile.Of(path, file.Path) with { IsKnown = true, IsChecked = true, Origin = RowFile.Of(file.Path, file.Path).Identity };
    }
}

/// <summary>A file of rows that are there already.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rows">What it holds; null for a saved index.</param>
internal sealed record KnownFile(string Path, InputFile? Rows)
{
    /// <summary>What stands for its content.</summary>
    public string Identity => RowFile.Of(Path, Path).Identity;
}
