using System.Text.Json;
using System.Xml.Linq;
using Quern.Dedup;
using Quern.Dedup.Files;
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

    private XElement PageOf(DedupOptions options, IEnumerable<string> texts)
    {
        var (input, path) = (Path.Combine(_folder, "in.jsonl"), Path.Combine(_folder, "page.html"));
        File.WriteAllLines(input, texts.Select(static t => $"{{\"text\":{JsonSerializer.Serialize(t)}}}"));
        var spec = (RowFlow.From([input]) with { Name = "dedup", FilesAreSources = true }).Through(options).SpecTo(Path.Combine(_folder, "out.jsonl"));
        var extras = new DedupExtras { Page = new DedupPage(path, (stats, rows) => DuplicatesPage.Write(path, options, stats, rows)) };
        new DedupRun(spec, extras, new RunSettings { Force = true }, new RunProgress(), TestContext.Current.CancellationToken).Run();
        return XElement.Parse(File.ReadAllText(path).Replace(input, "in.jsonl", StringComparison.Ordinal));
    }
}
