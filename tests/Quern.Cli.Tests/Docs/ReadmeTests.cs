using System.Diagnostics;
using System.Text.RegularExpressions;
using Quern.HubStandIn;
using Quern.HubStandIn.Repositories;

namespace Quern.Cli.Tests.Docs;

/// <summary>
/// The README's commands are typed one after another into a folder that looks like a clone: <c>./quern</c> is the program
/// under test, <c>./test</c> only has to be there (it is what runs this).
/// </summary>
public sealed class ReadmeTests : IDisposable
{
    private string _hub = "";

    private readonly string _clone = Directory.CreateTempSubdirectory("quern-readme-").FullName;

    [Fact]
    public async Task Every_command_works_and_the_picture_is_true()
    {
        await using var hub = await HubOfTheReadme();
        _hub = hub.Address;
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

    // The datasets that the README names, with a few made-up rows in the places where the true ones have theirs.
    private static async Task<StandInHub> HubOfTheReadme()
    {
        var hub = await StandInHub.StartAsync();
        hub.Add(new StandInDataset("openai/gsm8k")).Commit(static d => d.Add("main/train.jsonl", "{\"question\":\"1 + 1?\",\"answer\":\"#### 2\"}\n").Add("README.md", "---\nconfigs:\n- config_name: main\n  data_files: main/*.jsonl\n---\n"));
        hub.Add(new StandInDataset("allenai/sciq")).Commit(static d => d.Add("train.jsonl", "{\"question\":\"What gas do plants take in?\"}\n"));
        hub.Add(new StandInDataset("rajpurkar/squad")).Commit(static d => d.Add("plain_text/train.jsonl", "{\"question\":\"When did the ferry run?\"}\n").Add("README.md", "---\nconfigs:\n- config_name: plain_text\n  data_files:\n  - {split: train, path: plain_text/*.jsonl}\n---\n"));
        return hub;
    }

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
            Environment = { ["CI"] = "true", ["HF_ENDPOINT"] = _hub, ["HF_HOME"] = Path.Combine(_clone, "hub-home") },
        };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return (output, errors.Result, shell.ExitCode);
    }
}
