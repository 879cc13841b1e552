using System.Text.Json.Nodes;
using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>Finds out what the user named: a run folder, or the output of a single verb.</summary>
internal static class SubjectReader
{
    /// <summary>Reads what lies there.</summary>
    public static Subject Read(string place)
    {
        if (Directory.Exists(place))
        {
            var split = Sidecar.SplitIn(place);
            return !RunFolder.Is(place) && File.Exists(Sidecar.Stats(split)) ? OfOutput(split) : OfFolder(place);
        }

        return File.Exists(place) || File.Exists(Sidecar.Stats(place))
            ? OfOutput(place)
            : throw new RecipeFault($"{place} is not there. Name a run folder, such as runs/demo, or the output of a verb.");
    }

    private static Subject OfFolder(string folder)
    {
        var status = RunFolder.Is(folder)
            ? RunStatus.Read(folder)
            : throw new RecipeFault($"{folder} is no run folder: it holds no segments.json. 'quern run' makes one, by default as runs/NAME.");
        var plan = RunJson.TryRead<SegmentPlan>(RunFolder.PlanOf(folder))!;
        var ledger = status.Ledger is { } whole ? Checked(whole, RunFolder.LedgerOf(folder)) : LedgerSoFar(folder, plan);
        var stats = status.State == "finished" ? RunJson.TryRead<RunStats>(RunFolder.StatsOf(folder)) : null;
        var written = status.State == "finished" ? RunJson.TryRead<OutputRecord>(RunFolder.OutputsOf(folder))?.Files ?? [] : [];
        var rejects = RunFolder.RejectsOf(folder);
        return new Subject
        {
            Name = status.Name,
            Place = folder,
            Ledger = ledger,
            State = status.State,
            IsComplete = stats?.Complete ?? false,
            LedgerPath = status.State == "finished" ? RunFolder.LedgerOf(folder) : null,
            Outputs = [.. written.Where(w => IsOutputOf(stats, w)).Select(w => FoundOutput.Of(w.Path, file => w.IsUnchanged || IsCopy(w, file)) with { Part = PartOf(stats, w) })],
            Rejects = Directory.Exists(rejects) ? [.. Directory.GetFiles(rejects, "*.jsonl").Order(StringComparer.Ordinal)] : [],
            Recipe = FoundRecipe.TryRead(RunFolder.RecipeOf(folder)),
            Plan = plan,
            Timings = RunTimings.Of(folder),
            UsualPage = RunFolder.ReportOf(folder),
        };
    }

    // The record also knows files that an earlier run in the same folder has written under another name.
    private static bool IsOutputOf(RunStats? stats, WrittenOutput written)
        => stats is null || stats.Outputs.Any(written.IsNamed);

    // A file that was copied or touched has another time and the same bytes.
    private static bool IsCopy(WrittenOutput written, FileInfo file)
        => written.Finished && file.Length == written.Bytes && written.Crc32c is { } checksum && FilledOutput.TextOf(FileMark.Of(file.FullName).Checksum) == checksum;

    private static string? PartOf(RunStats? stats, WrittenOutput written)
        => stats?.Outputs.FirstOrDefault(o => written.IsNamed(o) && o.Part is not null)?.Part;

    private static Subject OfOutput(string output)
    {
        var path = Sidecar.Stats(output);
        var ledger = RunJson.TryRead<Ledger>(path)
            ?? throw new RecipeFault($"{output} has no {path} beside it, from which the page would be made. A verb that writes rows leaves it; of a run, name the folder (such as runs/demo).");
        if (ledger.Steps.Count == 0)
        {
            throw new RunFault($"{path} holds no ledger: it has no steps. Only what a verb leaves beside its output can be reported.");
        }

        Checked(ledger, path);
        var rejects = Sidecar.Rejects(output);
        return new Subject
        {
            Name = Path.GetFileName(output),
            Place = output,
            Ledger = ledger,
            State = "finished",
            IsComplete = ledger.ShortSources.Count == 0 && ledger.Unmet.Count == 0,
            LedgerPath = path,
            Outputs = OutputsOf(output, ledger),
            Rejects = File.Exists(rejects) ? [rejects] : [],
            Wanted = WantedIn(path),
            UsualPage = path[..^".stats.json".Length] + ".report.html",
        };
    }

    // Those of a split lie in one folder, with one ledger for all of them.
    private static IReadOnlyList<FoundOutput> OutputsOf(string output, Ledger ledger)
    {
        var folder = Path.GetDirectoryName(output) ?? "";
        return ledger.Outputs.Count == 0
            ? [FoundOutput.Of(output, static _ => true)]
            : [.. ledger.Outputs.Select(o => FoundOutput.Of(Path.Combine(folder, o.Name), file => file.Length == o.Bytes) with { Part = o.Part })];
    }

    private static Ledger Checked(Ledger ledger, string path)
        => ledger.OpenEnd() is { } openEnd
            ? throw new RunFault($"{path} does not close: {openEnd}. It was changed since the run, or is damaged; run again to write it anew.")
            : ledger;

    // Of a run that has not come to its end, what its tasks have left is all there is.
    private static Ledger LedgerSoFar(string folder, SegmentPlan plan)
    {
        var ledger = new Ledger();
        foreach (var segment in plan.Segments.Select(s => Path.Combine(RunFolder.SegmentsOf(folder), s.Folder)).Where(Directory.Exists))
        {
            foreach (var marker in Directory.GetFiles(segment, "*.done").Order(StringComparer.Ordinal))
            {
                ledger.Add(RunJson.TryRead<Marker>(marker)?.Ledger ?? new Ledger());
            }
        }

        return ledger;
    }

    // A build says beside its ledger how many rows of each source it wanted.
    private static Dictionary<string, long> WantedIn(string stats)
    {
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var source in (JsonNode.Parse(File.ReadAllBytes(stats)) as JsonObject)?["by_source"] as JsonArray ?? [])
        {
            if (source is JsonObject of && of["source"] is JsonValue name && of["wanted"] is JsonValue rows && rows.TryGetValue<long>(out var count))
            {
                wanted[name.ToString()] = count;
            }
        }

        return wanted;
    }
}
