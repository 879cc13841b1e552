using System.Text;
using Quern.Formats;
using Quern.Pages.Gathering.Scanning;
using Quern.Pages.Model;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Pages.Gathering;

/// <summary>Finds examples of quarantined rows in the files of rejected rows, and stops as soon as it has enough of them.</summary>
internal sealed class RejectReading
{
    private const int Most = 5;
    private const int ShownCharacters = 300;

    private static readonly FieldPath[] Named = [.. new[] { "step", "fate", "reason", "source", "ordinal", "fault", "at" }.Select(FieldPath.Parse)];
    private static readonly FieldPath[] RowItself = [.. new[] { "row", "raw", "raw_base64" }.Select(FieldPath.Parse)];

    private readonly Dictionary<(string Step, string Reason), List<FaultExample>> _found = [];
    private readonly ByteBuffer _plain = new();

    private RejectReading()
    {
    }

    /// <summary>Everything that is wrong with rows, the most frequent first.</summary>
    public static IReadOnlyList<FoundFault> Of(Subject subject)
    {
        var reading = new RejectReading();
        var counts = subject.Ledger.Steps.SelectMany(static s => s.Total.Quarantined.Select(q => (Step: s.Label, Reason: q.Key, Count: q.Value))).OrderByDescending(static c => c.Count).ToList();
        foreach (var (step, reason, _) in counts)
        {
            reading._found[(step, reason)] = [];
        }

        foreach (var path in subject.Rejects)
        {
            // A run has a file for each step; a single verb has one for all.
            var name = Path.GetFileNameWithoutExtension(path);
            var wanted = counts.Where(c => subject.Plan is null || c.Step == name).ToList();
            reading.Read(path, () => wanted.TrueForAll(c => reading._found[(c.Step, c.Reason)].Count >= Math.Min(Most, c.Count)));
        }

        return [.. counts.Select(c => new FoundFault(c.Reason, $"step {c.Step}", c.Count, reading._found[(c.Step, c.Reason)]))];
    }

    private void Read(string path, Func<bool> hasEnough)
    {
        using var reader = RowReaders.Open(new InputFile(path, InputFormat.Jsonl, Gzip: false, 0), RowSelection.All, "");
        var batch = new RowBatch();
        var check = new RowCheck();
        while (!hasEnough() && reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (check.Passes(batch[i], out _))
                {
                    Take(batch[i]);
                }
            }
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (Text(line, Named[1]) == "quarantined" && _found.TryGetValue((Text(line, Named[0]), Text(line, Named[2])), out var examples) && examples.Count < Most)
        {
            var at = Text(line, Named[6]);
            var ordinal = long.TryParse(Text(line, Named[4]), out var index) ? $", row {index + 1}" : "";
            examples.Add(new FaultExample(at.Length > 0 ? at : Text(line, Named[3]) + ordinal, Text(line, Named[5]), Row(line)));
        }
    }

    private string Row(ReadOnlySpan<byte> line)
    {
        foreach (var path in RowItself)
        {
            if (Text(line, path) is { Length: > 0 } text)
            {
                return RowReading.Cut(text, ShownCharacters);
            }
        }

        return "";
    }

    private string Text(ReadOnlySpan<byte> line, FieldPath path)
    {
        if (!path.TryFind(line, out var value))
        {
            return "";
        }

        if (value.Kind != JsonKind.String)
        {
            return Encoding.UTF8.GetString(value.Span[..Math.Min(value.Span.Length, 4 * ShownCharacters)]).TrimEnd('\uFFFD');
        }

        _plain.Clear();
        value.CopyUnescaped(_plain);
        return Encoding.UTF8.GetString(_plain.Span);
    }
}
