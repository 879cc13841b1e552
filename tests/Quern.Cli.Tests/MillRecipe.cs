using System.IO.Compression;
using System.Text;

namespace Quern.Cli.Tests;

/// <summary>
/// A recipe that has a bit of everything that a run can be interrupted in: several sources and formats with some bad
/// rows, row steps before, between and behind two set steps, and outputs in two formats. Its rows come from a fixed seed.
/// </summary>
internal static class MillRecipe
{
    /// <summary>The run folder that it uses by default.</summary>
    public const string RunFolder = "runs/mill";

    private const string Text = """
        name: mill
        seed: 11
        tolerance: 1%
        sources:
          - files: data/talk-*.jsonl
            name: talk
          - files: data/packed.jsonl.gz
          - files: data/table.csv
        steps:
          - filter: { field: score, min: 2, missing: keep }
          - add-field: { field: stage, value: milled }
          - shuffle: {}
          - rename: { fields: { text: request } }
          - filter: { field: request, min-length: 12 }
          - sql: { query: "select request, count(*) as times, min(id) as first from rows group by request order by first" }
          - filter: { field: times, max: 3 }
        outputs:
          - jsonl: out/mill.jsonl
          - parquet: out/mill.parquet
        """;

    private static readonly string[] Words = ["barley", "wheel", "stone", "river", "grain", "sieve", "größe", "hopper", "flour", "mill", "粉", "ox"];

    /// <summary>Writes the rows and the recipe; gives the recipe's name.</summary>
    public static string WriteTo(QuernProgram quern, int rows)
    {
        var random = new Random(20);
        for (var i = 0; i < 3; i++)
        {
            quern.Write($"data/talk-{i}.jsonl", Rows(random, rows / 4));
        }

        quern.Write("data/packed.jsonl.gz", Packed(Rows(random, rows / 8)));
        quern.Write("data/table.csv", Table(random, rows / 8));
        quern.Write("mill.yaml", Text);
        return "mill.yaml";
    }

    private static byte[] Rows(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            // Broken rows of several kinds, far apart; each must be counted and kept in a rejects file.
            text.Append((i % 911) switch
            {
                400 => "{\"text\": \"breaks off",
                500 => "{\"text\": \"twice\", \"text\": \"twice\"}",
                600 => "{\"text\": \"has a stage\", \"score\": 9, \"stage\": \"raw\"}",
                _ => $"{{\"text\": \"{Phrase(random)}\", \"score\": {random.Next(10)}, \"tags\": [{random.Next(5)}, null]}}",
            }).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Table(Random random, int count)
    {
        var text = new StringBuilder("text,score\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(Phrase(random)).Append(',').Append(random.Next(10)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Phrase(Random random)
        => string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => Words[random.Next(Words.Length)] + random.Next(6)));

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
