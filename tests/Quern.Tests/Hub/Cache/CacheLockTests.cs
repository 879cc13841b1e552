using System.Diagnostics;
using Quern.Hub.Cache;

namespace Quern.Tests.Hub.Cache;

public sealed class CacheLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-lock-");

    private string LockFile => Path.Combine(_folder.FullName, "deep", "x.lock");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<CacheLock> TakeAsync(CancellationToken? cancel = null) => CacheLock.TakeAsync(LockFile, "soup", HubCase.Quick, cancel ?? Stop);

    [Fact]
    public async Task Of_two_only_one_has_it_and_the_other_waits()
    {
        var first = await TakeAsync();
        var second = TakeAsync();
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
        File.Exists(LockFile).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_take_it_one_after_the_other()
    {
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var held = await TakeAsync();
            Interlocked.Increment(ref inside).ShouldBe(1);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }));
    }

    [Fact]
    public async Task Who_waits_can_be_stopped()
    {
        using var first = await TakeAsync();
        using var stop = new CancellationTokenSource();
        var second = TakeAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_not_waited_for()
    {
        Directory.CreateDirectory(LockFile);
        await Should.ThrowAsync<UnauthorizedAccessException>(() => TakeAsync());
        var long_ = Path.Combine(_folder.FullName, new string('x', 300) + ".lock");
        await Should.ThrowAsync<IOException>(() => CacheLock.TakeAsync(long_, "soup", HubCase.Quick, Stop));
    }

    [Fact]
    public async Task It_excludes_other_programs_and_they_exclude_it()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "The tool flock is not here.");
        using (await TakeAsync())
        {
            (await FlockAsync("-n", "true")).ShouldBe(1);
        }

        (await FlockAsync("-n", "true")).ShouldBe(0);

        // The other program holds it until its input ends.
        using var other = Start("cat");
        var holds = new char[1];
        await other.StandardInput.WriteAsync("x".AsMemory(), Stop);
        await other.StandardInput.FlushAsync(Stop);
        await other.StandardOutput.ReadBlockAsync(holds.AsMemory(), Stop);
        var waiting = TakeAsync();
        waiting.IsCompleted.ShouldBeFalse();
        other.StandardInput.Close();
        (await waiting).Dispose();
        await other.WaitForExitAsync(Stop);
    }

    private async Task<int> FlockAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Stop);
        return process.ExitCode;
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/flock") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] all = arguments[0].StartsWith('-') ? [arguments[0], LockFile, .. arguments[1..]] : [LockFile, .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
