using Quern.Dedup;
using Quern.Dedup.Pairs;
using Quern.Dedup.Reading;
using Quern.Dedup.Storage;
using Quern.Dedup.Texts;
using Quern.Rows;

namespace Quern.Tests.Dedup.Units;

/// <summary>What collects, sorts, stores and reads loses nothing, and tells what is damaged.</summary>
public sealed class PairUnitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-units-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(10, 1000)]
    [InlineData(70_000, 300_000)]
    [InlineData(5_000_000, 400_000)]
    public void No_pair_is_lost_and_none_comes_twice(int rows, int count)
    {
        var random = new Random(rows);
        var (all, bags) = (new HashSet<ulong>(), new List<PairBag> { new(rows), new(rows), new(rows) });
        for (var i = 0; i < count; i++)
        {
            var pair = ((ulong)(uint)random.Next(Math.Min(rows, 3000)) << 32) | (uint)(rows - 1 - random.Next(Math.Min(rows, 70)));
            all.Add(pair);
            bags[random.Next(3)].Add(pair);
        }

        PairBag.Together(bags, rows).ShouldBe(all.Order());
    }

    [Fact]
    public void Postings_are_sorted_by_their_key_and_equal_ones_keep_their_order()
    {
        var random = new Random(1);
        var postings = Enumerable.Range(0, 5000).Select(i => Posting.Of((ulong)random.Next(40) << 10 | (ulong)random.NextInt64() << 40, random.Next(Posting.Positions), i)).ToArray();
        var expected = postings.OrderBy(Posting.KeyOf).ToArray();
        RadixSort.ByKey(postings, new ulong[postings.Length]).ToArray().ShouldBe(expected);
    }

    [Fact]
    public void What_a_posting_says_can_be_read_from_it()
    {
        var posting = Posting.Of(0xFEDC_BA98_7654_3210, 31, int.MaxValue);
        (Posting.PositionOf(posting), Posting.RowOf(posting)).ShouldBe((31, int.MaxValue));
        Posting.KeyOf(posting).ShouldBe(Posting.KeyOf(Posting.Of(0xFEDC_BA98_7654_3210, 0, 0)));
        Posting.BucketOf(0xFEDC_BA98_7654_3210).ShouldBe(0x210);
    }

    [Fact]
    public void A_part_says_when_it_is_of_something_else_or_damaged()
    {
        var path = Path.Combine(_folder, "part.sketch");
        var (head, table) = Written(path);
        using (var part = SketchPart.Open(path, head.Key)!)
        {
            var restored = new RowTable();
            part.Restore(restored, [RowFile.Of(path, "rows")]);
            Enumerable.Range(0, 50).Select(i => restored[i]).ShouldBe(Enumerable.Range(0, 50).Select(i => table[i]));
            var postings = new ulong[part.CountOf(7)];
            part.CopyTo(7, postings).ShouldBe(3);
            postings.ShouldBe([100UL, 200, 300]);
        }

        SketchPart.Open(path, head.Key + 1).ShouldBeNull("it is of other options");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^1]);
        SketchPart.Open(path, head.Key).ShouldBeNull("it is not whole");
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(path, bytes);
        using var damaged = SketchPart.Open(path, head.Key)!;
        Should.Throw<RunFault>(() => damaged.Restore(new RowTable(), [RowFile.Of(path, "rows")])).Message.ShouldContain("damaged");
        SketchPart.Open(Path.Combine(_folder, "none"), 1).ShouldBeNull();
    }

    [Theory]
    [InlineData("1gb", 1_000_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("2g", 2_147_483_648)]
    [InlineData("70000000", 70_000_000)]
    public void Amounts_of_memory_are_read(string text, long expected) => MemorySize.Parse(text).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("gb")]
    [InlineData("-1gb")]
    [InlineData("0")]
    [InlineData("1 tb")]
    [InlineData("1e9")]
    [InlineData("NaN")]
    public void What_is_no_amount_is_none(string text) => MemorySize.Parse(text).ShouldBeNull();

    private static (SketchHead Head, RowTable Table) Written(string path)
    {
        var table = new RowTable();
        table.Begin(new RowFile(path, "rows"));
        for (var i = 0; i < 50; i++)
        {
            table.Add(new RowEntry(i * 100, 90 + i, i, new Fingerprint((ulong)i, ~(ulong)i)));
        }

        using var pool = new PostingPool();
        foreach (var posting in new ulong[] { 100, 200, 300 })
        {
            pool.Add(7, posting);
        }

        var head = new SketchHead { Mark = SketchHead.RightMark, Key = 77, PostingCount = 3, Rows = 50, Files = 1 };
        head.Bytes = head.Length;
        SketchPart.Write(path, head, table, [pool]).Dispose();
        return (head, table);
    }
}
