using System.Text.Json;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>Rows that are there already, as files and as saved indexes.</summary>
public sealed class DedupAgainstTests : IDisposable
{
    private const string Old = "{\"id\":\"o1\",\"text\":\"Rye and wheat\"}\n{\"id\":\"o2\",\"text\":\"The miller grinds oats in the mill by the river\"}\n{\"id\":\"o3\",\"text\":\"rye and wheat\"}\n";
    private const string New = "{\"id\":\"n1\",\"text\":\"Barley\"}\n{\"id\":\"n2\",\"text\":\"rye AND wheat\"}\n{\"id\":\"n3\",\"text\":\"the miller grinds oats in the mill by the river today\"}\n{\"id\":\"n4\",\"text\":\"barley!\"}\n";

    private readonly QuernProgram _quern = new();

    public DedupAgainstTests()
    {
        _quern.Write("old.jsonl", Old);
        _quern.Write("new.jsonl", New);
        _quern.Write("none.jsonl", "");
    }

    public void Dispose() => _quern.Dispose();

    [Theory]
    [InlineData("old.jsonl")]
    [InlineData("old.jsonl.gz")]
    [InlineData("old.parquet")]
    [InlineData("old.csv")]
    public void Rows_that_are_there_already_go_and_name_the_row_that_is_there(string old)
    {
        if (old != "old.jsonl")
        {
            _quern.Run("convert", "old.jsonl", "-o", old).Exit.ShouldBe(0);
        }

        var outcome = _quern.Run("dedup", "new.jsonl", "--against", $"none.jsonl,{old}", "-o", "fresh.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Read("fresh.jsonl").ShouldBe("{\"id\":\"n1\",\"text\":\"Barley\"}\n");
        Rejects("fresh.rejects.jsonl").ShouldBe(
        [
            ("n2", "known-duplicate", $"{old} o1", 1),
            ("n3", "known-near-duplicate", $"{old} o2", 6.0 / 7),
            ("n4", "duplicate", "new.jsonl n1", 1),
        ]);
    }

    [Fact]
    public void An_index_stands_for_the_rows_that_were_kept()
    {
        _quern.Run("dedup", "old.jsonl", "--save-index", "old.index", "-o", "unique.jsonl").Exit.ShouldBe(0);
        File.Delete(_quern.At("old.jsonl"));
        var outcome = _quern.Run("dedup", "new.jsonl", "--against", "old.index", "--save-index", "all.index", "-o", "fresh.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        Rejects("fresh.rejects.jsonl").Select(static r => (r.Id, r.Reason, r.Kept)).ShouldBe(
            [("n2", "known-duplicate", "old.jsonl o1"), ("n3", "known-near-duplicate", "old.jsonl o2"), ("n4", "duplicate", "new.jsonl n1")]);

        // The new index holds what was there already too.
        _quern.Run("dedup", "new.jsonl", "--against", "all.index", "-o", "nothing.jsonl").Exit.ShouldBe(0);
        _quern.Read("nothing.jsonl").ShouldBe("");
        _quern.Write("again.jsonl", Old);
        _quern.Run("dedup", "again.jsonl", "--against", "all.index", "--method", "minhash", "--threshold", "0.9", "--memory", "64mb", "-o", "nothing.jsonl", "--force").Exit.ShouldBe(0);
        _quern.Read("nothing.jsonl").ShouldBe("");
    }

    [Fact]
    public void An_index_that_is_not_what_it_should_be_is_refused()
    {
        _quern.Run("dedup", "old.jsonl", "--save-index", "old.index", "-o", "unique.jsonl").Exit.ShouldBe(0);
        var index = File.ReadAllBytes(_quern.At("old.index"));
        _quern.Write("short.index", index.AsSpan(0, index.Length - 5));
        index[^20] ^= 1;
        _quern.Write("bad.index", index);
        Refused("short.index", "is not whole");
        Refused("bad.index", "is damaged");
        Refused("old.index", "other values of by, shingles, ngram or nfkc", "--ngram", "4");
        Refused("old.index", "other values of by, shingles, ngram or nfkc", "--by", "text");
    }

    [Fact]
    public void Rows_of_a_known_file_that_cannot_be_read_are_told_of()
    {
        _quern.Write("old.jsonl", Old + "{broken\n");
        var outcome = _quern.Run("dedup", "new.jsonl", "--against", "old.jsonl", "-o", "fresh.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Errors.ShouldContain("1 of the known rows could not be read");
    }

    private void Refused(string index, string expected, params string[] options)
    {
        var outcome = _quern.Run(["dedup", "new.jsonl", "--against", index, "-o", "fresh.jsonl", .. options]);
        outcome.Exit.ShouldBeOneOf(1, 2);
        outcome.Errors.ShouldContain(expected);
        File.Exists(_quern.At("fresh.jsonl")).ShouldBeFalse();
    }

    private List<(string? Id, string? Reason, string Kept, double Similarity)> Rejects(string name)
        => [.. _quern.Lines(name).Select(static line =>
        {
            var reject = JsonDocument.Parse(line).RootElement;
            var kept = reject.GetProperty("kept");
            return (reject.GetProperty("row").GetProperty("id").GetString(), reject.GetProperty("reason").GetString(), $"{kept.GetProperty("source").GetString()} {kept.GetProperty("id").GetString()}", reject.GetProperty("similarity").GetDouble());
        })];
}
