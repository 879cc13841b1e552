using Quern.Formats;
using Quern.Rows;

namespace Quern.Running;

/// <summary>Rejected rows on their way to disk: made only when there is one, and under a temporary name until complete.</summary>
internal sealed class RejectsFile(string path) : IDisposable
{
    private Landing? _landing;

    /// <summary>Bytes written so far.</summary>
    public long Written => _landing?.Written ?? 0;

    /// <summary>Appends lines.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        try
        {
            _landing ??= Landing.Begin(path, force: true);
            _landing.Write(lines);
        }
        catch (RunFault e)
        {
            throw new RunFault($"Rejected rows could not be written. {e.Message} They can also be counted only (--no-rejects).", e);
        }
    }

    /// <summary>Gives the file its name; false when no row was rejected, and then a file of an earlier run is removed.</summary>
    public bool Complete(bool durable)
    {
        if (_landing is null)
        {
            File.Delete(path);
            return false;
        }

        _landing.Complete(durable);
        return true;
    }

    public void Dispose() => _landing?.Dispose();
}
