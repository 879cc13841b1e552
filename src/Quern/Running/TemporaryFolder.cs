namespace Quern.Running;

/// <summary>A folder for temporary files that is gone when its user is done.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly bool _isFirstThere;

    private TemporaryFolder(string path, bool isFirstThere = false)
    {
        Path = path;
        _isFirstThere = isFirstThere;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>A folder where the system keeps temporary files.</summary>
    public static TemporaryFolder Create() => new(Directory.CreateTempSubdirectory("quern-").FullName);

    /// <summary>Takes over a folder that is there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isFirstThere">Whether the folder around it was made for it: then that one goes too when nothing else lies there in the end.</param>
    public static TemporaryFolder Own(string path, bool isFirstThere = false) => new(path, isFirstThere);

    /// <summary>A place beside an output, so that what is large lands on the disk that was chosen for it.</summary>
    public static string PathBeside(string output)
    {
        if (output == "-")
        {
            return Directory.CreateTempSubdirectory("quern-").FullName;
        }

        var full = System.IO.Path.GetFullPath(output);
        return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, $".{System.IO.Path.GetFileName(full)}.quern-run");
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        var around = System.IO.Path.GetDirectoryName(Path);
        if (_isFirstThere && Directory.Exists(around) && !Directory.EnumerateFileSystemEntries(around).Any())
        {
            Directory.Delete(around);
        }
    }
}
