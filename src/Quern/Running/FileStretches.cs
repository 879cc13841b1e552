namespace Quern.Running;

/// <summary>
/// Cuts a source's files into tasks: a large file is one by itself, small ones share one, because each task costs as much
/// as some megabytes of rows. The cut depends on nothing but the files.
/// </summary>
internal static class FileStretches
{
#if DEBUG
    private const long Enough = 512;
#else
    private const long Enough = 32 << 20;
#endif

    /// <summary>The stretches, in order.</summary>
    public static IEnumerable<FileStretch> Of(SourceSpec source)
    {
        var (first, bytes) = (0, 0L);
        for (var i = 0; i < source.Files.Count; i++)
        {
            bytes += source.Files[i].Bytes;
            if (bytes >= Enough || i + 1 == source.Files.Count)
            {
                yield return new FileStretch(first, i + 1);
                (first, bytes) = (i + 1, 0);
            }
        }
    }
}
