namespace Quern.Hub.Push;

/// <summary>A file that has been read.</summary>
/// <param name="File">The file.</param>
/// <param name="Names">What its content is called; null where the dataset's file has another length, and nothing had to be read to tell.</param>
/// <param name="State">What it is to the dataset.</param>
internal sealed record ReadFile(OutgoingFile File, ContentNames? Names, FileState State);

/// <summary>Reads files, as many at once as allowed, and holds them against what the dataset has.</summary>
internal sealed class FileReading(PushLimits limits, PushProgress progress)
{
    /// <summary>Reads every file; each will be needed by the name of its content.</summary>
    public Task<IReadOnlyList<ReadFile>> AllAsync(IReadOnlyList<OutgoingFile> files, TargetRepo repo, CancellationToken cancel)
        => ReadAsync(files, repo, static (_, _) => true, cancel);

    /// <summary>Reads only files of which the dataset has one of the same name and length.</summary>
    public Task<IReadOnlyList<ReadFile>> DoubtfulAsync(IReadOnlyList<OutgoingFile> files, TargetRepo? repo, CancellationToken cancel)
        => ReadAsync(files, repo, static (file, there) => there?.Bytes == file.Bytes, cancel);

    private async Task<IReadOnlyList<ReadFile>> ReadAsync(IReadOnlyList<OutgoingFile> files, TargetRepo? repo, Func<OutgoingFile, RepoFile?, bool> isRead, CancellationToken cancel)
    {
        progress.Begin("reading files", files.Count, files.Sum(f => isRead(f, There(f, repo)) ? f.Bytes : 0));
        var read = new ReadFile[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), options, async (i, stop) =>
        {
            var there = There(files[i], repo);
            var names = isRead(files[i], there)
                ? await ContentNames.OfAsync(files[i], asBlob: there?.Etag.Length == 40, progress.Count, stop).ConfigureAwait(false)
                : null;
            read[i] = new ReadFile(files[i], names, there is null ? FileState.New : names?.Are(there.Etag) == true ? FileState.Unchanged : FileState.Changed);
            progress.CountFile();
        }).ConfigureAwait(false);
        return read;
    }

    private static RepoFile? There(OutgoingFile file, TargetRepo? repo) => repo?.Files.GetValueOrDefault(file.Path);
}
