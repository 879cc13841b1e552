using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Quern.Bench.Dedup.Corpus;
using Quern.Bench.Dedup.Scoring;

namespace Quern.Bench.Dedup;

/// <summary>
/// What other systems did on a corpus of the same make-up. They were measured once and are not run here: most need packages and
/// an interpreter that a machine of this bench does not have.
/// </summary>
internal static class PeerFigures
{
    private const string Note = """
        The others' figures were measured earlier on a shared machine of 2 AMD EPYC cores (Zen 5), with words, 5-grams, threshold .8.
        *quiet*: nothing else ran; *loaded*: other work may have run beside it, and CPU time is the steadier figure. datasketch and
        text-dedup use one core; datatrove's time includes writing its output. datatrove ran with white space instead of its own
        tokenizer, text-dedup as a re-implementation of its algorithm, which makes both faster than they are. rensa is a port of its
        algorithm, not the program: shares of rows that it flags, and no times. Times of Quern and of the floor, if it stands here,
        are of this run, output written.
        """;

    // SHA-256 of the rows that they were measured on, 100,000 and 674,000.
    private static readonly string[] Corpora =
    [
        "B840D7A27CB86061866A92CFD4D457CC9AD2EBC794B4FF7CB25311486BF62510",
        "136D06C539C3BE4B7DDF1FFF4DF2D44901712C9E4528E24BF771F9F37C797DE6",
    ];

    // Rows, name, found at .80-.815, decoys of .7 merged, groups lost, seconds, CPU seconds.
    private static readonly Peer[] All =
    [
        new(100_000, "datatrove, 14 x 8", 0.937, 0.574, 1_612, "19.4 quiet", "37.1"),
        new(100_000, "datatrove, 12 x 11", 0.682, 0.224, 523, "39.6 loaded", "39.7"),
        new(100_000, "datasketch, bulk, threshold .8", 0.446, 0.074, 191, "28.7 quiet", "28.7"),
        new(100_000, "the same, and estimate from .8 on", 0.332, 0.002, 3, "30.5 loaded", "29.8"),
        new(100_000, "datasketch, 16 x 8, exact index", 0.954, 0, 0, "43.4 loaded", "41.6"),
        new(100_000, "text-dedup, 17 x 15, verified", 0.513, 0, 0, "39.9 loaded", "38.9"),
        new(100_000, "text-dedup, 24 x 10, verified", 0.946, 0, 0, "41.6 quiet", "41.6"),
        new(100_000, "text-dedup, 24 x 10, not verified", 0.946, 0.522, 1_311, "", ""),
        new(100_000, "rensa, the path its benchmark times (port)", 0.000, 0, null, "", ""),
        new(100_000, "rensa, 8 x 16 (port)", 0.227, 0.026, null, "", ""),
        new(100_000, "rensa, 16 x 8 (port)", 0.962, 0.618, null, "", ""),
        new(674_000, "datatrove, 14 x 8", 0.936, 0.558, 10_672, "132 quiet", "257"),
        new(674_000, "datasketch, bulk, threshold .8", 0.439, 0.084, 1_299, "201 loaded", "199"),
        new(674_000, "text-dedup, 24 x 10, verified", 0.951, 0, 0, "276 loaded", "272"),
    ];

    /// <summary>Adds a table of own figures and of others', where there are any for so many rows.</summary>
    /// <param name="text">The report.</param>
    /// <param name="corpus">The file of rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="own">What was measured now.</param>
    public static void Add(StringBuilder text, string corpus, int rows, IReadOnlyList<(string Name, DedupScore Score, double Wall, double Cpu)> own)
    {
        var peers = All.Where(p => p.Rows == rows).ToList();
        if (peers.Count == 0)
        {
            return;
        }

        text.Append("\nBeside other systems:\n\n| System | Found at .80-.815 | Decoys of .7 merged | Groups lost | Seconds | CPU s |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (var (name, score, wall, cpu) in own)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {score.Joined(RowKind.J80):0.000} | {score.Joined(RowKind.D70):0.000} | {score.Lost:N0} | {wall:0.00} | {cpu:0.00} |\n");
        }

        foreach (var peer in peers)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {peer.Name} | {peer.Found:0.000} | {peer.Merged:0.000} | {peer.Lost:N0} | {peer.Seconds} | {peer.Cpu} |\n");
        }

        var where = IsTheirs(corpus) ? "They were measured on these very rows." : "Their rows had the same make-up, but other words: they came from another generator.";
        text.Append(CultureInfo.InvariantCulture, $"\n{Note}\n{where}\n");
    }

    private static bool IsTheirs(string corpus)
    {
        using var file = File.OpenRead(corpus);
        return Corpora.Contains(Convert.ToHexString(SHA256.HashData(file)));
    }

    private sealed record Peer(int Rows, string Name, double Found, double Merged, int? Lost, string Seconds, string Cpu);
}
