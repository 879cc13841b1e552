using Quern.Dedup.Reading;

namespace Quern.Dedup.Pairs;

/// <summary>
/// Cuts pairs into portions whose rows' sets fit into memory. Rows that are joined by pairs come one after the other, so
/// a cut seldom parts a pair; where it does, both stretches of rows are loaded side by side.
/// </summary>
internal static class PairBlocks
{
    /// <summary>The portions: the rows on the left of their pairs, those on the right (the same object where they are the same), and the pairs.</summary>
    public static IEnumerable<(int[] Left, int[] Right, ReadOnlyMemory<ulong> Pairs)> Of(ulong[] pairs, RowTable table, long memory)
    {
        if (pairs.Length == 0)
        {
            yield break;
        }

        var rows = RowsIn(pairs, table.Count);
        var room = Math.Max(memory / 2, 1) / sizeof(ulong);
        if (rows.Sum(r => (long)table[r].Shingles) <= 2 * room)
        {
            yield return (rows, rows, pairs);
            yield break;
        }

        var blocks = Cut(pairs, rows, table, room, out var blockOf);
        var keys = new long[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            keys[i] = ((long)blockOf[(int)(pairs[i] >> 32)] << 32) | (uint)blockOf[(int)(uint)pairs[i]];
        }

        var sorted = (ulong[])pairs.Clone();
        Array.Sort(keys, sorted);
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && keys[end] == keys[start])
            {
                end++;
            }

            Array.Sort(sorted, start, end - start);
            yield return (blocks[(int)(keys[start] >> 32)], blocks[(int)(uint)keys[start]], sorted.AsMemory(start, end - start));
            start = end;
        }
    }

    private static int[] RowsIn(ulong[] pairs, int count)
    {
        var isIn = new bool[count];
        foreach (var pair in pairs)
        {
            isIn[(int)(pair >> 32)] = isIn[(int)(uint)pair] = true;
        }

        var rows = new List<int>();
        for (var row = 0; row < count; row++)
        {
            if (isIn[row])
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private static List<int[]> Cut(ulong[] pairs, int[] rows, RowTable table, long room, out int[] blockOf)
    {
        var groups = new RowGroups(table.Count);
        foreach (var pair in pairs)
        {
            groups.Join((int)(pair >> 32), (int)(uint)pair);
        }

        var keys = rows.Select(r => ((long)groups.Of(r) << 32) | (uint)r).ToArray();
        Array.Sort(keys);
        blockOf = new int[table.Count];
        var blocks = new List<int[]>();
        var block = new List<int>();
        var size = 0L;
        foreach (var key in keys)
        {
            var row = (int)(uint)key;
            if (size + table[row].Shingles > room && block.Count > 0)
            {
                Close(blocks, block);
                size = 0;
            }

            size += table[row].Shingles;
            blockOf[row] = blocks.Count;
            block.Add(row);
        }

        Close(blocks, block);
        return blocks;
    }

    private static void Close(List<int[]> blocks, List<int> block)
    {
        block.Sort();
        blocks.Add([.. block]);
        block.Clear();
    }
}
