using Microsoft.Win32.SafeHandles;

namespace Quern.Dedup.Reading;

/// <summary>Files that are read at single places, open as long as there are few of them. One instance a core.</summary>
/// <param name="files">The files.</param>
internal sealed class RowFileHandles(IReadOnlyList<RowFile> files) : IDisposable
{
    // Of two kinds of files and for every core some: far below what a process may have open.
    private const int MostOpen = 32;

    private readonly Dictionary<int, SafeFileHandle> _open = [];

    /// <summary>The handle of a file, valid until another one is asked for.</summary>
    public SafeFileHandle this[int file]
    {
        get
        {
            if (_open.TryGetValue(file, out var handle))
            {
                return handle;
            }

            if (_open.Count == MostOpen)
            {
                Dispose();
            }

            return _open[file] = RowFileReader.Open(files[file]);
        }
    }

    public void Dispose()
    {
        foreach (var handle in _open.Values)
        {
            handle.Dispose();
        }

        _open.Clear();
    }
}
