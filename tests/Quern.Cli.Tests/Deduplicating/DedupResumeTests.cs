using System.Security.Cryptography;

namespace Quern.Cli.Tests.Deduplicating;

/// <summary>A run that does not fit into memory and is killed after parts of it lie on disk.</summary>
public sealed class DedupResumeTests : IDisposable
{
    private const int Kill = 9;
    private const int Rows = 80_000;

    private static readonly string[] Arguments =
        ["dedup", "in.jsonl", "--method", "minhash", "--bands", "128", "--memory", "64mb", "--clusters", "clusters.jsonl", "-o", "out.jsonl"];

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void What_a_killed_run_left_is_taken_up_and_the_same_bytes_come_out()
    {
        WriteRows();
        Run();
        var expected = Sums();
        _quern.Read("out.stats.json").ShouldNotContain("\"parts_on_disk\": 0");
        Clear();

        var process = _quern.Start(Arguments);
        QuernProgram.WaitFor(() => File.Exists(_quern.At("out.jsonl.dedup/part-00000.sketch")));
        QuernProgram.Signal(process, Kill);
        QuernProgram.Finish(process).Exit.ShouldBe(128 + Kill);
        File.Exists(_quern.At("out.jsonl")).ShouldBeFalse();

        // A part that is damaged is noticed: so it is taken up, and not made again.
        Flip("out.jsonl.dedup/part-00000.sketch");
        var damaged = _quern.Run(Arguments);
        damaged.Exit.ShouldBe(1);
        damaged.Errors.ShouldContain("part-00000.sketch is damaged");
        Flip("out.jsonl.dedup/part-00000.sketch");

        Run();
        Sums().ShouldBe(expected);
        Directory.Exists(_quern.At("out.jsonl.dedup")).ShouldBeFalse();
    }

    private void Run()
    {
        var outcome = _quern.Run(Arguments);
        outcome.Exit.ShouldBe(0, outcome.Errors);
    }

    private void WriteRows()
    {
        using var file = new StreamWriter(_quern.At("in.jsonl"));
        for (var i = 0; i < Rows; i++)
        {
            // Every fifth row says again what an earlier one said, and half of these a word more.
            var random = new Random(i % 5 == 4 ? i / 10 : i);
            var words = string.Join(' ', Enumerable.Range(0, 40).Select(_ => "w" + random.Next(20_000)));
            file.Write($"{{\"id\":{i},\"text\":\"{words}{(i % 10 == 9 ? " more" : "")}\"}}\n");
        }
    }

    private void Flip(string name)
    {
        var bytes = File.ReadAllBytes(_quern.At(name));
        bytes[bytes.Length / 2] ^= 1;
        _quern.Write(name, bytes);
    }

    private List<string> Sums()
        => [.. new[] { "out.jsonl", "out.rejects.jsonl", "clusters.jsonl" }.Select(name => name + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_quern.At(name)))))];

    private void Clear()
    {
        foreach (var name in (string[])["out.jsonl", "out.rejects.jsonl", "out.stats.json", "clusters.jsonl"])
        {
            File.Delete(_quern.At(name));
        }
    }
}
