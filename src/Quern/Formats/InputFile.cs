namespace Quern.Formats;

/// <summary>What a file was recognised as.</summary>
internal enum InputFormat
{
    Jsonl,
    Json,
    Parquet,
    Csv,
    Tsv,
    Text,
}

/// <summary>A file to read, recognised by its content.</summary>
/// <param name="Path">Where it lies; <c>-</c> is standard input.</param>
/// <param name="Format">What it holds, below any compression.</param>
/// <param name="Gzip">Whether it is compressed with gzip.</param>
/// <param name="Bytes">Its length on disk; 0 for standard input and pipes.</param>
internal sealed record InputFile(string Path, InputFormat Format, bool Gzip, long Bytes)
{
    /// <summary>What it is called in messages.</summary>
    public string Name { get; init; } = Path;

    /// <summary>The key under which a JSON document holds its rows, where that is known beforehand.</summary>
    public string? RowsKey { get; init; }

    /// <summary>The bytes of a pipe, opened when it was recognised: it cannot be opened again.</summary>
    public ByteSource? Pipe { get; init; }

    /// <summary>The bytes, decompressed, from the beginning.</summary>
    public ByteSource Open() => Pipe ?? ByteSource.Open(Path, Name);

    /// <summary>Stops a read that waits for the other end of a pipe; may be called from any thread.</summary>
    public void Interrupt() => Pipe?.Interrupt();

    /// <summary>
    /// The same rows in a file that can be opened as often as a reader likes: a pipe is copied into the work folder.
    /// </summary>
    public InputFile AsFile(string workFolder)
    {
        if (Pipe is null)
        {
            return this;
        }

        var path = System.IO.Path.Combine(workFolder, "piped." + Format.ToString().ToLowerInvariant());
        using var landing = Landing.Begin(path, force: true);
        var block = new byte[1 << 16];
        for (int read; (read = Pipe.Read(block)) > 0;)
        {
            landing.Write(block.AsSpan(0, read));
        }

        Pipe.Dispose();
        landing.Complete(durable: false);
        return this with { Path = path, Gzip = false, Bytes = landing.Written, Pipe = null };
    }
}
