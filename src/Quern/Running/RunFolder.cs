using Quern.Rows;

namespace Quern.Running;

/// <summary>Names of the files in a run folder, and the lock that keeps a second run out of it.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held)
    {
        Root = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Temporary files of steps.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>The ledger.</summary>
    public string Ledger => Path.Combine(Root, "ledger.json");

    /// <summary>The files of rejected rows, one a step.</summary>
    public string Rejects => Path.Combine(Root, "rejects");

    /// <summary>What was written, and from which segment.</summary>
    public string Outputs => Path.Combine(Root, "outputs.json");

    /// <summary>Opens a folder, making it when it is not there, and locks it.</summary>
    public static RunFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            var held = new FileStream(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RunFolder(Path.GetFullPath(path), held);
        }
        catch (IOException e)
        {
            throw new RunFault($"{path} is in use by another run. Wait for it (quern status {path}), or use another folder (--folder).", e);
        }
    }

    /// <summary>Whether a run is at work in a folder.</summary>
    public static bool IsInUse(string path)
    {
        if (!File.Exists(LockOf(path)))
        {
            return false;
        }

        try
        {
            using var probe = new FileStream(LockOf(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The progress that a run at work leaves for others to read.</summary>
    public static string ProgressOf(string path) => Path.Combine(path, "progress.json");

    /// <summary>The plan of segments and shards.</summary>
    public static string PlanOf(string path) => Path.Combine(path, "segments.json");

    /// <summary>The folder of a segment.</summary>
    public string Of(Segment segment) => Path.Combine(Root, "segments", segment.FolderName);

    public void Dispose() => _lock.Dispose();

    private static string LockOf(string path) => Path.Combine(path, "run.lock");
}
