using System.IO.Enumeration;

namespace Quern.HubStandIn.Repositories;

/// <summary>Which files go to LFS: those that the <c>.gitattributes</c> of a new repository names, and every long one.</summary>
internal static class LargeFiles
{
    /// <summary>Above this length a file goes to LFS whatever its name.</summary>
    public const long UsualThreshold = 10_000_000;

    private static readonly string[] Patterns
        = ["7z", "arrow", "bin", "bz2", "gz", "h5", "lz4", "mds", "model", "msgpack", "npy", "npz", "onnx", "parquet", "pickle", "pkl", "pt", "pth",
            "rar", "safetensors", "tar", "tar.*", "tgz", "wasm", "xz", "zip", "zst", "flac", "mp3", "ogg", "wav", "bmp", "gif", "png", "tiff", "jpg",
            "jpeg", "webp", "mp4", "webm"];

    /// <summary>The text of the <c>.gitattributes</c> that says so.</summary>
    public static string Attributes { get; } = string.Concat(Patterns.Select(static p => $"*.{p} filter=lfs diff=lfs merge=lfs -text\n"));

    /// <summary>Whether a file belongs into LFS. An empty file never does.</summary>
    public static bool Includes(string path, long length, long threshold)
        => length > 0 && (length > threshold || Patterns.Any(p => FileSystemName.MatchesSimpleExpression($"*.{p}", Path.GetFileName(path), ignoreCase: false)));
}
