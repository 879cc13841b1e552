using Quern.Hub.Layout;

namespace Quern.Hub.Push;

/// <summary>What a push would do.</summary>
/// <param name="Id">The dataset.</param>
/// <param name="Revision">The branch.</param>
/// <param name="Exists">Whether the dataset is there; otherwise it would be made.</param>
/// <param name="Card">Where its card would come from.</param>
/// <param name="Files">Every file that would be looked at.</param>
/// <param name="LeftOut">What would not be sent.</param>
internal sealed record PushPlan(string Id, string Revision, bool Exists, CardOrigin Card, IReadOnlyList<PlannedFile> Files, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>How many files would be sent.</summary>
    public int FilesToSend => Files.Count(static f => f.State != FileState.Unchanged);

    /// <summary>How many bytes these have; large files that the Hub has stored already are not sent again.</summary>
    public long BytesToSend => Files.Where(static f => f.State != FileState.Unchanged).Sum(static f => f.Bytes ?? 0);

    /// <summary>How many files are on the Hub just so.</summary>
    public int FilesUnchanged => Files.Count - FilesToSend;
}

/// <summary>A file of a plan.</summary>
/// <param name="Path">Where it would lie in the dataset.</param>
/// <param name="Bytes">Its length; null for a card that would be made.</param>
/// <param name="State">What it is to the dataset.</param>
/// <param name="Large">Whether it would go to the store of large files; the Hub decides that when it is sent.</param>
internal sealed record PlannedFile(string Path, long? Bytes, FileState State, bool Large)
{
    // What the .gitattributes of a new dataset names, and what is longer than the Hub takes within a commit.
    private const long LongestRegular = 10_000_000;

    private static readonly HashSet<string> LargeEndings = new(StringComparer.Ordinal)
    {
        ".7z", ".arrow", ".bin", ".bz2", ".gz", ".h5", ".lz4", ".mds", ".model", ".msgpack", ".npy", ".npz", ".onnx", ".parquet", ".pickle", ".pkl", ".pt",
        ".pth", ".rar", ".safetensors", ".tar", ".tgz", ".wasm", ".xz", ".zip", ".zst", ".flac", ".mp3", ".ogg", ".wav", ".bmp", ".gif", ".png", ".tiff",
        ".jpg", ".jpeg", ".webp", ".mp4", ".webm",
    };

    /// <summary>What would become of a file.</summary>
    public static PlannedFile Of(OutgoingFile file, FileState state, RepoFile? there)
    {
        var ending = FileName.EndingOf(file.Path);
        var isLarge = file.Bytes > LongestRegular || LargeEndings.Contains(ending[Math.Max(0, ending.LastIndexOf('.'))..]);
        return new PlannedFile(file.Path, file.Bytes, state, file.Bytes > 0 && (state == FileState.Unchanged ? there!.Etag.Length == 64 : isLarge));
    }
}

/// <summary>What a file is to the dataset.</summary>
internal enum FileState
{
    /// <summary>The dataset has no file of this name.</summary>
    New,

    /// <summary>The dataset's file of this name has another content.</summary>
    Changed,

    /// <summary>The dataset has it just so.</summary>
    Unchanged,

    /// <summary>It is made when the others have been read.</summary>
    Made,
}
