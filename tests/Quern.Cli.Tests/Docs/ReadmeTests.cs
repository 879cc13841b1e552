using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Quern.Cli.Tests.Docs;

/// <summary>
/// The README's commands are typed one after another into a folder that looks like a clone: <c>./quern</c> is the program
/// under test, <c>./test</c> only has to be there (it is what runs this).
/// </summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly string _clone = Directory.CreateTempSubdirectory("quern-readme-").FullName;

    [Fact]
    public void Every_command_works_and_the_picture_is_true()
    {
        var readme = Repository.Read("README.md");
        LayClone();
        File.WriteAllText(Path.Combine(_clone, "quickstart.yaml"), Repository.Blocks(readme, "yaml").ShouldHaveSingleItem());
        var blocks = Repository.Blocks(readme, "sh");
        blocks.Count.ShouldBeGreaterThan(4);
        foreach (var block in blocks.Where(static b => !b.StartsWith("dotnet publish", StringComparison.Ordinal)))
        {
            var (output, errors, exit) = Shell(block);
            exit.ShouldBe(0, $"{block}\n{output}\n{errors}");
            if (block.StartsWith("./quern demo", StringComparison.Ordinal))
            {
                Plain(output).ShouldBe(Plain(Repository.Between(readme, "<!-- demo -->\n```text\n", "```\n<!-- /demo -->")));
            }
        }

        File.Exists(Path.Combine(_clone, "out", "quickstart.parquet")).ShouldBeTrue();
        File.ReadAllLines(Path.Combine(_clone, "out", "lower.jsonl")).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_two_launchers_are_there_and_may_be_run()
    {
        foreach (var name in new[] { "quern", "test" })
        {
            File.GetUnixFileMode(Path.Combine(Repository.Root, name)).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        }
    }

    public void Dispose() => Directory.Delete(_clone, recursive: true);

    // The table is as wide as the terminal; only its words count.
    private static string Plain(string text) => Regex.Replace(text, "[ ─]+", " ").Replace(" \n", "\n", StringComparison.Ordinal).Trim();

    private void LayClone()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "recipes"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_clone, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Script("quern", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "Quern.Cli.dll")}' \"$@\"");
        Script("test", "exit 0");
    }

    private void Script(string name, string line)
    {
        var path = Path.Combine(_clone, name);
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (string Output, string Errors, int Exit) Shell(string block)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", block])
        {
            WorkingDirectory = _clone,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CI"] = "true" },
        };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return (output, errors.Result, shell.ExitCode);
    }
}
