using System.Diagnostics;

namespace Quern.Cli.Tests;

/// <summary>
/// The promise that a killed run resumes: at whatever moment the process is ended without warning, running it again
/// leaves the very bytes that an uninterrupted run leaves.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Cases = 50;
    private const int Rows = 40_000;
    private const int Kill = 9;

    private readonly QuernProgram _quern = new();

    public void Dispose() => _quern.Dispose();

    [Fact]
    public void Killed_at_fifty_moments_and_resumed_a_run_leaves_what_an_uninterrupted_run_leaves()
    {
        var recipe = MillRecipe.WriteTo(_quern, Rows);
        var (expected, duration) = Uninterrupted(recipe);
        var random = new Random(50);
        var hits = 0;
        for (var i = 0; i < Cases; i++)
        {
            Clear();
            // Some are killed two or three times in a row: the second time over what the first has left.
            var kills = (i % 10) switch { 3 => 2, 7 => 3, _ => 1 };
            var moments = Enumerable.Range(0, kills).Select(_ => duration * (0.05 + (0.95 * random.NextDouble()))).ToList();
            for (var k = 0; k < kills; k++)
            {
                if (WasRunning(recipe, moments[k]))
                {
                    hits += k == 0 ? 1 : 0;
                }
                else if (k == 0)
                {
                    // It ended before: the machine has become faster, and later moments must lie within a shorter run.
                    duration = moments[k];
                }
            }

            var outcome = _quern.Run("run", recipe, "--json");
            outcome.Exit.ShouldBe(0, outcome.Errors);
            RunTraces.Of(_quern, outcome, "out", MillRecipe.RunFolder)
                .ShouldBe(expected, $"case {i}, killed after {string.Join(", ", moments.Select(static m => $"{m.TotalMilliseconds:0} ms"))}");
        }

        hits.ShouldBeGreaterThanOrEqualTo(35, "too few of the kills came while the program was running");
    }

    // The shortest of three: a moment behind the end would hit nothing.
    private (IReadOnlyList<string> Traces, TimeSpan Duration) Uninterrupted(string recipe)
    {
        IReadOnlyList<string>? traces = null;
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            Clear();
            var start = Stopwatch.GetTimestamp();
            var outcome = _quern.Run("run", recipe, "--json");
            var took = Stopwatch.GetElapsedTime(start);
            shortest = took < shortest ? took : shortest;
            outcome.Exit.ShouldBe(0, outcome.Errors);
            var found = RunTraces.Of(_quern, outcome, "out", MillRecipe.RunFolder);
            found.ShouldBe(traces ?? found);
            traces = found;
        }

        return (traces!, shortest);
    }

    // Whether the process was still at work when the moment had come.
    private bool WasRunning(string recipe, TimeSpan moment)
    {
        var process = _quern.Start("run", recipe, "--json");
        if (process.WaitForExit(moment))
        {
            QuernProgram.Finish(process).Exit.ShouldBe(0);
            return false;
        }

        QuernProgram.Signal(process, Kill);
        QuernProgram.Finish(process).Exit.ShouldBeOneOf(128 + Kill, 0);
        return process.ExitCode != 0;
    }

    private void Clear()
    {
        foreach (var folder in (string[])["out", "runs"])
        {
            if (Directory.Exists(_quern.At(folder)))
            {
                Directory.Delete(_quern.At(folder), recursive: true);
            }
        }
    }
}
