using Quern.Dedup.Reading;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Dedup.Files;

/// <summary>
/// The rows that are compared, as files of one row a line: those that have this form are taken where they lie, others are
/// brought into it, and checked on the way.
/// </summary>
internal sealed class ComparedFiles(RunSpec spec, RunSettings settings, string folder, RunProgress progress)
{
    /// <summary>Opens all sources. What became of rows on the way stands in the ledger.</summary>
    public IReadOnlyList<RowFile> Open(Ledger ledger, RejectsFile? rejects, CancellationToken cancel)
    {
        var files = new List<RowFile>();
        for (var i = 0; i < spec.Sources.Count; i++)
        {
            var source = spec.Sources[i];
            files.AddRange(source.Files is [var file] && file.Path is { } path && IsDirect(path)
                ? [RowFile.Of(path, path) with { Source = i }]
                : BringIntoForm(i, ledger, rejects, cancel));
        }

        return files;
    }

    private static bool IsDirect(string path) => path != "-" && DirectRows.Serve(Formats.InputFiles.Recognise(path));

    private IEnumerable<RowFile> BringIntoForm(int index, Ledger ledger, RejectsFile? rejects, CancellationToken cancel)
    {
        var source = spec.Sources[index];
        progress.Begin($"reading {source.Name}", source.Bytes);
        var segment = Segment.Cut(spec with { Steps = [] })[0];
        var context = new StepContext("", spec.Seed, [.. spec.Sources.Select(static s => s.Name)], folder);
        var task = new RowTask(segment, spec.Sources, context, settings, progress);
        var marker = task.Run(index, FileStretch.All(source), default, TaskFiles.Of(folder, index), cancel);
        ledger.Add(marker.Ledger);
        if (marker.Ledger.ShortSources.Count > 0)
        {
            throw new SourceFault(marker.Ledger.ShortSources.First().Value);
        }

        if (marker.Rejects is { } name)
        {
            Append(Path.Combine(folder, name), rejects);
        }

        var origin = string.Join('\n', source.Files.Select(static f => f.Identity));
        return marker.Shards.Select(s => RowFile.Of(Path.Combine(folder, s.Path), source.Name) with { Source = index, IsChecked = true, PlacesPath = Path.Combine(folder, s.PlacesPath), Origin = $"{origin} {s.Path}" });
    }

    private static void Append(string path, RejectsFile? rejects)
    {
        using var lines = File.OpenRead(path);
        var block = new byte[1 << 16];
        while (lines.Read(block) is > 0 and var read)
        {
            rejects?.Append(block.AsSpan(0, read));
        }
    }
}
