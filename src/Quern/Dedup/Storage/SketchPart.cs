using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Quern.Dedup.Reading;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Dedup.Storage;

/// <summary>What a part of the rows left on disk: what is remembered of each row, and its postings, bucket by bucket.</summary>
/// <param name="Path">The file.</param>
/// <param name="Head">What its header says.</param>
internal sealed record SketchPart(string Path, SketchHead Head) : IDisposable
{
    private readonly int[] _counts = new int[Posting.Buckets];
    private long[] _starts = [];
    private SafeFileHandle? _handle;

    /// <summary>How many postings a bucket has.</summary>
    public int CountOf(int bucket) => _counts[bucket];

    /// <summary>Writes a part, which has its name when it is whole.</summary>
    public static SketchPart Write(string path, SketchHead head, RowTable table, IReadOnlyList<PostingPool> pools)
    {
        using var landing = Landing.Begin(path, force: true);
        var checksum = default(Checksum);
        void Put(ReadOnlySpan<byte> bytes)
        {
            landing.Write(bytes);
            checksum.Add(bytes);
        }

        Put(MemoryMarshal.AsBytes(new ReadOnlySpan<SketchHead>(in head)));
        Put(MemoryMarshal.AsBytes<int>([.. Enumerable.Range(0, Posting.Buckets).Select(b => pools.Sum(p => p.CountOf(b)))]));
        Put(MemoryMarshal.AsBytes<int>([.. Enumerable.Range(head.FirstFile, head.Files).Select(f => table.RowsOf(f).First)]));
        PutRows(head, table, Put);
        var room = Array.Empty<ulong>();
        for (var bucket = 0; bucket < Posting.Buckets; bucket++)
        {
            var count = pools.Sum(p => p.CountOf(bucket));
            room = room.Length < count ? new ulong[count] : room;
            new Postings(pools, []).CopyTo(bucket, room);
            Put(MemoryMarshal.AsBytes(room.AsSpan(0, count)));
        }

        landing.Write(BitConverter.GetBytes(checksum.Value));
        landing.Complete(durable: true);
        return Open(path, head.Key)!;
    }

    /// <summary>Opens a part; null when there is none, or it was made from something else, or is not whole.</summary>
    public static SketchPart? Open(string path, ulong key)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var handle = File.OpenHandle(path);
        var head = default(SketchHead);
        RandomAccess.Read(handle, MemoryMarshal.AsBytes(new Span<SketchHead>(ref head)), 0);
        if (head.Mark != SketchHead.RightMark || head.Key != key || head.Bytes != RandomAccess.GetLength(handle))
        {
            handle.Dispose();
            return null;
        }

