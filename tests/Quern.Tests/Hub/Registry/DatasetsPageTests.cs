using System.Globalization;
using System.Text;
using Quern.Hub.Registry;
using Quern.Tests.Docs;
using Quern.Tests.House;

namespace Quern.Tests.Hub.Registry;

/// <summary>The tables on the page about datasets are made from the registry and from what its reader knows.</summary>
public sealed class DatasetsPageTests
{
    private const string Page = "docs/datasets.md";

    [Fact]
    public void The_tables_are_those_of_the_registry()
    {
        var page = DocsFolder.Read(Page);
        page = WithPart(page, "keys", Table("Key | Value | Meaning", EntryKeys.All.Select(static k => $"`{k.Name}` | {k.Value} | {k.Meaning}")));
        page = WithPart(page, "layouts", Table("Layout | The files are", Lines(RegistryWords.Layouts)));
        page = WithPart(page, "families", Table("Family | A row is", Lines(RegistryWords.Families)));
        page = WithPart(page, "groups", Table("Group | A dataset of it", Lines(RegistryWords.Groups)));
        page = WithPart(page, "datasets", Table("Name | Dataset | Read | Rows | Family | Licence | Gated | Groups", DatasetRegistry.Standard.Entries.Select(Line)));
        ApprovedText.Check(Page, page);
    }

    [Fact]
    public void The_list_on_the_page_is_one()
        => RegistryReader.Read(DocsFolder.Blocks(DocsFolder.Read(Page), "yaml").ShouldHaveSingleItem(), Page).Select(static e => e.Name)
            .ShouldBe(["my-chats", "support-mail"]);

    [Fact]
    public void The_head_of_the_bundled_list_names_every_key()
    {
        var head = DocsFolder.Read("src/Quern/Hub/Registry/datasets.yaml").Split('\n').TakeWhile(static l => l.StartsWith('#')).ToList();
        EntryKeys.Names.Where(k => !head.Exists(l => l.StartsWith($"#   {k} ", StringComparison.Ordinal) || l.Contains($"{k},", StringComparison.Ordinal) || l.Contains($", {k} ", StringComparison.Ordinal) || l.Contains($"'{k}'", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Lines(IEnumerable<RegistryWord> words) => words.Select(static w => $"`{w.Word}` | {w.Meaning}");

    private static string Line(KnownDataset entry)
    {
        var where = string.Join(", ", new[] { entry.Config, entry.Split }.OfType<string>().Select(static w => $"`{w}`"));
        return $"`{entry.Name}` | {entry.Hub} | {where} | {Rows(entry.DefaultSplit)} | {entry.Family} | {entry.Licence} | {(entry.Gated ? "yes" : "")} | {string.Join(", ", entry.Groups)}";
    }

    private static string Rows(KnownSplit? split)
    {
        var rows = split?.Rows?.ToString("N0", CultureInfo.InvariantCulture);
        return split?.Certainty switch
        {
            RowCertainty.Exact => rows!,
            RowCertainty.About => "~" + rows,
            RowCertainty.Unverified => "?" + rows,
            _ => "?",
        };
    }

    private static string Table(string heads, IEnumerable<string> lines)
    {
        var table = new StringBuilder($"| {heads} |\n|").AppendJoin("", heads.Split('|').Select(static _ => "---|")).Append('\n');
        foreach (var line in lines)
        {
            table.Append($"| {line} |\n");
        }

        return table.ToString();
    }

    private static string WithPart(string page, string name, string text)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(end, StringComparison.Ordinal);
        from.ShouldBeInRange(begin.Length, to, name);
        return page[..from] + text + page[to..];
    }
}
