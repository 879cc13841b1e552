using System.Text.Json;
using Quern.Running;

namespace Quern.Hub.Push.Card;

/// <summary>
/// The licences of what rows were made from, where the statistics beside them or a run's ledger tell. Whatever names a
/// licence in these files is an origin of the rows.
/// </summary>
internal static class SeenLicences
{
    private const long LongestFile = 64 << 20;
    private const int MostDepth = 8;

    /// <summary>The licences, each once, in alphabetical order; <c>unknown</c> is none.</summary>
    /// <param name="folder">The folder that is pushed; null for a single file.</param>
    /// <param name="files">The files that are pushed.</param>
    public static IReadOnlyList<string> In(string? folder, IReadOnlyList<OutgoingFile> files)
    {
        var beside = files.Where(static f => f.Made is null).SelectMany(static f => KnownLedger.PathsBeside(f.Place));
        var ledgers = folder is null ? [] : new[] { RunFolder.LedgerOf(folder), RunFolder.StatsOf(folder) };
        var seen = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in beside.Concat(ledgers).Distinct(StringComparer.Ordinal))
        {
            Read(path, seen);
        }

        return [.. seen];
    }

    // These files help where they are as expected; nothing depends on them.
    private static void Read(string path, SortedSet<string> seen)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: < LongestFile })
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(path));
                Look(json.RootElement, seen, MostDepth);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Not a file of ours, then.
        }
    }

    private static void Look(JsonElement at, SortedSet<string> seen, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
            {
                Look(item, seen, depth - 1);
            }
        }
        else if (at.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in at.EnumerateObject())
            {
                Take(member, seen);
                Look(member.Value, seen, depth - 1);
            }
        }
    }

    private static void Take(JsonProperty member, SortedSet<string> seen)
    {
        var isLicence = member.NameEquals("licence") || member.NameEquals("license");
        if (isLicence && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 and < 100 } name && name != "unknown" && !name.Any(char.IsControl))
        {
            seen.Add(name);
        }
    }
}