        var part = new SketchPart(path, head) { _handle = handle };
        part.ReadCounts();
        return part;
    }

    /// <summary>Takes up what is remembered of its rows, after everything was found to be as it was written.</summary>
    public void Restore(RowTable table, IReadOnlyList<RowFile> files)
    {
        Verify();
        var firstRows = new int[Head.Files];
        RandomAccess.Read(_handle!, MemoryMarshal.AsBytes(firstRows.AsSpan()), FilesStart);
        for (var i = 0; i < firstRows.Length; i++)
        {
            table.Begin(files[Head.FirstFile + i], firstRows[i]);
        }

        var entries = new RowEntry[Head.Rows];
        RandomAccess.Read(_handle!, MemoryMarshal.AsBytes(entries.AsSpan()), RowsStart);
        foreach (var entry in entries)
        {
            table.Add(entry);
        }

        var merits = new double[Head.Merits];
        RandomAccess.Read(_handle!, MemoryMarshal.AsBytes(merits.AsSpan()), RowsStart + ((long)Head.Rows * Unsafe.SizeOf<RowEntry>()));
        foreach (var merit in merits)
        {
            table.Merits.Add(merit);
        }
    }

    /// <summary>Copies the postings of a bucket.</summary>
    /// <returns>How many.</returns>
    public int CopyTo(int bucket, Span<ulong> to)
    {
        var bytes = MemoryMarshal.AsBytes(to[.._counts[bucket]]);
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_handle!, bytes[done..], _starts[bucket] + done);
            done += read > 0 ? read : throw Damaged();
        }

        return _counts[bucket];
    }

    public void Dispose() => _handle?.Dispose();

    private static long FilesStart => Unsafe.SizeOf<SketchHead>() + (Posting.Buckets * sizeof(int));

    private long RowsStart => FilesStart + ((long)Head.Files * sizeof(int));

    private static void PutRows(SketchHead head, RowTable table, Action<ReadOnlySpan<byte>> put)
    {
        for (var i = 0; i < head.Rows; i++)
        {
            put(MemoryMarshal.AsBytes(new ReadOnlySpan<RowEntry>(in table[head.FirstRow + i])));
        }

        for (var i = 0; i < head.Merits; i++)
        {
            put(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in table.Merits[head.FirstRow + i])));
        }
    }

    private void ReadCounts()
    {
        RandomAccess.Read(_handle!, MemoryMarshal.AsBytes(_counts.AsSpan()), Unsafe.SizeOf<SketchHead>());
        _starts = new long[Posting.Buckets];
        var at = RowsStart + ((long)Head.Rows * Unsafe.SizeOf<RowEntry>()) + ((long)Head.Merits * sizeof(double));
        for (var i = 0; i < _starts.Length; i++)
        {
            _starts[i] = at;
            at += (long)_counts[i] * sizeof(ulong);
        }
    }

    private void Verify()
    {
        var checksum = default(Checksum);
        var block = new byte[1 << 20];
        var end = Head.Bytes - sizeof(uint);
        for (var at = 0L; at < end;)
        {
            var read = RandomAccess.Read(_handle!, block.AsSpan(0, (int)Math.Min(block.Length, end - at)), at);
            checksum.Add(block.AsSpan(0, read > 0 ? read : throw Damaged()));
            at += read;
        }

        Span<byte> said = stackalloc byte[sizeof(uint)];
        RandomAccess.Read(_handle!, said, end);
        if (BitConverter.ToUInt32(said) != checksum.Value)
        {
            throw Damaged();
        }
    }

    private RunFault Damaged() => new($"{Path} is damaged: its checksum is not what was written. Delete its folder and run again.");
}

/// <summary>The header of a part.</summary>
internal record struct SketchHead
{
    /// <summary>The first bytes of every part: raised with every change of what a part holds.</summary>
    public const ulong RightMark = 0x0001_4B53_4E52_4551;

    /// <summary><see cref="RightMark"/>.</summary>
    public ulong Mark;

    /// <summary>A hash of everything that decides the content: options, files, threshold.</summary>
    public ulong Key;

    /// <summary>How long the file is.</summary>
    public long Bytes;

    /// <summary>How many postings there are.</summary>
    public long PostingCount;

    /// <summary>The first of its rows.</summary>
    public int FirstRow;

    /// <summary>How many rows.</summary>
    public int Rows;

    /// <summary>How many of them have a merit: all, or none.</summary>
    public int Merits;

    /// <summary>The first of the files that were begun in it.</summary>
    public int FirstFile;

    /// <summary>How many files were begun in it.</summary>
    public int Files;

    /// <summary>Where in the last one reading goes on.</summary>
    public long Position;

    /// <summary>On which line.</summary>
    public long Line;

    /// <summary>At which row of the file.</summary>
    public long Ordinal;

    /// <summary>The length that a file of this header has.</summary>
    public readonly long Length => Unsafe.SizeOf<SketchHead>() + (Posting.Buckets * sizeof(int)) + ((long)Files * sizeof(int))
        + ((long)Rows * Unsafe.SizeOf<RowEntry>()) + ((long)Merits * sizeof(double)) + (PostingCount * sizeof(ulong)) + sizeof(uint);
}
