using Quern.Bench.Dedup.Corpus;

namespace Quern.Bench.Dedup;

/// <summary>The part of the report about removing duplicates.</summary>
internal static class DedupSections
{
    /// <summary>The sections that were asked for; files are made as they are needed.</summary>
    public static IEnumerable<string> Of(BenchSettings settings)
    {
        var dedup = settings.Dedup;
        if (settings.What is "all" or "dedup")
        {
            SelfCheck.Run(settings.Folder);
            foreach (var corpus in dedup.Corpus is null ? Generated(settings) : [Given(dedup)])
            {
                yield return new CorpusSection(corpus, settings).Run();
            }
        }

        if (settings.What is "all" or "dedup-hostile")
        {
            yield return HostileSection.Run(settings);
        }
    }

    private static CorpusFiles Given(DedupSettings dedup)
        => new(Path.GetFileNameWithoutExtension(dedup.Corpus!), dedup.Corpus!, dedup.Truth!, dedup.Scripts[0]);

    private static IEnumerable<CorpusFiles> Generated(BenchSettings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        foreach (var script in settings.Dedup.Scripts)
        {
            foreach (var rows in settings.Dedup.Rows)
            {
                var name = $"dedup-{Scripts.NameOf(script)}-{rows}-{settings.Dedup.Seed}";
                var (path, truth) = (Path.Combine(settings.Folder, name + ".jsonl"), Path.Combine(settings.Folder, name + ".truth.jsonl"));
                if (!File.Exists(path) || !File.Exists(truth))
                {
                    new DedupCorpus(rows, script, settings.Dedup.Seed).Write(path + ".tmp", truth);
                    File.Move(path + ".tmp", path, overwrite: true);
                }

                yield return new CorpusFiles($"{Scripts.NameOf(script)}, seed {settings.Dedup.Seed}", path, truth, script);
            }
        }
    }
}

/// <summary>A corpus on the disk.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Path">Its rows.</param>
/// <param name="Truth">The truth about them.</param>
/// <param name="Script">What it is written in.</param>
internal sealed record CorpusFiles(string Name, string Path, string Truth, Script Script);
