using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Quern.Cli.Tests;

/// <summary>Any readable format becomes any writable one, from files, folders, globs and pipes, and no row gets lost.</summary>
public sealed class FormatsTests : IDisposable
{
    private const string Rows = "{\"id\":1,\"text\":\"a, \\\"b\\\"\"}\n{\"id\":2,\"text\":\"größer 🌾\"}\n{\"id\":3,\"text\":\"line\\nbreak\"}\n";
    private const string Flat = "{\"id\":1,\"text\":\"flour\"}\n{\"id\":2,\"text\":\"größer 🌾\"}\n{\"id\":3,\"text\":\"bran\"}\n";

    private readonly QuernProgram _quern = new();

    public static MatrixTheoryData<string, string> Pairs { get; } = new(
        ["in.jsonl", "in.jsonl.gz", "array.json", "data.json", "in.parquet", "in.csv", "in.tsv", "in.txt"],
        ["out.jsonl", "out.jsonl.gz", "out.parquet", "out.csv"]);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_readable_format_becomes_every_writable_one(string input, string output)
    {
        Lay(input);
        var outcome = _quern.Run("convert", input, "-o", output, "--json");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        using var json = JsonDocument.Parse(outcome.OutputBytes);
        json.RootElement.GetProperty("rows").GetProperty("kept").GetInt64().ShouldBe(3);
        _quern.Run("convert", output, "-o", "back.jsonl").Exit.ShouldBe(0);
        _quern.Read("back.jsonl").ShouldBe(input == "in.txt" ? "{\"text\":\"flour\"}\n{\"text\":\"größer 🌾\"}\n{\"text\":\"bran\"}\n" : Flat);
    }

    [Theory]
    [InlineData("rows.parquet")]
    [InlineData("rows.csv")]
    [InlineData("rows.jsonl.gz")]
    public void Awkward_texts_survive_a_round_trip(string between)
    {
        _quern.Write("in.jsonl", Rows);
        _quern.Run("convert", "in.jsonl", "-o", between).Exit.ShouldBe(0);
        _quern.Run("convert", between, "-o", "back.jsonl").Exit.ShouldBe(0);
        Normal(_quern.Read("back.jsonl")).ShouldBe(Normal(Rows));
    }

