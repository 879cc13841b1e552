namespace Quern.HubStandIn.Repositories;

/// <summary>The bytes of a file: held in memory, or lying on disk so that a file of gigabytes can be served.</summary>
internal abstract class StandInContent
{
    /// <summary>How many bytes there are.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes held in memory.</summary>
    public static StandInContent Of(ReadOnlyMemory<byte> bytes) => new InMemory(bytes);

    /// <summary>The bytes of a file on disk, which must stay there unchanged.</summary>
    public static StandInContent OnDisk(string path) => new FileOnDisk(path);

    /// <summary>Reads bytes from a place on; fewer than asked for only at the end.</summary>
    public abstract int Read(long from, Span<byte> into);

    /// <summary>All the bytes.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Length];
        for (var read = 0; read < all.Length;)
        {
            read += Read(read, all.AsSpan(read));
        }

        return all;
    }

    private sealed class InMemory(ReadOnlyMemory<byte> bytes) : StandInContent
    {
        public override long Length => bytes.Length;

        public override int Read(long from, Span<byte> into)
        {
            var count = (int)Math.Min(into.Length, bytes.Length - from);
            bytes.Span.Slice((int)from, count).CopyTo(into);
            return count;
        }
    }

    private sealed class FileOnDisk : StandInContent
    {
        // Opened once: a file that is removed (an upload replaced by another) can still be read to its end.
        private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _handle;

        public FileOnDisk(string path)
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Length = RandomAccess.GetLength(_handle);
        }

        public override long Length { get; }

        public override int Read(long from, Span<byte> into)
            => RandomAccess.Read(_handle, into[..(int)Math.Min(into.Length, Length - from)], from);
    }
}
