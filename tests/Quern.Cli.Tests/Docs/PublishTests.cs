using System.Diagnostics;

namespace Quern.Cli.Tests.Docs;

/// <summary>The README's way to install elsewhere: published, copied, and run from another place.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("quern-publish-").FullName;

    [Fact]
    public void The_published_folder_can_be_moved_and_runs_the_demo()
    {
        var block = Repository.Blocks(Repository.Read("README.md"), "sh").Single(static b => b.StartsWith("dotnet publish", StringComparison.Ordinal));
        var published = Path.Combine(_elsewhere, "published");
        Shell(block.Replace("out/quern", published, StringComparison.Ordinal), Repository.Root);
        var moved = Path.Combine(_elsewhere, "moved");
        Directory.Move(published, moved);
        Shell($"'{moved}/quern' demo", _elsewhere);
        File.Exists(Path.Combine(_elsewhere, "out", "demo.parquet")).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    private static void Shell(string command, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", command + " 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, output);
    }
}
