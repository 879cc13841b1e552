using System.Diagnostics;
using Quern.Formats;

namespace Quern.Tests.Formats;

public sealed class InputFilesTests : IDisposable
{
    private const string Row = "{\"a\":1}\n";
    private readonly ReadRows _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("*.jsonl", "a1.jsonl", "a2.jsonl", "b.jsonl")]
    [InlineData("a?.jsonl", "a1.jsonl", "a2.jsonl")]
    [InlineData("a[2-9].jsonl", "a2.jsonl")]
    [InlineData("[!a]*.jsonl", "b.jsonl")]
    [InlineData("{a1,b}.jsonl", "a1.jsonl", "b.jsonl")]
    [InlineData("**/*.jsonl", "a1.jsonl", "a2.jsonl", "b.jsonl", "sub/c.jsonl", "sub/deep/d.jsonl")]
    [InlineData("sub/**", "sub/c.jsonl", "sub/deep/d.jsonl")]
    [InlineData("*/c.jsonl", "sub/c.jsonl")]
    [InlineData("*", "a1.jsonl", "a2.jsonl", "b.jsonl")]
    [InlineData(".hidden/*.jsonl", ".hidden/h.jsonl")]
    [InlineData("x[1].jsonl", "x[1].jsonl")]
    [InlineData("b.rejects.jsonl", "b.rejects.jsonl")]
    [InlineData("sub", "sub/c.jsonl", "sub/deep/d.jsonl")]
    public void A_pattern_means_these_files(string pattern, params string[] expected)
    {
        foreach (var name in (string[])["a1.jsonl", "a2.jsonl", "b.jsonl", "b.rejects.jsonl", "sub/c.jsonl", "sub/deep/d.jsonl", ".hidden/h.jsonl", ".a1.jsonl.quern-tmp", "sub/.x/y.jsonl"])
        {
            _files.File(name, Row);
        }

        _files.File("notes.md", "# x\n");
        if (pattern.StartsWith('x'))
        {
            _files.File("x[1].jsonl", Row);
        }

        var faults = new List<string>();
        var found = InputFiles.Expand([_files.PathOf(pattern)], faults);
        faults.ShouldBeEmpty();
        found.Select(f => Path.GetRelativePath(_files.Folder, f.Path)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("row.jsonl", "Did you mean", "rows.jsonl?")]
    [InlineData("nowhere/rows.jsonl", "there is no folder", "nowhere")]
    [InlineData("*.csv", "No file matches", "*.csv")]
    [InlineData("empty", "holds no file that can be read", ".parquet")]
    [InlineData("mixed", "1 .csv, 2 .json*", "**/*.csv")]
    public void What_names_nothing_or_too_much_is_a_fault(string pattern, string expected, string also)
    {
        _files.File("rows.jsonl", Row);
        _files.File("mixed/a.jsonl", Row);
        _files.File("mixed/b.json", Row);
        _files.File("mixed/c.csv", "a\n1\n");
        Directory.CreateDirectory(_files.PathOf("empty"));
        var faults = new List<string>();
        InputFiles.Expand([_files.PathOf(pattern)], faults).ShouldBeEmpty();
        faults.ShouldHaveSingleItem().ShouldContain(expected);
        faults[0].ShouldContain(also);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}", "{\"a\":2}")]
    [InlineData("[{\"a\":1},{\"a\":2}]", "{\"a\":1}", "{\"a\":2}")]
    [InlineData("{\"data\":[{\"a\":1}]}\n{\"data\":1}", "{\"data\":[{\"a\":1}]}", "{\"data\":1}")]
    [InlineData("one\ntwo\n", "{\"text\":\"one\"}", "{\"text\":\"two\"}")]
    public async Task A_pipe_is_recognised_by_its_content_and_read_once(string content, params string[] expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs named pipes.");
        var pipe = _files.PathOf("pipe");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        // Opening a pipe waits for its other end.
        var writing = Task.Run(() => File.WriteAllText(pipe, content), TestContext.Current.CancellationToken);
        _files.Read(pipe).ShouldBe(expected);
        await writing;
    }

    [Fact]
    public void Standard_input_named_twice_is_a_fault()
    {
        var faults = new List<string>();
        InputFiles.Expand(["-", "-"], faults).ShouldBeEmpty();
        faults.ShouldHaveSingleItem().ShouldContain("named twice");
    }
}
