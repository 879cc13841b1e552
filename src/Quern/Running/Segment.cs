using System.Security.Cryptography;
using System.Text;
using Quern.Steps;

namespace Quern.Running;

/// <summary>
/// A stretch of a recipe that is run in one go: all row steps between two set or call steps, or one such step. Its
/// folder is named by the hash of everything that decides its bytes, including the segment before it.
/// </summary>
/// <param name="Number">1-based position in the run.</param>
/// <param name="Kind">What kind of steps it holds.</param>
/// <param name="Steps">The steps, in order; the first segment may have none.</param>
/// <param name="FolderName">Number and hash.</param>
internal sealed record Segment(int Number, StepKind Kind, IReadOnlyList<StepSpec> Steps, string FolderName)
{
    // Raised when the same recipe would leave other bytes in a segment's folder than before.
    private const int FormatVersion = 3;

    /// <summary>The steps' labels, for people.</summary>
    public string Title => string.Join(", ", (Number == 1 ? [Intake.Label] : Array.Empty<string>()).Concat(Steps.Select(static s => s.Label)));

    /// <summary>Cuts a run into segments.</summary>
    public static IReadOnlyList<Segment> Cut(RunSpec spec)
    {
        var segments = new List<Segment>();
        var hash = HashOf(DescribeSources(spec));
        var rowSteps = new List<StepSpec>();
        foreach (var step in spec.Steps)
        {
            if (step.Entry.Kind == StepKind.Row)
            {
                rowSteps.Add(step);
                continue;
            }

            AddRows();
            Add(step.Entry.Kind, [step]);
        }

        AddRows();
        return segments;

        void AddRows()
        {
            if (rowSteps.Count > 0 || segments.Count == 0)
            {
                Add(StepKind.Row, [.. rowSteps]);
                rowSteps.Clear();
            }
        }

        void Add(StepKind kind, IReadOnlyList<StepSpec> steps)
        {
            hash = HashOf(hash + "\n" + string.Join("\n", steps.Select(static s => $"{s.Label} {s.Entry.Name} {s.Entry.Version} {s.OptionsText}{s.Options.FilesIdentity()}")));
            segments.Add(new Segment(segments.Count + 1, kind, steps, $"{segments.Count + 1:00}-{hash[..12]}"));
        }
    }

    private static string DescribeSources(RunSpec spec)
    {
        var text = new StringBuilder().Append("format ").Append(FormatVersion).Append(" seed ").Append(spec.Seed).Append('\n');
        if (spec.Target is { } target)
        {
            text.Append("target ").Append(target).Append('\n');
        }

        foreach (var source in spec.Sources)
        {
            if (spec.Target is not null)
            {
                text.Append("weight ").Append(source.Weight).Append(' ').Append(source.FillWeight).Append(' ').Append(source.Filling).Append(' ');
            }

            text.Append(OptionTable.Quote(source.Name)).Append(' ').Append(source.Max).Append(' ').Append(source.Identity);
            text.Append(" where ").Append(OptionTable.TextOf(source.Selection.Where)).Append(" columns ").Append(OptionTable.TextOf(source.Selection.Columns)).Append('\n');
            foreach (var file in source.Files)
            {
                text.Append(' ').Append(OptionTable.Quote(file.Identity)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
