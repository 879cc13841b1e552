using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Quern.Dedup.Texts;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Dedup.Reading;

/// <summary>Takes up a row of an index.</summary>
internal delegate void SavedRowAction(ReadOnlySpan<ulong> shingles, in RowEntry entry);

/// <summary>
/// An index of rows: of each its set of shingles, what stands for its words, and its name, one behind the other. It holds
/// no text, and does not depend on threshold or method, only on what is compared and how it is normalised.
/// </summary>
internal static class SavedIndex
{
    private const int HeadSize = 32;
    private const ulong Mark = 0x0001_5844_4E52_4551;

    /// <summary>Whether a file is an index.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenHandle(path);
        Span<byte> mark = stackalloc byte[sizeof(ulong)];
        return RandomAccess.Read(file, mark, 0) == mark.Length && BitConverter.ToUInt64(mark) == Mark;
    }

    /// <summary>What is wrong with an index: made with other options of what is compared, or not whole.</summary>
    public static string? Fault(string path, DedupOptions options)
    {
        using var file = File.OpenHandle(path);
        Span<ulong> head = stackalloc ulong[HeadSize / sizeof(ulong)];
        RandomAccess.Read(file, MemoryMarshal.AsBytes(head), 0);
        return head[2] != (ulong)RandomAccess.GetLength(file) ? $"{path} is an index that is not whole. Make it anew with --save-index."
            : head[1] != KeyOf(options) ? $"{path} is an index that was made with other values of by, shingles, ngram or nfkc; give the same, or make it anew."
            : null;
    }

    /// <summary>Hands over the rows of an index.</summary>
    /// <param name="file">The index.</param>
    /// <param name="from">Where the first one to hand over begins; those before are only looked at to see that nothing is damaged.</param>
    /// <param name="action">Takes a row.</param>
    /// <param name="after">Is told, behind each, where the next one begins.</param>
    /// <param name="cancel">Stops it.</param>
    public static void Read(RowFile file, long from, SavedRowAction action, Action<long> after, CancellationToken cancel)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        stream.Position = HeadSize;
        var end = file.Bytes - sizeof(uint);
        var (checksum, rest) = (default(Checksum), new ByteBuffer());
        for (var at = (long)HeadSize; at < end;)
        {
            cancel.ThrowIfCancellationRequested();
            var record = new SavedRow();
            var bytes = MemoryMarshal.AsBytes(new Span<SavedRow>(ref record));
            stream.ReadExactly(bytes);
            checksum.Add(bytes);
            var length = ((long)record.Shingles * sizeof(ulong)) + record.NameLength;
            if (record.Shingles <= 0 || record.NameLength < 0 || length > end - at - bytes.Length)
            {
                throw Damaged(file);
            }

            rest.Clear();
            rest.Reserve((int)length);
            rest.Length = (int)length;
            stream.ReadExactly(rest.Array.AsSpan(0, rest.Length));
            checksum.Add(rest.Span);
            var set = MemoryMarshal.Cast<byte, ulong>(rest.Span)[..record.Shingles];
            if (at >= from)
            {
                action(set, new RowEntry(at + bytes.Length, set.Length * sizeof(ulong), set.Length, new Fingerprint(record.High, record.Low)));
                after(at + bytes.Length + length);
            }

            at += bytes.Length + length;
        }

        Verify(file, stream, checksum);
    }

    /// <summary>The name of a row, as the inside of a JSON object.</summary>
    public static byte[] NameOf(Microsoft.Win32.SafeHandles.SafeFileHandle handle, in RowEntry entry)
    {
        var record = new SavedRow();
        RandomAccess.Read(handle, MemoryMarshal.AsBytes(new Span<SavedRow>(ref record)), entry.Offset - Unsafe.SizeOf<SavedRow>());
        var name = new byte[record.NameLength];
        RandomAccess.Read(handle, name, entry.Offset + entry.Length);
        return name;
    }

    /// <summary>Begins an index.</summary>
    public static Writer Write(string path, DedupOptions options, bool force) => new(path, KeyOf(options), force);

    private static void Verify(RowFile file, FileStream stream, Checksum checksum)
    {
        Span<byte> said = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(said);
        if (BitConverter.ToUInt32(said) != checksum.Value)
        {
            throw Damaged(file);
        }
    }

    private static RunFault Damaged(RowFile file) => new($"{file.Name} is damaged: its checksum is not what was written. Make it anew with --save-index.");

    private static ulong KeyOf(DedupOptions options)
    {
        var text = FormattableString.Invariant($"{options.Shingles} {options.Ngram} {options.Nfkc} ") + (options.By is { } by ? string.Join('\n', by) : "*");
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Writes an index, which has its name when it is whole.</summary>
    public sealed class Writer : IDisposable
    {
        private readonly string _path;
        private readonly ulong _key;
        private readonly Landing _landing;
        private readonly ByteBuffer _pending = new(1 << 20);
        private Checksum _checksum;

        internal Writer(string path, ulong key, bool force)
        {
            (_path, _key, _landing) = (path, key, Landing.Begin(path, force));
            _landing.Write(new byte[HeadSize]);
        }

        /// <summary>Adds a row.</summary>
        public void Add(ReadOnlySpan<ulong> shingles, Fingerprint print, ReadOnlySpan<byte> name)
        {
            var record = new SavedRow { Shingles = shingles.Length, NameLength = name.Length, High = print.High, Low = print.Low };
            var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<SavedRow>(in record));
            var set = MemoryMarshal.AsBytes(shingles);
            _checksum.Add(bytes);
            _checksum.Add(set);
            _checksum.Add(name);
            _pending.Append(bytes);
            _pending.Append(set);
            _pending.Append(name);
            if (_pending.Length > 1 << 20)
            {
                Flush();
            }
        }

        /// <summary>Gives the index its name.</summary>
        public void Complete()
        {
            _pending.Append(BitConverter.GetBytes(_checksum.Value));
            Flush();
            ulong[] head = [Mark, _key, (ulong)_landing.Written, 0];
            _landing.Patch(MemoryMarshal.AsBytes(head.AsSpan()));
            _landing.Complete(durable: false);
        }

        public void Dispose() => _landing.Dispose();

        private void Flush()
        {
            _landing.Write(_pending.Span);
            _pending.Clear();
        }
    }

    private struct SavedRow
    {
        public int Shingles;
        public int NameLength;
        public ulong High;
        public ulong Low;
    }
}
