using System.Diagnostics;

namespace Quern.Cli.Tests;

/// <summary>What the program does not do to files that are not its own, and what it says when its own output fails.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly QuernProgram _quern = new();

    [Theory]
    [InlineData("convert in.jsonl")]
    [InlineData("sample in.jsonl -n 1")]
    [InlineData("view in.jsonl")]
    [InlineData("stats in.jsonl")]
    [InlineData("--help")]
    public void A_standard_output_that_cannot_be_written_is_a_failure_that_is_said(string line)
    {
        _quern.Write("in.jsonl", "{\"n\":1}\n");
        var (errors, exit) = Shell($"{line} > /dev/full");
        exit.ShouldBe(1);
        errors.ShouldContain("Standard output cannot be written");
        errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("x.stats.json")]
    [InlineData("x.rejects.jsonl")]
    public void What_lies_where_the_files_beside_an_output_go_is_refused_unless_forced(string name)
    {
        _quern.Write("in.jsonl", "{\"n\":1}\n");
        _quern.Write(name, "mine");
        var refused = _quern.Run("convert", "in.jsonl", "-o", "x.csv");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain($"{name} exists already");
        _quern.Read(name).ShouldBe("mine");
        File.Exists(_quern.At("x.csv")).ShouldBeFalse();
        _quern.Run("convert", "in.jsonl", "-o", "x.csv", "--force").Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("in.jsonl", "in.jsonl")]
    [InlineData("in.jsonl", "*.jsonl")]
    public void A_file_named_twice_is_refused(string first, string second)
    {
        _quern.Write("in.jsonl", "{\"n\":1}\n");
        var refused = _quern.Run("convert", first, second, "-o", "x.csv");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("in.jsonl is named twice");
    }

    [Fact]
    public void An_output_without_a_name_is_refused()
    {
        _quern.Write("in.jsonl", "{\"n\":1}\n");
        var refused = _quern.Run("convert", "in.jsonl", "-o", "");
        refused.Exit.ShouldBe(2);
        refused.Errors.ShouldContain("The output has no name");
    }

    public void Dispose() => _quern.Dispose();

    private (string Errors, int Exit) Shell(string line)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Quern.Cli.dll");
        var start = new ProcessStartInfo("bash", ["-c", $"CI=true dotnet '{program}' {line}"]) { WorkingDirectory = _quern.Folder, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return (errors, shell.ExitCode);
    }
}
