using System.Text.Json;
using Quern.Rows;

namespace Quern.Running;

/// <summary>A ledger, and the files that were written with it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Ledger">The fates of all rows.</param>
/// <param name="Outputs">The files, with their full names.</param>
internal sealed record KnownLedger(string Path, Ledger Ledger, IReadOnlyList<WrittenFile> Outputs)
{
    /// <summary>Whether no more rows were quarantined than tolerated; where the ledger names another trouble, that says it.</summary>
    public bool IsComplete { get; private init; } = true;

    /// <summary>Where the ledger of a verb may stand that wrote a file: beside that file, or beside all parts of a split.</summary>
    public static IReadOnlyList<string> PathsBeside(string file)
        => [Sidecar.Stats(file), Sidecar.Stats(Sidecar.SplitIn(System.IO.Path.GetDirectoryName(file) ?? ""))];

    /// <summary>The ledger that was written with a file; null when none stands beside it. What another program wrote there is passed over.</summary>
    public static KnownLedger? Beside(string file)
        => PathsBeside(file).Where(static p => File.Exists(p) && !IsForeign(p)).Select(Read)
            .FirstOrDefault(k => k!.Outputs.Any(o => System.IO.Path.GetFullPath(o.Path) == System.IO.Path.GetFullPath(file)));

    /// <summary>The ledger of a run folder; null when the run has not finished.</summary>
    public static KnownLedger? OfRun(string folder) => Read(RunFolder.LedgerOf(folder));

    /// <summary>Reads the ledger of a run folder or of a verb; null when there is none.</summary>
    public static KnownLedger? Read(string path)
    {
        if (RunJson.TryRead<Ledger>(path) is not { } ledger)
        {
            return null;
        }

        if (IsForeign(path))
        {
            throw new RunFault($"{path} is no ledger: it names no step.");
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var isOfRun = RunFolder.Is(folder) && RunFolder.LedgerOf(folder) == System.IO.Path.GetFullPath(path);
        var ofRun = isOfRun ? RunJson.TryRead<RunStats>(RunFolder.StatsOf(folder)) : null;
        var isTroubled = ledger.ShortSources.Count + ledger.Unmet.Count > 0;
        return new KnownLedger(path, ledger, ofRun is null ? OutputsBeside(folder, ledger) : OutputsOf(folder, ofRun))
        {
            IsComplete = isTroubled || (ofRun?.Complete ?? ledger.Tolerated ?? true),
        };
    }

    // What a run says of its outputs names them from where it was run; where they lie stands in its record.
    private static IReadOnlyList<WrittenFile> OutputsOf(string folder, RunStats stats)
    {
        var written = RunJson.TryRead<OutputRecord>(RunFolder.OutputsOf(folder))?.Files ?? [];
        return [.. stats.Outputs.Select(o => o with { Path = written.FirstOrDefault(w => w.IsNamed(o))?.Path ?? o.Path })];
    }

    private static IReadOnlyList<WrittenFile> OutputsBeside(string folder, Ledger ledger)
        => [.. ledger.Outputs.Select(o => new WrittenFile(System.IO.Path.Combine(folder, o.Name), o.Rows, o.Bytes) { Crc32c = o.Crc32c, Part = o.Part })];

    /// <summary>Whether a file is JSON that no run of Quern's wrote: others give files such names too.</summary>
    public static bool IsForeign(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("steps"u8, out var steps) || steps.ValueKind != JsonValueKind.Array || steps.GetArrayLength() == 0
                || steps.EnumerateArray().Any(static s => s.ValueKind != JsonValueKind.Object || !s.TryGetProperty("label"u8, out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
