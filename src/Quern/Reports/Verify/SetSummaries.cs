using System.Text;
using Quern.Formats;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify;

/// <summary>Brings what was found in a dataset into the numbers that are told.</summary>
internal static class SetSummaries
{
    private const int MostValues = 100;

    /// <summary>The numbers.</summary>
    public static SetSummary Of(VerifiedSet set, BatchLook found, long duplicates, long? nearDuplicates)
    {
        var tally = found.Tally;
        return new SetSummary
        {
            Name = set.Name,
            Files = [.. set.Files.Select(static f => new FileSummary(f.Path, f.Split, FormatOf(f.Input), f.Rows, f.Input.Bytes, f.Shape))],
            Rows = found.Rows,
            Shapes = tally.Shapes,
            MeanQuality = tally.Scores.Mean,
            QualityBands = tally.Scores.Count == 0 ? new Dictionary<string, long>() : Scores.Bands.Zip(tally.Scores.Rows).ToDictionary(static b => b.First.Name, static b => b.Second, StringComparer.Ordinal),
            Duplicates = duplicates,
            NearDuplicates = nearDuplicates,
            MeanWords = tally.Words.Mean,
            MaxWords = tally.Words.Max,
            MeanInstructionWords = tally.PromptWords.Mean,
            MeanResponseWords = tally.ResponseWords.Mean,
            Languages = First(tally.Languages),
            Categories = First(tally.Categories),
            Teachers = First(tally.Teachers),
            Personal = new Dictionary<string, long>
            {
                ["email"] = tally.Personal.Emails,
                ["phone"] = tally.Personal.Phones,
                ["card"] = tally.Personal.Cards,
                ["social_security"] = tally.Personal.SocialSecurity,
            },
        };
    }

    // A value that looks like a secret is not told.
    private static Dictionary<string, long> First(FieldTally field)
        => field.MostFrequent.Where(static v => Secrets.Find(Encoding.UTF8.GetBytes(v.Key)) is null).Take(MostValues).ToDictionary(StringComparer.Ordinal);

    private static string FormatOf(InputFile file) => file.Format.ToString().ToLowerInvariant() + (file.Gzip ? ".gz" : "");
}
