using Quern.Rows;

namespace Quern.Running;

/// <summary>Rejected rows on their way to disk: made only when there is one, and under a temporary name until complete.</summary>
internal sealed class RejectsFile(string path) : IDisposable
{
    private FileStream? _file;

    private string Temporary => path + ".tmp";

    /// <summary>Appends lines.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        try
        {
            _file ??= new FileStream(Temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _file.Write(lines);
        }
        catch (IOException e)
        {
            throw new RunFault($"Writing rejected rows to {path} failed: {e.Message} Free some space and run again, or count them only (--no-rejects).", e);
        }
    }

    /// <summary>Gives the file its name; false when no row was rejected, and then a file of an earlier run is removed.</summary>
    public bool Complete()
    {
        if (_file is null)
        {
            File.Delete(path);
            return false;
        }

        _file.Dispose();
        _file = null;
        File.Move(Temporary, path, overwrite: true);
        return true;
    }

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
            File.Delete(Temporary);
        }
    }
}
