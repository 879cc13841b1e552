using System.Text;
using Quern.Hub;
using Quern.Hub.Cards;

namespace Quern.Reports.Card;

/// <summary>The licences that came with the rows, the strictest first, and what must be known of them.</summary>
internal static class LicenceSection
{
    private const string Page = "https://huggingface.co/datasets/";

    /// <summary>Where the terms stand of a licence that the Hub does not know; null unless it is one dataset's.</summary>
    public static string? LinkOf(IReadOnlyList<CarriedLicence> carried)
    {
        var others = carried.Where(static c => c is { Binds: true, Hub: not null } && LicenceReading.Parts(c.Licence).Any(static l => KnownLicences.Find(l) is null or KnownLicences.Other))
            .Select(static c => c.Hub!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return others is [var one] && RepoName.IsOwned(one) ? Page + one : null;
    }

    /// <summary>The section; empty where no ledger names a source.</summary>
    public static string Of(CardFacts facts, PlainPaths paths)
    {
        if (facts.Carried.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("## Licences carried over from the sources\n\n");
        Warn(facts, paths, text);
        var table = new CardTable("Source", "Licence", "What it asks", "#Rows kept");
        foreach (var carried in facts.Carried)
        {
            table.Add(SourceOf(carried, paths), LicenceOf(carried), Asks(carried), CardTable.Number(carried.Rows));
        }

        text.Append("The strictest first. What a licence asks is told from its name; its own text decides.\n\n").Append(table);
        return text.ToString();
    }

    private static void Warn(CardFacts facts, PlainPaths paths, StringBuilder text)
    {
        var unknown = facts.Carried.Where(static c => c.Binds && c.Terms.HasFlag(LicenceTerms.Unknown)).ToList();
        if (unknown.Count > 0)
        {
            text.Append($"**Warning: the {(unknown.Count == 1 ? "licence" : "licences")} of {Names(unknown, paths)} {(unknown.Count == 1 ? "is" : "are")} not known.** Nobody may be sure what they may do with these rows until that is looked up.\n\n");
        }

        var lost = facts.Licence is { } licence ? LicenceChoice.LostBy(licence, facts.Carried) : [];
        if (lost.Count > 0)
        {
            text.Append($"**This dataset is published under {CardMarkdown.Words(facts.Licence!)}, which asks for less than the licences of some sources. Whoever published it confirmed that they may:**\n\n");
            foreach (var (source, terms) in lost)
            {
                text.Append($"- {SourceOf(source, paths)} ({LicenceOf(source)}): {LicenceReading.WordsOf(terms)}\n");
            }

            text.Append('\n');
        }
        else if (facts.Licence is { } other && LicenceReading.TermsOf(other) is var terms && (terms.HasFlag(LicenceTerms.OwnTerms) || terms.HasFlag(LicenceTerms.Unknown)))
        {
            text.Append($"Whether {CardMarkdown.Words(other)} keeps what the licences below ask was not checked: its name does not tell.\n\n");
        }
    }

    private static string Names(List<CarriedLicence> sources, PlainPaths paths)
        => string.Join(", ", sources.Take(10).Select(s => CardMarkdown.Code(paths.Name(s.Source)))) + (sources.Count > 10 ? $" and {sources.Count - 10:N0} more" : "");

    private static string SourceOf(CarriedLicence carried, PlainPaths paths)
    {
        var name = CardMarkdown.Code(paths.Name(carried.Source));
        var hub = carried.Hub is { } id && RepoName.IsOwned(id) ? $" ([{CardMarkdown.Words(id)}]({Page}{id}){Revision(carried)})" : "";
        return name + hub + (carried.By is { } by ? $", by way of {CardMarkdown.Code(paths.Name(by))}" : "");
    }

    private static string Revision(CarriedLicence carried) => carried.Revision is { Length: > 0 } commit ? $" at {CardMarkdown.Code(commit[..Math.Min(12, commit.Length)])}" : "";

    private static string LicenceOf(CarriedLicence carried) => carried.Licence is { } licence ? CardMarkdown.Words(licence) : "not known";

    private static string Asks(CarriedLicence carried)
    {
        var asks = LicenceReading.WordsOf(carried.Terms) + (carried.IsGated ? "; given only to those who accept its terms" : "");
        return carried.Note is { } note ? $"{asks}. {CardMarkdown.Words(note)}" : asks;
    }
}
