using Quern.Dedup.Reading;
using Quern.Dedup.Texts;
using Quern.Rows.Json;

namespace Quern.Dedup.Sketches;

/// <summary>
/// Shingles that many rows have, such as those of a template. They stand last in the order of shingles, so that rows show
/// others first, which say more. Found in a sample; what a sample misses costs time, and never a pair.
/// </summary>
internal sealed class FrequentShingles
{
    // A hundredth of the rows: in larger sets rarer shingles make long lists. Seen three times it is no chance.
    private const int LeastRows = 3;
    private const int Share = 100;
    private const int LeastStretches = 16;
    private const int MostStretches = 256;
#if DEBUG
    private const int StretchSize = 1 << 10;
#else
    private const int StretchSize = 256 << 10;
#endif

    // Shingles of a row beyond these would fill the sample by themselves.
    private const int MostOfARow = 1 << 16;

    private readonly ulong[] _sorted;
    private readonly ulong[] _bits = new ulong[1024];

    private FrequentShingles(ulong[] sorted)
    {
        _sorted = sorted;
        foreach (var hash in sorted)
        {
            _bits[(hash >> 6) & 1023] |= 1UL << (int)(hash & 63);
        }
    }

    /// <summary>No frequent shingles.</summary>
    public static FrequentShingles None { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _sorted.Length == 0;

    /// <summary>Whether a shingle is one of them. One bit tells nearly always that it is not.</summary>
    public bool Contains(ulong hash)
        => ((_bits[(hash >> 6) & 1023] >> (int)(hash & 63)) & 1) != 0 && Array.BinarySearch(_sorted, hash) >= 0;

    /// <summary>Looks at evenly spaced stretches of the files.</summary>
    public static FrequentShingles Find(IReadOnlyList<RowFile> files, DedupOptions options)
    {
        var seen = new List<ulong>();
        var set = new ShingleSet(options);
        var check = new RowCheck();
        var total = files.Where(static f => !f.IsIndex).Sum(static f => f.Bytes);
        var stretches = Math.Clamp(total / Share / StretchSize, LeastStretches, MostStretches);
        for (var i = 0L; i < stretches; i++)
        {
            foreach (var row in RowsAt(files, total / stretches * i))
            {
                if (check.Passes(row, out _))
                {
                    set.Read(row);
                    seen.AddRange(set.Hashes.Length > MostOfARow ? set.Hashes[..MostOfARow] : set.Hashes);
                }
            }
        }

        return new FrequentShingles(FrequentOf(seen));
    }

    private static ulong[] FrequentOf(List<ulong> seen)
    {
        seen.Sort();
        var frequent = new List<ulong>();
        for (var start = 0; start < seen.Count;)
        {
            var end = start + 1;
            while (end < seen.Count && seen[end] == seen[start])
            {
                end++;
            }

            if (end - start >= LeastRows)
            {
                frequent.Add(seen[start]);
            }

            start = end;
        }

        return [.. frequent];
    }

    // Whole rows of the stretch that begins at a place of all files together.
    private static List<byte[]> RowsAt(IReadOnlyList<RowFile> files, long at)
    {
        foreach (var file in files.Where(static f => !f.IsIndex))
        {
            if (at < file.Bytes)
            {
                return RowsOf(file, at);
            }

            at -= file.Bytes;
        }

        return [];
    }

    private static List<byte[]> RowsOf(RowFile file, long at)
    {
        using var handle = RowFileReader.Open(file);
        var bytes = new byte[Math.Min(StretchSize, file.Bytes - at)];
        var text = bytes.AsSpan(0, RandomAccess.Read(handle, bytes, at));
        var rows = new List<byte[]>();
        var start = at == 0 ? 0 : text.IndexOf((byte)'\n') + 1;
        while (start < text.Length)
        {
            var length = text[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            rows.Add(text.Slice(start, length).ToArray());
            start += length + 1;
        }

        return rows;
    }
}