    [Fact]
    public void Files_folders_globs_and_input_options_are_read_in_the_order_named()
    {
        _quern.Write("data/b.jsonl", "{\"f\":\"b\"}\n");
        _quern.Write("data/a.jsonl", "{\"f\":\"a\"}\n");
        _quern.Write("data/a.stats.json", "{}");
        _quern.Write("more/c.jsonl", "{\"f\":\"c\"}\n");
        _quern.Write("d.csv", "f\nd\n");
        var outcome = _quern.Run("convert", "more/*.jsonl", "data", "--input", "d.csv", "--output", "new/folder/out.jsonl");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        _quern.Read("new/folder/out.jsonl").ShouldBe("{\"f\":\"c\"}\n{\"f\":\"a\"}\n{\"f\":\"b\"}\n{\"f\":\"d\"}\n");
        Directory.GetFiles(_quern.At("new/folder")).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal).ShouldBe(["out.jsonl", "out.stats.json"]);
    }

    [Theory]
    [InlineData("in.jsonl")]
    [InlineData("in.jsonl.gz")]
    [InlineData("array.json")]
    [InlineData("data.json")]
    [InlineData("in.parquet")]
    [InlineData("in.csv")]
    public void Standard_input_is_recognised_by_its_content(string input)
    {
        Lay(input);
        var outcome = _quern.RunWith(File.ReadAllBytes(_quern.At(input)), "convert", "-", "-o", "-");
        outcome.Exit.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldBe(Flat);
    }

    [Fact]
    public void Without_an_output_only_rows_go_to_standard_output()
    {
        _quern.Write("in.jsonl", Rows + "{broken\n");
        var outcome = _quern.Run("convert", "in.jsonl");
        outcome.Exit.ShouldBe(3);
        outcome.Output.ShouldBe(Rows);
        Directory.GetFileSystemEntries(_quern.Folder).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("out.jsonl")]
    [InlineData("out.jsonl.gz")]
    [InlineData("out.parquet")]
    [InlineData("out.csv")]
    public void The_number_of_workers_changes_no_byte(string output)
    {
        _quern.Write("in.jsonl", Many(60_000));
        _quern.Run("convert", "in.jsonl", "-o", "one/" + output, "--workers", "1").Exit.ShouldBe(0);
        _quern.Run("convert", "in.jsonl", "-o", "eight/" + output, "--workers", "8").Exit.ShouldBe(0);
        File.ReadAllBytes(_quern.At("one/" + output)).AsSpan().SequenceEqual(File.ReadAllBytes(_quern.At("eight/" + output))).ShouldBeTrue();
    }

    [Fact]
    public void Filter_keeps_what_is_asked_and_says_why_the_others_went()
    {
        _quern.Write("in.jsonl", "{\"s\":1}\n{\"s\":8.0 }\n{\"t\":9}\n");
        _quern.Run("filter", "in.jsonl", "--field", "s", "--min", "7").Output.ShouldBe("{\"s\":8.0 }\n");
        _quern.Run("filter", "in.jsonl", "--field", "s", "--min", "7", "-o", "good.jsonl").Exit.ShouldBe(0);
        _quern.Lines("good.rejects.jsonl").Select(static l => JsonElement.Parse(l).GetProperty("reason").GetString()).ShouldBe(["below-min", "missing-field"]);
    }

    [Fact]
    public void Sample_draws_the_same_rows_for_the_same_seed()
    {
        _quern.Write("in.jsonl", Many(1000));
        var first = _quern.Run("sample", "in.jsonl", "-n", "100", "--seed", "7");
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
        _quern.Run("sample", "in.jsonl", "-n", "100", "--seed", "7", "--workers", "1").Output.ShouldBe(first.Output);
        _quern.Run("sample", "in.jsonl", "-n", "100", "--seed", "8").Output.ShouldNotBe(first.Output);
    }

    [Theory]
    [InlineData("convert in.jsonl -o -")]
    [InlineData("view in.jsonl")]
    public void A_reader_that_goes_away_is_no_failure(string line)
    {
        _quern.Write("in.jsonl", Many(200_000));
        var (exit, errors) = ToShell(line, "| head -n 1");
        exit.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("convert in.jsonl")]
    [InlineData("view in.jsonl")]
    public void A_full_disk_behind_standard_output_is_a_failure(string line)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        _quern.Write("in.jsonl", Many(1000));
        var (exit, errors) = ToShell(line, "> /dev/full");
        exit.ShouldBe(1, errors);
        errors.ShouldContain("tandard output");
        errors.ShouldContain("Free some space");
    }

    public void Dispose() => _quern.Dispose();

    private (int Exit, string Errors) ToShell(string line, string rest)
    {
        var command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Quern.Cli.dll")}' {line} 2> errors.txt {rest}";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-o", "pipefail", "-c", command])
        {
            WorkingDirectory = _quern.Folder,
            RedirectStandardOutput = true,
            Environment = { ["CI"] = "true" },
        })!;
        shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return (shell.ExitCode, _quern.Read("errors.txt"));
    }

    private static string Many(int rows)
        => string.Concat(Enumerable.Range(0, rows).Select(static i => $"{{\"i\":{i},\"text\":\"grain {i * 7919L % 10007}\"}}\n"));

    // Writers may choose another of the escapes that mean the same.
    private static string Normal(string lines)
        => string.Join('\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonSerializer.Serialize(JsonElement.Parse(l))));

    private void Lay(string name)
    {
        var rows = Flat.TrimEnd('\n').Split('\n');
        var texts = rows.Select(static r => JsonElement.Parse(r).GetProperty("text").GetString()).ToArray();
        switch (name)
        {
            case "in.jsonl.gz":
                using (var gzip = new GZipStream(File.Create(_quern.At(name)), CompressionLevel.Fastest))
                {
                    gzip.Write(Encoding.UTF8.GetBytes(Flat));
                }

                break;
            case "in.parquet":
                _quern.Write("first.jsonl", Flat);
                _quern.Run("convert", "first.jsonl", "-o", name).Exit.ShouldBe(0);
                break;
            default:
                _quern.Write(name, name switch
                {
                    "array.json" => $"[{string.Join(",\n", rows)}]",
                    "data.json" => $"{{\"version\":1,\n\"data\":[{string.Join(',', rows)}]}}",
                    "in.csv" => "id,text\n" + string.Concat(texts.Select(static (t, i) => $"{i + 1},{t}\n")),
                    "in.tsv" => "id\ttext\n" + string.Concat(texts.Select(static (t, i) => $"{i + 1}\t{t}\n")),
                    "in.txt" => string.Concat(texts.Select(static t => t + "\n")),
                    _ => Flat,
                });
                break;
        }
    }
}
