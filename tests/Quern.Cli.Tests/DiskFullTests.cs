using System.Diagnostics;
using System.Text;

namespace Quern.Cli.Tests;

/// <summary>A disk that fills up while the program writes: it says which file, and leaves neither half a file nor a temporary one.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly QuernProgram _quern = new();
    private bool _mounted;

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.jsonl.gz")]
    [InlineData("rows.parquet")]
    [InlineData("rows.csv")]
    public void It_ends_with_exit_code_1_and_leaves_nothing(string name)
    {
        var small = Mount();
        _quern.Write("in.jsonl", Incompressible(8 << 20));
        var outcome = _quern.Run("convert", "in.jsonl", "-o", Path.Combine(small, name));
        outcome.Exit.ShouldBe(1, outcome.Errors);
        outcome.Errors.ShouldContain(name);
        outcome.Errors.ShouldContain("Free some space");
        outcome.Errors.ShouldNotContain("   at Quern.");
        Directory.GetFileSystemEntries(small).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rows.parquet")]
    [InlineData("rows.csv")]
    public void Staged_rows_that_fit_may_leave_no_room_for_the_file(string name)
    {
        var small = Mount();
        _quern.Write("in.jsonl", Incompressible(900 << 10));
        File.WriteAllBytes(Path.Combine(small, "ballast"), new byte[500 << 10]);
        var outcome = _quern.Run("convert", "in.jsonl", "-o", Path.Combine(small, name));
        outcome.Exit.ShouldBe(1, outcome.Errors);
        outcome.Errors.ShouldContain(name);
        outcome.Errors.ShouldContain("space");
        Directory.GetFileSystemEntries(small).Select(static p => Path.GetFileName(p)).ShouldBe(["ballast"]);
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Shell("umount", _quern.At("small")).ShouldBe(0);
        }

        _quern.Dispose();
    }

    private string Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a small file system.");
        var small = _quern.At("small");
        Directory.CreateDirectory(small);
        _mounted = Shell("mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", small) == 0;
        Assert.SkipUnless(_mounted, "A small file system cannot be mounted here.");
        return small;
    }

    private static int Shell(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    // Random texts: gzip and zstd find next to nothing in them.
    private static byte[] Incompressible(int size)
    {
        var random = new Random(5);
        var block = new byte[600];
        var text = new StringBuilder(size + 1000);
        while (text.Length < size)
        {
            random.NextBytes(block);
            text.Append("{\"text\":\"").Append(Convert.ToBase64String(block)).Append("\"}\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
