namespace Quern.Hub.Cache;

/// <summary>
/// The right to fetch one content, held by one process at a time. It is a lock of the operating system on a file, the same
/// that Python programs take, so it is gone with the process that held it.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(3);

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is free, and takes it.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="name">What is waited for, for the user.</param>
    /// <param name="settings">The clock, and where to say that it takes long.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<CacheLock> TakeAsync(string path, string name, HubSettings settings, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var began = settings.Clock.GetTimestamp();
        for (var said = false; ;)
        {
            if (TryOpen(path) is { } file)
            {
                return new CacheLock(file);
            }

            if (!said && settings.Clock.GetElapsedTime(began) > WorthSaying)
            {
                settings.Say($"another process is fetching {name}; waiting for it");
                said = true;
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    // The file stays: to remove it would take the lock from under who waits for it.
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // What systems say of a file that another process has locked: Linux, macOS, Windows. The same exception may mean a full
    // disk, or too many files; who waits for that to end waits for ever.
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
