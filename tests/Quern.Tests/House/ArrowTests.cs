namespace Quern.Tests.House;

public sealed class ArrowTests
{
    private const string Page = "docs/architecture.md";
    private const string Begin = "<!-- arrows: begin -->\n";
    private const string End = "<!-- arrows: end -->";

    [Fact]
    public void A_room_uses_only_rooms_on_lower_floors()
        => Forbidden(HouseSources.Arrows).ShouldBeEmpty();

    [Fact]
    public void The_walk_sees_arrows_that_the_text_does_not_show()
    {
        var arrows = HouseSources.Walk(HouseSources.Compile([
            ("Rows.cs", "namespace Quern.Rows; public class Low { public Quern.Steps.High Up = new(); }"),
            ("Steps.cs", "namespace Quern.Steps; public class High { public static High Make() => new(); } public static class More { public static int Twice(this int i) => i; }"),
            ("Formats.cs", "namespace Quern.Formats { using Quern.Steps; class Hidden { int A() => 3.Twice(); } }"),
        ])).ToList();
        var forbidden = Forbidden(arrows);
        forbidden.ShouldContain(static f => f.StartsWith("Rows -> Steps: Rows.cs:1", StringComparison.Ordinal));
        forbidden.ShouldContain(static f => f.StartsWith("Formats -> Steps: Formats.cs:1 names More", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Recipes", "Rows", true)]
    [InlineData("Rows", "Recipes", false)]
    [InlineData("Formats", "Chat", false)]
    [InlineData("Governance", "Plans", true)]
    [InlineData("Plans", "Governance", false)]
    [InlineData("Recipes", "Unheard", false)]
    public void The_table_runs_one_way(string from, string to, bool may) => Rooms.MayUse(from, to).ShouldBe(may);

    [Fact]
    public void Every_namespace_equals_its_folder()
    {
        var wrong = HouseSources.Files
            .Select(static f => (File: Path.GetRelativePath(HouseSources.Folder, f), Space: NamespaceOf(f)))
            .Where(static f => f.Space != string.Join('.', Path.GetDirectoryName(f.File)!.Split('/').Prepend("Quern").Where(static p => p.Length > 0)))
            .Select(static f => $"{f.File} is in namespace {f.Space}");
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_has_a_floor()
        => Directory.GetDirectories(HouseSources.Folder).Select(static d => Path.GetFileName(d)!)
            .Where(static d => d is not ("native" or "obj" or "bin") && Rooms.FloorOf(d) == 0)
            .ShouldBeEmpty();

    [Fact]
    public void The_real_arrows_are_approved()
    {
        var path = Path.Combine(ApprovedText.Root, Page);
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        (begin >= Begin.Length && end >= begin).ShouldBeTrue($"{Page} has lost the markers around its arrows.");
        ApprovedText.Check(Page, page[..begin] + Table() + page[end..]);
    }

    private static List<string> Forbidden(IEnumerable<Arrow> arrows)
        => [.. arrows.Where(static a => !Rooms.MayUse(a.From, a.To)).Select(static a => $"{a.From} -> {a.To}: {a.File}:{a.Line} names {a.Type}")];

    private static string Table()
    {
        var rows = HouseSources.Arrows.GroupBy(static a => (a.From, a.To))
            .OrderByDescending(static g => Rooms.FloorOf(g.Key.From)).ThenBy(static g => g.Key.From).ThenByDescending(static g => Rooms.FloorOf(g.Key.To)).ThenBy(static g => g.Key.To)
            .Select(static g => $"| {g.Key.From} | {g.Key.To} | {g.Count()} |");
        return "| From | To | Uses |\n|---|---|---:|\n" + string.Join('\n', rows) + "\n";
    }

    private static string NamespaceOf(string file)
        => File.ReadLines(file).FirstOrDefault(static l => l.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';', ' ') ?? "(none)";
}
