using System.Globalization;
using System.Text.Json;
using Quern.Bench.Dedup.Corpus;
using Quern.Bench.Dedup.Scoring;

namespace Quern.Bench.Dedup;

/// <summary>
/// Looks whether the corpus is what its truth file says and whether scores are counted right, before anything is judged by
/// them. The texts are read, normalised and cut again here, in the plainest way, from what was written.
/// </summary>
internal static class SelfCheck
{
    private const int Rows = 1500;

    /// <summary>Ends the bench when something is wrong.</summary>
    public static void Run(string folder)
    {
        CheckScore();
        Directory.CreateDirectory(folder);
        var (rows, truth) = (Path.Combine(folder, "self-check.jsonl"), Path.Combine(folder, "self-check.truth.jsonl"));
        foreach (var script in Enum.GetValues<Script>())
        {
            new DedupCorpus(Rows, script).Write(rows, truth);
            CheckCorpus(script, rows, truth);
        }

        File.Delete(rows);
        File.Delete(truth);
    }

    private static void CheckScore()
    {
        // 0 has a duplicate alone; 1 a decoy alone; 2 a duplicate, another and a decoy; 5 an exact copy alone; 7 nothing.
        string[] lines =
        [
            Line(0, "orig", null), Line(1, "orig", null), Line(2, "orig", null), Line(3, "j80", 0), Line(4, "d70", 1), Line(5, "orig", null),
            Line(6, "j95", 2), Line(7, "orig", null), Line(8, "j80", 2), Line(9, "d60", 2), Line(10, "exact", 5),
        ];
        var truth = DedupTruth.Of(lines);
        // 3 stays beside 0 (missed); 4 goes (a decoy is lost); of 2's group only 8 stays, which is right; 7 is lost; of 5 and 10 one stays.
        var score = DedupScore.Of(truth, KeptRows.Of(lines.Length, [0, 1, 3, 8, 9, 10]));
        Expect(score is { Rows: 11, Kept: 6, ShouldGo: 4, Missed: 1, Lost: 2, LostDecoys: 1, Recall: 0.75 }
            && score.Joined(RowKind.J80) == 0 && score.Joined(RowKind.D70) == 1 && score.Joined(RowKind.Exact) == 1 && score.Joined(RowKind.J95) is null, score.ToString());
        Expect(DedupScore.Of(truth, KeptRows.Of(lines.Length, Enumerable.Range(0, lines.Length))) is { Missed: 4, Lost: 0, Recall: 0 }, "kept all");
        Expect(DedupScore.Of(truth, KeptRows.Of(lines.Length, [])) is { Missed: 0, Lost: 7, Recall: 1 }, "kept none");

        static string Line(int id, string kind, int? source) => $$"""{"id": {{id}}, "kind": "{{kind}}", "dup_of": {{(source is { } s ? s.ToString(CultureInfo.InvariantCulture) : "null")}}, "jaccard": null, "words": 9}""";
    }

    private static void CheckCorpus(Script script, string rows, string truth)
    {
        var sets = File.ReadLines(rows).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            return PlainShingles.Of($"{row.RootElement.GetProperty("instruction").GetString()}\n{row.RootElement.GetProperty("response").GetString()}", Scripts.ShinglesOf(script));
        }).ToList();
        foreach (var line in File.ReadLines(truth))
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("dup_of") is not { ValueKind: JsonValueKind.Number } source)
            {
                continue;
            }

            var band = KindBand.All.Single(b => b.Name == row.RootElement.GetProperty("kind").GetString());
            var jaccard = PlainShingles.Jaccard(sets[row.RootElement.GetProperty("id").GetInt32()], sets[source.GetInt32()]);
            Expect(jaccard >= band.Low && jaccard <= band.High && Math.Abs(jaccard - row.RootElement.GetProperty("jaccard").GetDouble()) < 1e-6, $"{script}: counted {jaccard}, {line}");
        }
    }

    private static void Expect(bool isSo, string found)
    {
        if (!isSo)
        {
            throw new InvalidOperationException($"The bench's own check of its corpus and scores failed: {found}");
        }
    }
}
