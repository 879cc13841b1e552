namespace Quern.Bench.Dedup.Scoring;

/// <summary>The lines of a file as bytes, in a buffer that is used again and again.</summary>
internal static class Lines
{
    /// <summary>Calls something with every line that is not empty, without its end.</summary>
    public static void Read(string path, Action<ReadOnlySpan<byte>> take)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var buffer = new byte[1 << 20];
        var filled = 0;
        for (int read; (read = file.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            filled += read;
            var start = 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                Take(buffer.AsSpan(start, end));
            }

            filled -= start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }

        Take(buffer.AsSpan(0, filled));

        void Take(ReadOnlySpan<byte> line)
        {
            if (line.Length > 0)
            {
                take(line);
            }
        }
    }

    /// <summary>How many lines a file has.</summary>
    public static long Count(string path)
    {
        var count = 0L;
        Read(path, _ => count++);
        return count;
    }
}
