using Quern.Dedup;
using Quern.Dedup.Clusters;
using Quern.Dedup.Reading;
using Quern.Running;

namespace Quern.Tests.Dedup;

/// <summary>What a stopped run left on disk is taken up, as far as it is whole, and decides nothing.</summary>
public sealed class DedupResumeTests : IDisposable
{
    // So many that what is made of them goes to disk in several parts.
#if DEBUG
    private const int Rows = 400;
#else
    private const int Rows = 60_000;
#endif
    private static readonly DedupOptions Options = new() { Keep = "longest" };

    private readonly string _folder = Directory.CreateTempSubdirectory("quern-resume-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void From_any_number_of_parts_the_same_is_decided()
    {
        var files = Files("a.jsonl", "b.jsonl", "c.jsonl");
        var expected = Decide(files, "whole", long.MaxValue / 4);
        Decide(files, "parts", 4000).ShouldBe(expected);
        var parts = Directory.GetFiles(PathOf("parts")).Order(StringComparer.Ordinal).ToList();
        parts.Count.ShouldBeGreaterThan(2);
        foreach (var left in new[] { parts.Count, parts.Count - 1, parts.Count / 2, 1, 0 })
        {
            foreach (var part in parts.Skip(left))
            {
                File.Delete(part);
            }

            var kept = parts.Take(left).ToDictionary(static p => p, File.GetLastWriteTimeUtc);
            Decide(files, "parts", 4000).ShouldBe(expected, $"{left} parts were left");
            kept.ShouldAllBe(static p => File.GetLastWriteTimeUtc(p.Key) == p.Value, "what was whole is not made again");
        }
    }

    [Fact]
    public void From_an_index_too()
    {
        using (var indexed = new Deduplication(Options, 0.8, Files("old.jsonl"), ["old"], Settings("saving", long.MaxValue / 4), new RunProgress(), CancellationToken.None))
        {
            indexed.SaveIndex(PathOf("old.index"), indexed.Decide(0.8), force: false);
        }

        IReadOnlyList<RowFile> files = [RowFile.Of(PathOf("old.index"), "old") with { IsKnown = true, IsIndex = true }, .. Files("a.jsonl")];
        var expected = Decide(files, "whole", long.MaxValue / 4);
        Decide(files, "parts", 4000).ShouldBe(expected);
        var parts = Directory.GetFiles(PathOf("parts")).Order(StringComparer.Ordinal).ToList();
        parts.Count.ShouldBeGreaterThan(2);
        foreach (var part in parts.Skip(1))
        {
            File.Delete(part);
        }

        Decide(files, "parts", 4000).ShouldBe(expected);
    }

    [Fact]
    public void Parts_of_other_rows_are_not_taken_up()
    {
        Decide(Files("a.jsonl", "b.jsonl"), "parts", 4000);
        var files = Files("b.jsonl", "c.jsonl");
        Decide(files, "parts", 4000).ShouldBe(Decide(files, "whole", long.MaxValue / 4));
    }

    private List<(int KeptBy, double Similarity)> Decide(IReadOnlyList<RowFile> files, string folder, long memory)
    {
        using var work = new Deduplication(Options, 0.8, files, ["a", "b", "c"], Settings(folder, memory), new RunProgress(), CancellationToken.None);
        var verdicts = work.Decide(0.8);
        return [.. Enumerable.Range(0, verdicts.Count).Select(row => (verdicts.KeptBy(row), verdicts.Similarity(row)))];
    }

    private DedupSettings Settings(string folder, long memory) => new(2, memory, PathOf(folder));

    private List<RowFile> Files(params string[] names) => [.. names.Select((name, i) => RowFile.Of(Written(name), name) with { Source = i })];

    // Every seventh row is another one again with a word changed; those of one file have some of the words of the next.
    private string Written(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            var random = new Random(name[0] / 2);
            File.WriteAllLines(path, Enumerable.Range(0, Rows).Select(i => $"{{\"text\":\"{Text(i % 7 == 6 ? i / 7 : i, random)}\"}}"));
        }

        return path;
    }

    private static string Text(int number, Random random)
    {
        var words = new Random(number);
        return string.Join(' ', Enumerable.Range(0, 30).Select(_ => words.Next(100_000))) + (random.Next(2) == 0 ? " " + random.Next(9) : "");
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
