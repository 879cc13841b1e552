using System.Text;
using Quern.Hub;
using Quern.Hub.Cards;

namespace Quern.Reports.Card;

/// <summary>Writes a dataset card: the head that the Hub reads, then what people read. What is not known is not said.</summary>
internal static class CardPage
{
    /// <summary>Writes the card.</summary>
    public static string Of(CardFacts facts)
    {
        var paths = new PlainPaths(facts.Subject.Base);
        var page = new StringBuilder(Head(facts));
        page.Append($"\n# {CardMarkdown.Words(facts.Title)}\n\n{Summary(facts)}\n\n");
        page.Append(ContentSections.Files(facts)).Append(ContentSections.Fields(facts));
        page.Append(LicenceSection.Of(facts, paths));
        foreach (var ledger in facts.Ledgers)
        {
            page.Append(LedgerSections.Of(ledger, paths));
        }

        return page.Append(MakingSections.Of(facts, paths)).Append(MakingSections.Limits(facts, paths)).ToString().TrimEnd('\n') + "\n";
    }

    private static string Head(CardFacts facts)
    {
        var head = new CardHead();
        head.AddLicences(facts.Licences, facts.Licence is null ? LicenceSection.LinkOf(facts.Carried) : null);
        if (facts.Title != facts.Subject.Name)
        {
            head.AddText("pretty_name", facts.Title);
        }

        head.AddTexts("language", RowLanguages.Of(facts.Stats));
        head.AddList("task_categories", RowTasks.TaskOf(facts.Shapes) is { } task ? [task] : []);
        head.AddList("tags", RowTasks.TagOf(facts.Shapes) is { } tag ? ["quern", tag] : ["quern"]);
        head.AddTexts("source_datasets", facts.Carried.Where(static c => c.Binds).Select(static c => c.Hub).OfType<string>().Where(RepoName.IsOwned).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
        head.AddConfigs(facts.Splits);
        head.AddCounts(facts.Splits);
        return head.Close();
    }

    private static string Summary(CardFacts facts)
    {
        var declared = facts.Declared.ToList();
        var formats = string.Join(", ", declared.Select(static f => f.Format).Distinct(StringComparer.Ordinal));
        var rows = declared.Sum(static f => f.File.Rows ?? 0);
        var splits = facts.Splits.Count < 2 ? "" : $", split into {string.Join(", ", facts.Splits.Select(static s => $"{s.Name} ({CardTable.Number(s.Rows)})"))}";
        var by = facts.Subject.Run is null ? "" : $" The recipe {CardMarkdown.Code(facts.Subject.Name)} made them; how, stands below.";
        return $"{Count(rows, "row", "rows")} in {Count(declared.Count, "file", "files")} ({formats}){splits}.{by}";
    }

    private static string Count(long number, string one, string many) => $"{CardTable.Number(number)} {(number == 1 ? one : many)}";
}
