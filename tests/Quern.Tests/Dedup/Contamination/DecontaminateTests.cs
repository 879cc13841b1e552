using System.Text.Json;
using Quern.Dedup.Contamination;
using Quern.Recipes;
using Quern.Rows;

namespace Quern.Tests.Dedup.Contamination;

public sealed class DecontaminateTests : IDisposable
{
    private const string Question = "A miller grinds twelve sacks of rye in four hours and rests for one hour; how many sacks does she grind in nine hours?";

    private readonly string _folder = Directory.CreateTempSubdirectory("quern-decontaminate-").FullName;

    [Fact]
    public void A_row_that_has_an_evaluation_text_in_it_goes_and_says_which()
    {
        Write("eval.jsonl", $"{{\"question\":\"What is flour?\",\"answer\":\"Ground grain\"}}\n{{\"question\":\"{Question}\",\"answer\":\"24\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"Here is a riddle. {Question.ToUpperInvariant().Replace(";", ",", StringComparison.Ordinal)} Think!\"}}\n{{\"id\":2,\"text\":\"A miller grinds twelve sacks of oats in four hours.\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] }).ShouldBe([2]);
        var match = Rejects().ShouldHaveSingleItem().GetProperty("matches")[0];
        match.GetProperty("file").GetString().ShouldBe(At("eval.jsonl"));
        match.GetProperty("row").GetInt32().ShouldBe(1);
        match.GetProperty("words").GetInt32().ShouldBe(24);
        match.GetProperty("span").GetString().ShouldBe("a miller grinds twelve sacks of rye in four hours and rests for one hour how many sacks does she grind in nine hours");
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    public void So_many_words_in_a_row_are_needed(int words, bool goes)
    {
        Write("eval.jsonl", $"{{\"q\":\"{Words(0, 30)}\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"before it {Words(5, words)} and behind\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] }).Count.ShouldBe(goes ? 0 : 1);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(12, true)]
    public void A_short_text_is_looked_for_as_a_whole(int words, bool goes)
    {
        Write("eval.jsonl", $"{{\"q\":\"{Words(0, words)}\"}}\n{{\"q\":\"{Words(100, 20)}\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"before it {Words(0, words)} and behind\"}}\n{{\"id\":2,\"text\":\"{Words(0, words - 1)}\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] }).ShouldBe(goes ? [2] : [1, 2]);
    }

    [Fact]
    public void Only_the_fields_that_were_named_count()
    {
        Write("eval.jsonl", $"{{\"question\":\"{Words(0, 20)}\",\"context\":\"{Words(50, 20)}\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"{Words(50, 20)}\"}}\n{{\"id\":2,\"note\":\"{Words(0, 20)}\"}}\n{{\"id\":3,\"text\":\"{Words(0, 20)}\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")], AgainstBy = ["question"], By = ["text"] }).ShouldBe([1]);
        Rejects().Select(static r => r.GetProperty("reason").GetString()).ShouldBe(["missing-field", "contaminated"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("“twelve” sacks of rye — in four hours … and rests")]
    [InlineData("«twelve» sacks/of rye – in four hours, and rests")]
    [InlineData("twelve\u200B sacks of rye in four-hours and rests!")]
    [InlineData("ｔｗｅｌｖｅ sacks of rye × in four hours ¿and rests?")]
    public void Signs_of_any_script_hide_nothing(string middle)
    {
        Write("eval.jsonl", "{\"q\":\"She grinds twelve sacks of rye in four hours and rests for one more hour\"}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"She grinds {middle} for one more hour.\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] }).ShouldBeEmpty();
    }

    [Fact]
    public void Signs_of_Chinese_are_no_words()
    {
        Write("eval.jsonl", "{\"q\":\"小明昨天在学校，图书馆里借了三本关于石磨的书\"}\n");
        Write("rows.jsonl", "{\"id\":1,\"text\":\"小明昨天在学校图书馆里,借了三本关于石磨的书。\"}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")], Ngram = 20 }).ShouldBeEmpty();
    }

    [Fact]
    public void Where_nothing_would_be_looked_for_that_is_said()
    {
        Write("eval.jsonl", $"{{\"q\":\"{Words(0, 20)}\",\"a\":\"yes\"}}\n");
        Write("rows.jsonl", "{\"id\":1,\"text\":\"flour\"}\n");
        Faults(new DecontaminateOptions { Against = [At("eval.jsonl")], AgainstBy = ["question"] }).ShouldContain("has a field question");
        Faults(new DecontaminateOptions { Against = [At("eval.jsonl")], AgainstBy = ["a"] }).ShouldContain("1 shorter ones");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")], By = ["txet"] }).ShouldBeEmpty();
        Rejects().ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("missing-field");
    }

    [Fact]
    public void Several_sequences_can_be_asked_for()
    {
        Write("eval.jsonl", $"{{\"q\":\"{Words(0, 40)}\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"{Words(0, 15)}\"}}\n{{\"id\":2,\"text\":\"{Words(0, 17)}\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")], Matches = 4 }).ShouldBe([1]);
    }

    [Fact]
    public void Of_scripts_without_spaces_characters_are_words()
    {
        const string chinese = "石磨每小时磨三袋黑麦请问九小时磨多少袋";
        Write("eval.jsonl", $"{{\"q\":\"{chinese}\"}}\n");
        Write("rows.jsonl", $"{{\"id\":1,\"text\":\"题目:{chinese[2..17]}。\"}}\n{{\"id\":2,\"text\":\"{chinese[..9]}\"}}\n");
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] }).ShouldBe([2]);
        Rejects()[0].GetProperty("matches")[0].GetProperty("span").GetString().ShouldBe(chinese[2..17]);
    }

    [Fact]
    public void Every_window_is_found_that_a_plain_search_finds()
    {
        var random = new Random(11);
        var evaluation = Enumerable.Range(0, 20).Select(_ => Sequence(random, random.Next(6, 40))).ToList();
        var rows = Enumerable.Range(0, 300).Select(_ => Sequence(random, random.Next(1, 60))).ToList();
        Write("eval.jsonl", string.Concat(evaluation.Select(static e => $"{{\"q\":\"{e}\"}}\n")));
        Write("rows.jsonl", string.Concat(rows.Select(static (r, i) => $"{{\"id\":{i},\"text\":\"{r}\"}}\n")));
        var expected = Enumerable.Range(0, rows.Count).Where(i => !evaluation.Any(e => Shares(rows[i].Split(' '), e.Split(' '), n: 6))).ToList();
        Ids(new DecontaminateOptions { Against = [At("eval.jsonl")], Ngram = 6, MinWords = 6 }).ShouldBe(expected);
        expected.Count.ShouldBeInRange(20, 280);
    }

    [Fact]
    public void An_evaluation_set_that_cannot_be_read_stops_the_run()
    {
        Write("eval.jsonl", "{\"q\":\"whole\"}\n{\"q\":\n");
        Write("rows.jsonl", "{\"id\":1}\n");
        Should.Throw<SourceFault>(() => Ids(new DecontaminateOptions { Against = [At("eval.jsonl")] })).Message.ShouldContain("row 1 of the evaluation set cannot be read");
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Write("rows.jsonl", "{\"id\":1}\n");
        Faults(new DecontaminateOptions { Against = [] }).ShouldContain("needs files");
        Faults(new DecontaminateOptions { Against = [At("gone.jsonl")] }).ShouldContain("was not found");
        Faults(new DecontaminateOptions { Against = [At("rows.jsonl")], Ngram = 1 }).ShouldContain("1 words");
        Faults(new DecontaminateOptions { Against = [At("rows.jsonl")], MinWords = 0, Matches = 0 }).ShouldContain("matches cannot be 0");
        Faults(new DecontaminateOptions { Against = [At("rows.jsonl")], By = ["a..b"] }).ShouldContain("empty name");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Sequence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => "w" + random.Next(0, 3)));

    private static bool Shares(string[] row, string[] evaluation, int n)
        => Enumerable.Range(0, Math.Max(0, evaluation.Length - n + 1)).Any(e => Enumerable.Range(0, Math.Max(0, row.Length - n + 1)).Any(r => row.AsSpan(r, n).SequenceEqual(evaluation.AsSpan(e, n))));

    private static string Words(int first, int count) => string.Join(' ', Enumerable.Range(first, count).Select(static i => "word" + i));

    private string Faults(DecontaminateOptions options) => string.Join('\n', Should.Throw<RecipeFault>(() => Ids(options)).Faults);

    private List<int> Ids(DecontaminateOptions options)
    {
        RowFlow.From(At("rows.jsonl")).Through(options).To(At("out.jsonl"), force: true, TestContext.Current.CancellationToken);
        return [.. File.ReadAllLines(At("out.jsonl")).Select(static l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetInt32())];
    }

    private List<JsonElement> Rejects() => [.. File.ReadAllLines(At("out.rejects.jsonl")).Select(static l => JsonDocument.Parse(l).RootElement)];

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
