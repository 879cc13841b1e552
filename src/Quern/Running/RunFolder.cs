using Quern.Rows;

namespace Quern.Running;

/// <summary>Names of the files in a run folder, and the lock that keeps a second run out of it.</summary>
internal sealed class RunFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

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

    /// <summary>The outputs and totals, for people and scripts.</summary>
    public string Stats => Path.Combine(Root, "stats.json");

    /// <summary>All segments.</summary>
    public string Segments => Path.Combine(Root, "segments");

    /// <summary>The files of rejected rows, one a step.</summary>
    public string Rejects => Path.Combine(Root, "rejects");

    /// <summary>What was written, and from which segment.</summary>
    public string Outputs => Path.Combine(Root, "outputs.json");

    /// <summary>What its sources on the Hub were when the run began.</summary>
    public static string SourcesOf(string path) => Path.Combine(path, "sources.json");

    /// <summary>Opens a folder, making it when it is not there, and locks it.</summary>
    public static RunFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            // Somebody who asks for the status holds the lock for a moment; that is no other run.
            FileStream? held = null;
            SpinWait.SpinUntil(() => (held = TryLock(path)) is not null, Patience);
            return new RunFolder(
                Path.GetFullPath(path),
                held ?? throw new RunFault($"{path} is in use by another run. Wait for it (quern status {path}), or use another folder (--folder)."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"The run folder {path} cannot be used: {e.Message} Name another one (--folder).", e);
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
            using var probe = new FileStream(LockOf(path), FileMode.Open, FileAccess.Read, FileShare.Read);
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

    private static FileStream? TryLock(string path)
    {
        var existed = File.Exists(LockOf(path));
        try
        {
            return new FileStream(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (existed)
        {
            return null;
        }
    }

    private static string LockOf(string path) => Path.Combine(path, "run.lock");
}
