namespace Quern.Running;

/// <summary>A folder for temporary files that is gone when its user is done.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => Path = path;

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>A folder where the system keeps temporary files.</summary>
    public static TemporaryFolder Create() => new(Directory.CreateTempSubdirectory("quern-").FullName);

    /// <summary>A folder beside an output, so that what is large lands on the disk that was chosen for it.</summary>
    public static TemporaryFolder Beside(string output)
    {
        if (output == "-")
        {
            return Create();
        }

        var full = System.IO.Path.GetFullPath(output);
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, $".{System.IO.Path.GetFileName(full)}.quern-run");
        Directory.CreateDirectory(path);
        return new TemporaryFolder(path);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
