using System.Text;
using System.Text.Json;
using Quern.Dedup;
using Quern.Dedup.Files;
using Quern.Recipes;
using Quern.Running;
using Quern.Tests.Dedup.Reference;

namespace Quern.Tests.Dedup;

/// <summary>Lets the program deduplicate rows, and reads from its files what became of each.</summary>
internal static class DedupTrial
{
    // In debug builds, where portions are tiny, so little that what is made of rows goes to disk.
#if DEBUG
    private const string LittleMemory = "4kb";
#else
    private const string LittleMemory = "64mb";
#endif

    /// <summary>What becomes of each row of the sources, in their order.</summary>
    /// <param name="sources">What is deduplicated, under names that <see cref="DedupOptions.Prefer"/> may use.</param>
    /// <param name="options">What is a duplicate; <see cref="DedupOptions.Against"/> is filled in here.</param>
    /// <param name="against">Rows that are there already.</param>
    /// <param name="workers">How many cores.</param>
    public static IReadOnlyList<RowFate> Run(IReadOnlyList<DedupSource> sources, DedupOptions options, IReadOnlyList<DedupSource> against, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("quern-dedup-").FullName;
        try
        {
            var inputs = Write(sources, folder);
            options = options with { Against = against.Count == 0 ? null : Write(against, folder), Prefer = options.Prefer?.Select(p => Path.Combine(folder, p)).ToList(), Memory = LittleMemory };
            var output = Path.Combine(folder, "out.jsonl");
            var spec = (RowFlow.From(inputs) with { Name = "dedup", FilesAreSources = true }).Through(options).SpecTo(output);
            var result = new DedupRun(spec, new DedupExtras(), new RunSettings { Workers = workers }, new RunProgress(), TestContext.Current.CancellationToken).Run();
            var fates = Removed(Path.Combine(folder, "out.rejects.jsonl"));
            var all = sources.SelectMany(s => s.Rows.Select((_, i) => new RowPlace(s.Name, i))).Select(p => fates.GetValueOrDefault(p, new RowFate(p))).ToList();
            var kept = sources.SelectMany(static s => s.Rows).Zip(all).Where(static r => r.Second.IsKept).Select(static r => r.First);
            File.ReadAllLines(output).ShouldBe(kept);
            result.Run.Ledger.OpenEnd().ShouldBeNull();
            return all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Write(IReadOnlyList<DedupSource> sources, string folder)
        => [.. sources.Select(s =>
        {
            var path = Path.Combine(folder, s.Name);
            File.WriteAllText(path, string.Concat(s.Rows.Select(static r => r + "\n")), new UTF8Encoding(false));
            return path;
        })];

    private static Dictionary<RowPlace, RowFate> Removed(string rejects)
    {
        var fates = new Dictionary<RowPlace, RowFate>();
        foreach (var line in File.Exists(rejects) ? File.ReadAllLines(rejects) : [])
        {
            var reject = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1_000_000 }).RootElement;
            var place = PlaceOf(reject);
            fates.Add(place, new RowFate(place, reject.GetProperty("reason").GetString(), PlaceOf(reject.GetProperty("kept")), reject.GetProperty("similarity").GetDouble()));
        }

        return fates;
    }

    private static RowPlace PlaceOf(JsonElement named)
        => new(Path.GetFileName(named.GetProperty("source").GetString()!), named.GetProperty("ordinal").GetInt32());
}
