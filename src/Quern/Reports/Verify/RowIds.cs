using System.Text.Json;
using Quern.Rows;

namespace Quern.Reports.Verify;

/// <summary>Finds the ids of rows of which only the place is known. Files are read once more for that, where there are any.</summary>
internal static class RowIds
{
    /// <summary>The faults with the ids of their rows.</summary>
    public static IReadOnlyList<Finding> Fill(IReadOnlyList<Finding> findings, IReadOnlyList<VerifiedSet> sets, string workFolder, CancellationToken cancel)
    {
        var wanted = findings.Where(static f => f is { Id: null, Line: > 0 }).GroupBy(static f => f.File, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.Select(static f => f.Line).ToHashSet(), StringComparer.Ordinal);
        var ids = new Dictionary<(string File, long Line), string?>();
        foreach (var file in sets.SelectMany(static s => s.Files).Where(f => wanted.ContainsKey(f.Path)))
        {
            Read(file, wanted[file.Path], ids, workFolder, cancel);
        }

        return [.. findings.Select(f => ids.TryGetValue((f.File, f.Line), out var id) ? f with { Id = f.Id ?? id } : f)];
    }

    private static void Read(VerifiedFile file, HashSet<long> lines, Dictionary<(string File, long Line), string?> ids, string workFolder, CancellationToken cancel)
    {
        try
        {
            FileScan.Read(file.Input, 1, workFolder, static () => new object(), static (_, _) => { }, (_, work) => Take(work.Input.Rows, file.Path, lines, ids), cancel);
        }
        catch (SourceFault)
        {
            // That the file breaks off was told before; rows behind that point have no id.
        }
    }

    private static void Take(RowBatch batch, string path, HashSet<long> lines, Dictionary<(string File, long Line), string?> ids)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var line = batch.FirstLine == 0 ? batch.OrdinalOf(i) + 1 : batch.LineOf(i);
            if (lines.Contains(line))
            {
                ids[(path, line)] = IdOf(batch[i].ToArray());
            }
        }
    }

    private static string? IdOf(byte[] row)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            return RowFaults.IdOf(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
