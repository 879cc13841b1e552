using System.Globalization;
using Quern.Bench.Dedup.Corpus;

namespace Quern.Bench.Dedup;

/// <summary>What is deduplicated, and beside what.</summary>
internal sealed record DedupSettings
{
    /// <summary>The options, for the usage.</summary>
    public const string Usage = """
        dedup: [--rows N,N] (default 20000,100000,674000) [--scripts latin,cyrillic,greek,han,mixed] (default latin) [--seed N]
               [--corpus FILE --truth FILE] (instead of generated rows) [--memory 1gb] (handed on) [--floor PATH] (a program that is
               run in turn with Quern: PATH CORPUS THREADS KEPT prefix|minhash OUT)
        dedup-hostile: [--hostile-rows N] (default 100000) [--giant BYTES] (default 100000000) [--cpu-limit SECONDS] (default 600) [--memory 1gb]
        """;

    /// <summary>Rows that are there already; null where they are generated.</summary>
    public string? Corpus { get; init; }

    /// <summary>The truth about them.</summary>
    public string? Truth { get; init; }

    /// <summary>A program that does the same as fast as can be; null for none.</summary>
    public string? Floor { get; init; }

    /// <summary>How much memory Quern may take; null for what it takes by itself.</summary>
    public string? Memory { get; init; }

    /// <summary>Sizes of generated corpora.</summary>
    public IReadOnlyList<long> Rows { get; init; } = [20_000, 100_000, 674_000];

    /// <summary>What they are written in.</summary>
    public IReadOnlyList<Script> Scripts { get; init; } = [Script.Latin];

    /// <summary>What they start from.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>Rows in each hostile set.</summary>
    public long HostileRows { get; init; } = 100_000;

    /// <summary>Length of the one giant row.</summary>
    public long GiantBytes { get; init; } = 100_000_000;

    /// <summary>After how much work on a hostile set a run is ended.</summary>
    public int CpuLimit { get; init; } = 600;

    /// <summary>Whether rows and truth are both given, or neither.</summary>
    public bool IsWhole => (Corpus is null) == (Truth is null);

    /// <summary>Options handed on to Quern in every run.</summary>
    public string Handed => Memory is null ? "" : $" --memory {Memory}";

    /// <summary>So little that only the bench itself is tried.</summary>
    public DedupSettings Tiny() => this with { Rows = [2000], HostileRows = 500, GiantBytes = 1_000_000, CpuLimit = 60 };

    /// <summary>Takes an option; null when there is none of the name, or the value is wrong.</summary>
    public DedupSettings? With(string name, string value)
    {
        switch (name)
        {
            case "--corpus" when File.Exists(value):
                return this with { Corpus = Path.GetFullPath(value) };
            case "--truth" when File.Exists(value):
                return this with { Truth = Path.GetFullPath(value) };
            case "--floor" when File.Exists(value):
                return this with { Floor = Path.GetFullPath(value) };
            case "--memory" when value.Length > 0:
                return this with { Memory = value };
            case "--rows" when value.Split(',').Select(Number).ToList() is var rows && rows.TrueForAll(static r => r > 0):
                return this with { Rows = [.. rows.Select(static r => r!.Value)] };
            case "--scripts" when value.Split(',').All(static s => Dedup.Corpus.Scripts.TryParse(s, out _)):
                return this with { Scripts = [.. value.Split(',').Select(static s => Enum.Parse<Script>(s, ignoreCase: true))] };
            case "--seed" when Number(value) is { } seed:
                return this with { Seed = (ulong)seed };
            case "--hostile-rows" when Number(value) is > 0 and { } rows:
                return this with { HostileRows = rows };
            case "--giant" when Number(value) is > 0 and { } bytes:
                return this with { GiantBytes = bytes };
            case "--cpu-limit" when Number(value) is > 0 and < int.MaxValue and { } limit:
                return this with { CpuLimit = (int)limit };
            default:
                return null;
        }
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
