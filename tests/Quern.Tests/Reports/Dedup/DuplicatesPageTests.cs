using System.Text.Json;
using System.Xml.Linq;
using Quern.Dedup;
using Quern.Dedup.Files;
using Quern.Dedup.Outcome;
using Quern.Recipes;
using Quern.Reports.Dedup;
using Quern.Running;

namespace Quern.Tests.Reports.Dedup;

public sealed class DuplicatesPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_largest_clusters_are_shown_side_by_side_with_their_differences_marked()
    {
        var page = PageOf(new DedupOptions { Ngram = 1, Threshold = 0.6 }, ["the mill grinds rye at dawn", "the mill grinds oats at dawn", "a heron waits", "THE mill grinds rye at dawn"]);
        var section = page.Descendants("section").ShouldHaveSingleItem();
        section.Element("h3")!.Value.ShouldBe("3 rows, kept: {\"source\":\"in.jsonl\",\"ordinal\":0}");
        var pairs = section.Elements("div").ToList();
        pairs.Select(static p => string.Join('|', p.Descendants("mark").Select(static m => m.Value))).ShouldBe(["rye|oats", "the|THE"]);
        section.Elements("p").First().Value.ShouldEndWith("similarity 0.714");
        page.Descendants("p").First().Value.ShouldStartWith("2 of 4 rows are duplicates at a Jaccard index of 0.6 (join).");
    }

    [Fact]
    public void Whatever_rows_hold_the_page_stays_a_page()
    {
        string[] texts = ["<script>alert('x')</script> & \"]]> \0\u0007\u202E\uFFFF end", "<SCRIPT>alert('x')</script> & \"]]> \0\u0007\u202E\uFFFF end"];
        var page = PageOf(new DedupOptions(), texts);
        page.Descendants("script").ShouldBeEmpty();
        page.Descendants("section").Single().Value.ShouldContain("<script>alert('x')</script> & \"]]> \uFFFD\uFFFD\uFFFD\uFFFD end");
    }

    [Fact]
    public void Long_texts_are_shortened_around_their_differences()
    {
        var words = Enumerable.Range(0, 200_000).Select(static i => "w" + i).ToArray();
        var changed = words.ToArray();
        changed[5000] = "OTHER";
        var page = PageOf(new DedupOptions(), [string.Join(' ', words), string.Join(' ', changed)]);
        var section = page.Descendants("section").Single();
        section.Descendants("mark").Select(static m => m.Value).ShouldBe(["w5000", "OTHER"]);
        section.Value.ShouldContain("… 4,992 words …");
        page.ToString().Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Rows_without_end_make_no_page_without_end()
    {
        var random = new Random(1);
        var same = string.Join(' ', Enumerable.Range(0, 3000).Select(_ => random.Next()));
        var texts = Enumerable.Range(0, 300).Select(i => $"{same} {string.Join(' ', Enumerable.Range(0, 300).Select(_ => i + "x" + random.Next()))}");
        PageOf(new DedupOptions(), texts).ToString().Length.ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void Without_duplicates_there_is_a_page_too()
        => PageOf(new DedupOptions(), ["a", "b"]).Descendants("p").First().Value.ShouldStartWith("0 of 2 rows are duplicates");

    [Fact]
    public void Of_rows_in_an_index_there_is_no_text_to_show()
    {
        PageOf(new DedupOptions { SaveIndex = Path.Combine(_folder, "old.index") }, ["rye", "rye"]);
        var page = PageOf(new DedupOptions { Against = [Path.Combine(_folder, "old.index")] }, ["Rye"]);
        page.Descendants("section").Single().Value.ShouldContain("lies in an index, which holds no text");
    }

    [Fact]
    public void An_identifier_of_any_length_is_shortened()
    {
        var id = new string('x', 300_000);
        var page = PageOf(new DedupOptions(), ["rye", "Rye"], id);
        page.ToString().Length.ShouldBeLessThan(20_000);
        page.Descendants("code").Count(static c => c.Value.EndsWith('…')).ShouldBe(2);
    }

    [Fact]
    public void Of_texts_that_write_no_spaces_the_character_is_marked()
    {
        var text = string.Concat(Enumerable.Range(0, 600).Select(static i => (char)(0x4E00 + i)));
        var page = PageOf(new DedupOptions { Shingles = ShingleKind.Mixed }, [text, text[..400] + "穿" + text[401..]]);
        page.Descendants("mark").Select(static m => m.Value).ShouldBe([text[400..401], "穿"]);
    }

    [Fact]
    public void Every_similarity_is_in_a_bar_and_the_steps_between_are_shown()
    {
        var words = Enumerable.Range(0, 100).Select(static i => "w" + i).ToArray();
        var shorter = Enumerable.Range(1, 79).Where(static n => n != 40).Select(n => string.Join(' ', words[..^n]));
        var page = PageOf(new DedupOptions { Threshold = 0.2, Ngram = 1 }, [string.Join(' ', words), .. shorter, string.Join(' ', words)]);
        var bars = Bars(page)[0];
        bars.Count.ShouldBe(80);
        bars.Where(static b => b.Value != 1).ShouldBe([new("0.60", 0)]);
    }

    [Fact]
    public void Every_cluster_is_in_a_bar()
        => Bars(PageOf(new DedupOptions(), Enumerable.Range(2, 70).SelectMany(static n => Enumerable.Repeat("cluster " + n, n))))[1].ShouldBe(
            [new("2", 1), new("3", 1), new("4", 1), new("5 to 8", 4), new("9 to 16", 8), new("17 to 32", 16), new("33 to 64", 32), new("65 to 128", 7)]);

    [Fact]
    public void A_text_that_is_not_looked_at_to_its_end_says_so()
    {
        var words = Enumerable.Range(0, 250_000).Select(static i => "w" + i).ToArray();
        var page = PageOf(new DedupOptions(), [string.Join(' ', words), string.Join(' ', words) + " more"]);
        page.Descendants("section").Single().Value.ShouldContain("Only the first 1,000,000 characters of a text are looked at here.");
    }

    [Fact]
    public void Rows_that_would_be_too_much_to_read_are_only_named()
    {
        var shown = new List<ShownCluster>();
        Run(new DedupOptions(), ["rye and oats", "Rye and oats"], null, (_, rows) => shown.AddRange(ShownClusters.Of(rows, new DedupOptions(), mostBytes: 60)));
        var cluster = shown.ShouldHaveSingleItem();
        cluster.Kept.Text.ShouldBe("rye and oats");
        cluster.Removed.ShouldHaveSingleItem().Text.ShouldBeNull();
        cluster.Removed[0].Name.ShouldEndWith("in.jsonl, row 1");
        cluster.Removed[0].WithoutText.ShouldBe("A row of 23 bytes is too long to be shown here.");
    }

    private static List<List<KeyValuePair<string, int>>> Bars(XElement page)
        => [.. page.Descendants("table").Where(static t => t.Attribute("class")?.Value == "bars").Select(static t => t.Elements("tr").Select(static r => new KeyValuePair<string, int>(r.Elements("td").First().Value, int.Parse(r.Elements("td").ElementAt(1).Value.Replace(",", "", StringComparison.Ordinal)))).ToList())];

    private XElement PageOf(DedupOptions options, IEnumerable<string> texts, string? id = null)
    {
        var path = Path.Combine(_folder, "page.html");
        Run(options, texts, id, (stats, rows) => DuplicatesPage.Write(path, options, stats, rows));
        return XElement.Parse(File.ReadAllText(path).Replace(Path.Combine(_folder, "in.jsonl"), "in.jsonl", StringComparison.Ordinal));
    }

    private void Run(DedupOptions options, IEnumerable<string> texts, string? id, Action<DedupStats, DecidedRows> write)
    {
        var input = Path.Combine(_folder, "in.jsonl");
        var member = id is null ? "" : $"\"id\":\"{id}\",";
        File.WriteAllLines(input, texts.Select(t => $"{{{member}\"text\":{JsonSerializer.Serialize(t)}}}"));
        var spec = (RowFlow.From([input]) with { Name = "dedup", FilesAreSources = true }).Through(options).SpecTo(Path.Combine(_folder, "out.jsonl"));
        var extras = new DedupExtras { Page = new DedupPage(Path.Combine(_folder, "page.html"), write) };
        new DedupRun(spec, extras, new RunSettings { Force = true }, new RunProgress(), TestContext.Current.CancellationToken).Run();
    }
}
