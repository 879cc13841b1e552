using Quern.Rows;

namespace Quern.Running;

/// <summary>Names of the files in a run folder, and the lock that keeps a second run out of it.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string WorkName = "work";
    private const string LedgerName = "ledger.json";
    private const string StatsName = "stats.json";
    private const string SegmentsName = "segments";
    private const string RejectsName = "rejects";
    private const string OutputsName = "outputs.json";
    private const string SourcesName = "sources.json";
    private const string ProgressName = "progress.json";
    private const string PlanName = "segments.json";
    private const string LockName = "run.lock";
    private const string RecipeName = "recipe.resolved.yaml";
    private const string TimingsName = "timings.json";
    private const string ReportName = "report.html";

    private static readonly string[] OwnNames =
        [WorkName, LedgerName, StatsName, SegmentsName, RejectsName, OutputsName, SourcesName, ProgressName, PlanName, LockName, RecipeName, TimingsName, ReportName];

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
    public string Work => Path.Combine(Root, WorkName);

    /// <summary>The ledger.</summary>
    public string Ledger => LedgerOf(Root);

    /// <summary>The outputs and totals, for people and scripts.</summary>
    public string Stats => StatsOf(Root);

    /// <summary>All segments.</summary>
    public string Segments => SegmentsOf(Root);

    /// <summary>All segments of the run in a folder.</summary>
    public static string SegmentsOf(string path) => Path.Combine(path, SegmentsName);

    /// <summary>The files of rejected rows, one a step.</summary>
    public string Rejects => RejectsOf(Root);

    /// <summary>What was written, and from which segment.</summary>
    public string Outputs => OutputsOf(Root);

    /// <summary>What its sources on the Hub were when the run began.</summary>
    public static string SourcesOf(string path) => Path.Combine(path, SourcesName);

    /// <summary>What the recipe means.</summary>
    public string ResolvedRecipe => RecipeOf(Root);

    /// <summary>Whether a run left its plan in a folder.</summary>
    public static bool Is(string path) => File.Exists(PlanOf(path));

    /// <summary>Whether a run keeps a file or folder of this name, at the top of its folder, for itself.</summary>
    public static bool IsOwn(string name) => OwnNames.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a folder was opened by a run before.</summary>
    public static bool IsMade(string path) => File.Exists(Path.Combine(path, LockName));

    /// <summary>Opens a folder, making it when it is not there, and locks it.</summary>
    public static RunFolder Open(string path, string otherwise = "use another folder (--folder)")
    {
        try
        {
            Directory.CreateDirectory(path);
            // Somebody who asks for the status holds the lock for a moment; that is no other run.
            FileStream? held = null;
            SpinWait.SpinUntil(() => (held = TryLock(path)) is not null, Patience);
            return new RunFolder(
                Path.GetFullPath(path),
                held ?? throw new RunFault($"{path} is in use by another run. Wait for it (quern status {path}), or {otherwise}."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"The folder {path} cannot be used: {e.Message} Mend that, or {otherwise}.", e);
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
    public static string ProgressOf(string path) => Path.Combine(path, ProgressName);

    /// <summary>How long its segments took.</summary>
    public static string TimingsOf(string path) => Path.Combine(path, TimingsName);

    /// <summary>The page about the run.</summary>
    public static string ReportOf(string path) => Path.Combine(path, ReportName);

    /// <summary>The ledger of the run in a folder.</summary>
    public static string LedgerOf(string path) => Path.Combine(path, LedgerName);

    /// <summary>The numbers of the run in a folder.</summary>
    public static string StatsOf(string path) => Path.Combine(path, StatsName);

    /// <summary>What the run in a folder has written.</summary>
    public static string OutputsOf(string path) => Path.Combine(path, OutputsName);

    /// <summary>The rejected rows of the run in a folder.</summary>
    public static string RejectsOf(string path) => Path.Combine(path, RejectsName);

    /// <summary>What the recipe of the run in a folder means.</summary>
    public static string RecipeOf(string path) => Path.Combine(path, RecipeName);

    /// <summary>The plan of segments and shards.</summary>
    public static string PlanOf(string path) => Path.Combine(path, PlanName);

    /// <summary>The folder of a segment.</summary>
    public string Of(Segment segment) => Path.Combine(Root, SegmentsName, segment.FolderName);

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

    private static string LockOf(string path) => Path.Combine(path, LockName);
}
