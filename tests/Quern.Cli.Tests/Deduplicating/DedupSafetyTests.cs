namespace Quern.Cli.Tests.Deduplicating;

/// <summary>What must never be replaced, and rows of the usual length in an index.</summary>
public sealed class DedupSafetyTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void An_index_of_rows_of_many_words_removes_what_the_rows_themselves_remove()
    {
        _quern.Write("old.jsonl", Row(1, 40) + Row(2, 4) + Row(3, 2000));
        _quern.Write("new.jsonl", Row(1, 40) + Row(4, 60) + Row(3, 2001));
        _quern.Run("dedup", "old.jsonl", "--save-index", "old.index", "-o", "unique.jsonl").Exit.ShouldBe(0);
        _quern.Run("dedup", "new.jsonl", "--against", "old.jsonl", "-o", "a.jsonl").Exit.ShouldBe(0);
        var outcome = _quern.Run("dedup", "new.jsonl", "--against", "old.index", "-o", "b.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Read("b.jsonl").ShouldBe(Row(4, 60));
        _quern.Read("b.jsonl").ShouldBe(_quern.Read("a.jsonl"));
        _quern.Read("b.rejects.jsonl").ShouldBe(_quern.Read("a.rejects.jsonl"));
    }

    [Theory]
    [InlineData("--save-index", "in.jsonl")]
    [InlineData("--clusters", "in.jsonl")]
    [InlineData("--report", "in.jsonl")]
    [InlineData("--save-index", "old.jsonl")]
    [InlineData("--clusters", "old.jsonl")]
    [InlineData("-o", "old.jsonl")]
    public void What_is_read_is_never_replaced_though_it_is_forced(string option, string file)
    {
        _quern.Write("in.jsonl", Row(1, 9));
        _quern.Write("old.jsonl", Row(2, 9));
        var before = _quern.Read(file);
        _quern.Run(["dedup", "in.jsonl", "--against", "old.jsonl", "--force", option, file, .. option == "-o" ? Array.Empty<string>() : ["-o", "out.jsonl"]]).Exit.ShouldBe(2);
        _quern.Read(file).ShouldBe(before);
    }

    [Fact]
    public void A_recipe_replaces_no_strangers_file_by_an_index()
    {
        _quern.Write("a.jsonl", Row(1, 9));
        _quern.Write("precious", "mine");
        _quern.Write("r.yaml", "name: r\nsources: [{ files: a.jsonl }]\nsteps: [{ dedup: { save-index: precious } }]\noutputs: [{ jsonl: out.jsonl }]\n");
        _quern.Run("run", "r.yaml").Exit.ShouldNotBe(0);
        _quern.Read("precious").ShouldBe("mine");
    }

    [Fact]
    public void A_folder_of_somebody_else_beside_the_output_is_left_alone()
    {
        _quern.Write("in.jsonl", Row(1, 9));
        _quern.Write("out.jsonl.dedup/notes.txt", "mine");
        _quern.Run("dedup", "in.jsonl", "-o", "out.jsonl");
        _quern.Read("out.jsonl.dedup/notes.txt").ShouldBe("mine");
    }

    private static string Row(int seed, int words)
    {
        var random = new Random(seed);
        return $"{{\"id\":{seed},\"text\":\"{string.Join(' ', Enumerable.Range(0, words).Select(_ => "w" + random.Next(20_000)))}\"}}\n";
    }
}
