using Quern.Rows;

namespace Quern.Dedup.Reading;

/// <summary>
/// Reads the rows of several files one after the other, a batch at a time, each of rows of one file. It stands still at an
/// index, which holds no rows, until it is told to pass it.
/// </summary>
/// <param name="files">The files.</param>
internal sealed class RowFilesReader(IReadOnlyList<RowFile> files) : IDisposable
{
    private RowFileReader? _reader;
    private long _before;

    /// <summary>The file it stands at; as many as there are at the end.</summary>
    public int File { get; private set; }

    /// <summary>The file itself; null at the end.</summary>
    public RowFile? Current => File < files.Count ? files[File] : null;

    /// <summary>Of the file it stands at: where its next row begins, on which line, and how many rows were read; null when none was read yet.</summary>
    public (long Position, long Line, long Ordinal)? Place => _reader is { } reader ? (reader.Position, reader.Line, reader.Ordinal) : null;

    /// <summary>Where in its file the text of the batch read last begins.</summary>
    public long Start { get; private set; }

    /// <summary>Bytes consumed of all files.</summary>
    public long Position => _before + (_reader?.Position ?? 0);

    /// <summary>Fills a batch; false at an index, and at the end.</summary>
    public bool Read(RowBatch batch)
    {
        for (; Current is { IsIndex: false } file; Pass())
        {
            _reader ??= new RowFileReader(file);
            if (_reader.Read(batch))
            {
                Start = _reader.Start;
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next file.</summary>
    public void Pass()
    {
        _reader?.Dispose();
        _reader = null;
        _before += files[File++].Bytes;
    }

    /// <summary>Goes on where another reader was.</summary>
    public void GoTo(int file, long position, long line, long ordinal)
    {
        while (File < file)
        {
            Pass();
        }

        if (!files[file].IsIndex)
        {
            _reader = new RowFileReader(files[file], position, line, ordinal);
        }
    }

    public void Dispose() => _reader?.Dispose();
}
