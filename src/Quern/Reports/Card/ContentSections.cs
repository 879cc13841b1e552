using Quern.Hub.Cards;
using Quern.Reports.Stats;

namespace Quern.Reports.Card;

/// <summary>What is in the files: the files themselves, and the fields of their rows.</summary>
internal static class ContentSections
{
    private const int ShownOfHash = 12;

    /// <summary>The files, each with what names its content.</summary>
    public static string Files(CardFacts facts)
    {
        var splitOf = facts.SplitOf;
        var table = new CardTable("File", "Split", "Format", "#Rows", "#Bytes", "SHA-256");
        foreach (var file in facts.Files)
        {
            table.Add(
                CardMarkdown.Code(file.File.Path),
                splitOf.GetValueOrDefault(file.File.Path, ""),
                file.Format,
                CardTable.Number(file.File.Rows),
                CardTable.Number(file.File.Bytes),
                $"`{file.Sha256[..ShownOfHash]}`");
        }

        return $"## Files\n\n{table}";
    }

    /// <summary>The fields: what they hold, and in how many of the objects that could have them they stand.</summary>
    public static string Fields(CardFacts facts)
    {
        if (facts.Stats.Fields.Count == 0)
        {
            return "";
        }

        var table = new CardTable("Field", "Holds", "#Present");
        foreach (var field in facts.Stats.Fields)
        {
            table.Add(CardMarkdown.Code(field.Path), Types(field), Present(field));
        }

        var others = facts.Files.Any(static f => !f.IsDeclared) ? " Counted in the files that are loaded." : "";
        return $"## Fields\n\n`a.b` is the field b of the object a, `a[]` the elements of the list a. Present is the share of the objects that could have the field.{others}\n\n{table}";
    }

    private static string Types(FieldSummary field)
    {
        var types = field.Null > 0 ? field.Types.Append(new("null", field.Null)) : field.Types;
        var all = types.ToList();
        return string.Join(", ", all.Select(t => all.Count == 1 ? t.Key : $"{t.Key} ({CardTable.Share(t.Value, field.Present)})"));
    }

    // Elements of a list are as many as they are; there is nothing that they could be missing from.
    private static string Present(FieldSummary field)
        => field.Path.EndsWith("[]", StringComparison.Ordinal) ? "" : CardTable.Share(field.Present, field.Present + field.Missing);
}
