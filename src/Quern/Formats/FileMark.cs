namespace Quern.Formats;

/// <summary>What a file that was written is known by.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">CRC-32C of its bytes.</param>
internal readonly record struct FileMark(long Bytes, uint Checksum)
{
    /// <summary>The mark of a file, by reading it.</summary>
    public static FileMark Of(string path)
    {
        // Shared with everybody: whoever holds the file open until it gets its name has locked it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var block = new byte[1 << 20];
        var checksum = new Checksum();
        var bytes = 0L;
        for (int read; (read = file.Read(block)) > 0; bytes += read)
        {
            checksum.Add(block.AsSpan(0, read));
        }

        return new FileMark(bytes, checksum.Value);
    }
}
