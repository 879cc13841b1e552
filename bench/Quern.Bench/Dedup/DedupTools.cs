using System.Globalization;
using Quern.Bench.Dedup.Corpus;
using Quern.Bench.Dedup.Scoring;

namespace Quern.Bench.Dedup;

/// <summary>The corpus and the score as commands of their own, for other programs to be judged by hand.</summary>
internal static class DedupTools
{
    private const string Usage = """
        usage: Quern.Bench dedup-corpus ROWS FILE.jsonl TRUTH.jsonl [latin|cyrillic|greek|han|mixed [SEED]]
               Quern.Bench dedup-score TRUTH.jsonl KEPT
               Quern.Bench dedup-check FOLDER
        KEPT: the rows that were kept, or their ids, one a line. FOLDER: for files that are made and removed.
        """;

    /// <summary>Runs a command line.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["dedup-score", var truthPath, var kept]:
                var truth = DedupTruth.Read(truthPath);
                Console.WriteLine(DedupScore.Of(truth, KeptRows.Read(kept, truth.Rows)));
                return 0;
            case ["dedup-check", var folder]:
                SelfCheck.Run(folder);
                return 0;
            case ["dedup-corpus", var count, var path, var truthPath, .. var rest] when long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && Read(rest) is { } corpus:
                (corpus with { Rows = rows }).Write(path, truthPath);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static DedupCorpus? Read(string[] rest)
    {
        var corpus = new DedupCorpus(0);
        if (rest.Length > 0)
        {
            if (!Scripts.TryParse(rest[0], out var script))
            {
                return null;
            }

            corpus = corpus with { Script = script };
        }

        if (rest.Length > 1)
        {
            if (!ulong.TryParse(rest[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            {
                return null;
            }

            corpus = corpus with { Seed = seed };
        }

        return rest.Length > 2 ? null : corpus;
    }
}
