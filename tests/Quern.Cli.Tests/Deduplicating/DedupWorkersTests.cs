using System.Text.Json;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>What decides the result of deduplication, and what does not.</summary>
public sealed class DedupWorkersTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("--threshold 0.5 --linkage connected")]
    [InlineData("--threshold 0.6 --ngram 3 --keep longest")]
    [InlineData("--method minhash")]
    [InlineData("--method minhash --threshold 0.5 --bands 32 --no-verify")]
    [InlineData("--shingles characters --exact")]
    [InlineData("--mark cluster")]
    public void However_many_cores_there_are_the_same_bytes_are_written_whatever_is_asked_for(string options)
    {
        // More than one batch, so that cores do share the work.
        _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 6000).Select(Row)));
        var one = Written("1", options);
        Written("4", options).ShouldBe(one);
    }

    [Fact]
    public void A_curve_tells_thresholds_apart()
    {
        // Of 20 words the last ones differ: 17 of 23 are shared, then 18 of 22, and at last all.
        _quern.Write("rows.jsonl", string.Concat(
            "{\"id\":1,\"text\":\"a b c d e f g h i j k l m n o p q r s t\"}\n",
            "{\"id\":2,\"text\":\"a b c d e f g h i j k l m n o p q x y z\"}\n",
            "{\"id\":3,\"text\":\"a b c d e f g h i j k l m n o p q r V U\"}\n",
            "{\"id\":4,\"text\":\"A, b c d e f g h i j k l m n o p q r s t\"}\n"));
        using var json = JsonDocument.Parse(_quern.Run("dedup", "rows.jsonl", "--ngram", "1", "--dry-run", "--curve", "--json").OutputBytes);
        json.RootElement.GetProperty("curve").EnumerateArray().Select(static p => p.GetProperty("removed").GetInt32()).ShouldBe([3, 3, 2, 1]);
        json.RootElement.GetProperty("dry_run").GetBoolean().ShouldBeTrue();
    }

    private List<byte[]> Written(string workers, string options)
    {
        var outcome = _quern.Run(["dedup", "in.jsonl", "-o", "out.jsonl", "--force", "--clusters", "clusters.jsonl", "--save-index", "rows.index", "--workers", workers, .. options.Split(' ')]);
        outcome.Exit.ShouldBe(0, outcome.Errors);
        var names = new List<string> { "out.jsonl", "clusters.jsonl", "rows.index" };
        names.AddRange(options.StartsWith("--mark", StringComparison.Ordinal) ? [] : ["out.rejects.jsonl"]);
        var written = names.ConvertAll(name => File.ReadAllBytes(_quern.At(name)));
        written.ShouldAllBe(static bytes => bytes.Length > 0);
        return written;
    }

    private static string Row(int i)
    {
        var random = new Random(i % 5 == 4 ? i / 10 : i);
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(_ => "w" + random.Next(20_000)));
        return $"{{\"id\":{i},\"text\":\"{words}{(i % 10 == 9 ? " more" : "")}\"}}\n";
    }
}
