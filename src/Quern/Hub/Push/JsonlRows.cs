namespace Quern.Hub.Push;

/// <summary>Counts the rows of a JSONL file while it is read for another reason: its lines that are not blank.</summary>
internal sealed class JsonlRows
{
    private long _ended;
    private bool _isOpen;

    /// <summary>The rows so far; a last line needs no line break.</summary>
    public long Count => _ended + (_isOpen ? 1 : 0);

    /// <summary>Whether a file's name says that it is JSONL, uncompressed.</summary>
    public static bool IsJsonl(string path)
        => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the next bytes of the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            _isOpen = _isOpen || line.ContainsAnyExcept(" \t\r"u8);
            if (end < 0)
            {
                return;
            }

            _ended += _isOpen ? 1 : 0;
            _isOpen = false;
            bytes = bytes[(end + 1)..];
        }
    }
}
