using System.Text.Json;

namespace Quern.Cli.Tests.Mixing;

/// <summary>Near-duplicates do not leak from one part into another.</summary>
public sealed class SplitNearDuplicatesTests : IDisposable
{
    private static readonly string[] Usual = ["train", "val", "test"];

    private readonly QuernProgram _quern = new();

    public SplitNearDuplicatesTests()
        // Rows of one family differ in their last word only; each family has words of its own.
        => _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 600).Select(static i => $"{{\"id\":{i},\"family\":{i % 150},\"text\":\"{Words(i % 150)} end{i}\"}}\n")));

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void Without_the_option_families_are_parted()
    {
        _quern.Run("split", "in.jsonl", "-o", "out").Exit.ShouldBe(0);
        Crossing("out").ShouldBeGreaterThan(20);
    }

    [Fact]
    public void With_it_none_is_and_rows_leave_as_they_came()
    {
        var outcome = _quern.Run("split", "in.jsonl", "--group-near-duplicates", "--by", "text", "-o", "out");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        Crossing("out").ShouldBe(0);
        Usual.SelectMany(p => _quern.Lines($"out/{p}.jsonl")).Order(StringComparer.Ordinal).ShouldBe(_quern.Lines("in.jsonl").Order(StringComparer.Ordinal));
        Usual.Select(p => _quern.Lines($"out/{p}.jsonl").Length).Zip([480, 60, 60]).ShouldAllBe(static s => Math.Abs(s.First - s.Second) <= 2);
    }

    [Fact]
    public void A_cluster_field_names_the_clusters()
    {
        _quern.Run("split", "in.jsonl", "--group-near-duplicates", "--threshold", "0.7", "--cluster-field", "cluster", "-o", "out").Exit.ShouldBe(0);
        var rows = Usual.SelectMany(p => _quern.Lines($"out/{p}.jsonl")).Select(static l => JsonDocument.Parse(l).RootElement).ToList();
        rows.GroupBy(static r => r.GetProperty("cluster").GetString()).ShouldAllBe(static g => g.Select(static r => r.GetProperty("family").GetInt32()).Distinct().Count() == 1);
        rows.Select(static r => r.GetProperty("cluster").GetString()).Distinct().Count().ShouldBe(150);
    }

    [Fact]
    public void Groups_and_near_duplicates_are_linked_with_each_other()
    {
        // Two families share a chat, which no word of theirs says.
        _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 600).Select(static i => $"{{\"id\":{i},\"family\":{i % 150},\"chat\":\"{(i < 150 ? i / 2 : 1000 + i)}\",\"text\":\"{Words(i % 150)} end{i}\"}}\n")));
        var outcome = _quern.Run("split", "in.jsonl", "--group", "chat", "--group-near-duplicates", "--by", "text", "-o", "out");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        Crossing("out", static family => family / 2).ShouldBe(0);
    }

    [Fact]
    public void Rows_without_text_are_split_by_their_ids()
    {
        _quern.Write("in.jsonl", string.Concat(Enumerable.Range(0, 100).Select(static i => $"{{\"id\":{i},\"n\":{i}}}\n")));
        var outcome = _quern.Run("split", "in.jsonl", "--group-near-duplicates", "-o", "out");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Lines("out/train.jsonl").Length.ShouldBe(80);
    }

    private int Crossing(string folder, Func<int, int>? setOf = null)
        => Usual.SelectMany(p => _quern.Values($"{folder}/{p}.jsonl", "family").Select(f => (Family: int.Parse(f, System.Globalization.CultureInfo.InvariantCulture), Part: p)))
            .GroupBy(f => setOf is null ? f.Family : setOf(f.Family)).Count(static g => g.Select(static f => f.Part).Distinct().Count() > 1);

    private static string Words(int family) => string.Join(' ', Enumerable.Range(0, 40).Select(w => $"w{family}x{w}"));
}
