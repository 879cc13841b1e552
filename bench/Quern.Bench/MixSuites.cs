using Quern.Bench.Measuring;

namespace Quern.Bench;

/// <summary>Mixing, splitting and verifying, beside what does the nearest thing.</summary>
internal static class MixSuites
{
    private const string Quiet = "--force 2>/dev/null";

    /// <summary>Ten million small rows, in the default size, mixed from two files.</summary>
    public static Suite Mix(BenchSettings settings)
    {
        var (first, second, all) = (RowFiles.Make("tiny", settings with { Bytes = settings.Bytes * 7 / 10 }), RowFiles.Make("tiny", settings with { Bytes = settings.Bytes / 2 }), RowFiles.Make("tiny", settings with { Bytes = settings.Bytes * 12 / 10 }));
        var (output, copy) = (Path.Combine(settings.Folder, "mixed.jsonl"), Path.Combine(settings.Folder, "shuffled.jsonl"));
        return new Suite(
            "Mix: small rows of two files, shuffled",
            [
                new("quern mix a:7 b:5", $"{settings.Quern} mix a={first}:7 b={second}:5 -o {output} {Quiet}", all, output),
                new("shuf (holds all in memory)", $"shuf {all} -o {copy}", all, copy),
                new("DuckDB, ORDER BY random()", $"{BenchSettings.Self} shuffle-of {all} {copy}", all, copy),
                new("sort -R", $"sort -R {all} -o {copy} -T {settings.Folder}", all, copy, Once: true),
            ],
            "sort -R keeps equal lines together and hashes every line; shuf and sort check nothing; DuckDB reads JSON and writes it anew. Only quern mix takes shares and counts every row.");
    }

    /// <summary>The same rows split.</summary>
    public static Suite Split(BenchSettings settings)
    {
        var all = RowFiles.Make("tiny", settings with { Bytes = settings.Bytes * 12 / 10 });
        var (folder, copy) = (Path.Combine(settings.Folder, "parts"), Path.Combine(settings.Folder, "duck"));
        Directory.CreateDirectory(copy);
        return new Suite(
            "Split: small rows, 80/10/10",
            [
                new("quern split", $"{settings.Quern} split {all} -o {folder} {Quiet}", all, Path.Combine(folder, "train.jsonl")),
                new("quern split --group group", $"{settings.Quern} split {all} --group group -o {folder} {Quiet}", all, Path.Combine(folder, "train.jsonl")),
                new("quern split --stratify lang --group id,group", $"{settings.Quern} split {all} --stratify lang --group id,group -o {folder} {Quiet}", all, Path.Combine(folder, "train.jsonl")),
                new("quern convert", $"{settings.Quern} convert {all} -o {copy}/train.jsonl {Quiet}", all, Path.Combine(copy, "train.jsonl")),
                new("DuckDB, hash(id) into three files", $"{BenchSettings.Self} split-of {all} {copy}", all, Path.Combine(copy, "train.jsonl")),
            ],
            "Out MB/s is that of the part train. DuckDB's parts follow from hashes alone: their sizes are not exact, and nothing is kept together.");
    }

    /// <summary>Finished files read again.</summary>
    public static Suite Verify(string kind, string title, BenchSettings settings)
    {
        var input = RowFiles.Make(kind, settings);
        var verify = $"{settings.Quern} verify {input} --score none --max-duplicates 100% --allow duplicate-id,identical-fields --examples 0 --json";
        return new Suite($"Verify: {title}", [
            new("quern verify, 1 core", $"{verify} --workers 1 > /dev/null 2>&1", input),
            new("quern verify", $"{verify} > /dev/null 2>&1", input),
            new("quern stats", $"{settings.Quern} stats {input} > /dev/null 2>&1", input),
            new("jq -c .", $"jq -c . {input} > /dev/null", input, Once: true),
            new("wc -l", $"wc -l {input} > /dev/null", input),
        ]);
    }
}
