using Microsoft.Win32.SafeHandles;

namespace Quern.Formats;

/// <summary>What a file that was written is known by.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Checksum">CRC-32C of its bytes.</param>
internal readonly record struct FileMark(long Bytes, uint Checksum)
{
    /// <summary>The mark of a file, by reading it.</summary>
    public static FileMark Of(string path)
    {
        using var file = File.OpenHandle(path);
        return Of(file);
    }

    /// <summary>The mark of a file that is open for reading.</summary>
    public static FileMark Of(SafeFileHandle file)
    {
        var block = new byte[1 << 20];
        var checksum = new Checksum();
        var bytes = 0L;
        for (int read; (read = RandomAccess.Read(file, block, bytes)) > 0; bytes += read)
        {
            checksum.Add(block.AsSpan(0, read));
        }

        return new FileMark(bytes, checksum.Value);
    }
}
