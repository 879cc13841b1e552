namespace Quern.Bench;

/// <summary>A report as text: a head, then sections. What is measured anew takes the place of what was there; the rest stays.</summary>
internal static class ReportText
{
    private const string Mark = "\n## ";
    private const string Words = "Reading these figures";

    /// <summary>Puts the sections of a report into an older one.</summary>
    /// <param name="old">The older one.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="isAll">Whether that was everything, so that the head speaks for all sections.</param>
    public static string Renew(string old, string report, bool isAll)
    {
        var sections = Sections(old);
        var measured = Sections(report);
        foreach (var section in measured.Skip(1))
        {
            var at = sections.FindIndex(1, s => Title(s) == Title(section));
            if (at >= 0)
            {
                sections[at] = section;
                continue;
            }

            // The words about the figures stand behind them.
            var end = sections.FindIndex(1, static s => Title(s) == Words);
            sections.Insert(end < 0 ? sections.Count : end, section);
        }

        sections[0] = isAll ? measured[0] : sections[0];
        return string.Join("\n" + Mark, sections) + "\n";
    }

    private static List<string> Sections(string text) => [.. text.Split(Mark).Select(static s => s.Trim())];

    private static string Title(string section) => section.Split('\n', 2)[0];
}
