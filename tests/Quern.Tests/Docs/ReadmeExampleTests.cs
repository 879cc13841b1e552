using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Tests.Docs;

/// <summary>The C# example of README is compiled as it stands there, and run as a program of its own.</summary>
public sealed class ReadmeExampleTests : IDisposable
{
    // What a new project imports without being told.
    private const string ImplicitUsings = "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;";

    private readonly string _folder = Directory.CreateTempSubdirectory("quern-example-").FullName;

    [Fact]
    public void The_example_compiles_and_does_what_it_says()
    {
        Compile(DocsFolder.Blocks(DocsFolder.Read("README.md"), "csharp").ShouldHaveSingleItem());
        Write("rows.jsonl", "{\"score\":9,\"text\":\"ja\"}\n{\"score\":3,\"text\":\"nein\"}\n");
        Write("recipe.yaml", "name: example\nsources:\n  - files: rows.jsonl\nsteps:\n  - shout: {}\noutputs:\n  - jsonl: loud.jsonl\n");
        Run().ShouldBe("1 of 2 rows kept\n2 kept, 0 dropped, 0 quarantined\n");
        Read("good.jsonl").ShouldBe("{\"score\":9,\"text\":\"ja\"}\n");
        Read("loud.jsonl").ShouldBe(
            "{\"score\":9,\"text\":\"JA\",\"id\":\"rows-0\",\"source_dataset\":\"rows\"}\n{\"score\":3,\"text\":\"NEIN\",\"id\":\"rows-1\",\"source_dataset\":\"rows\"}\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private void Compile(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var program = CSharpCompilation.Create(
            "Example",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(source)],
            [.. platform.Select(static p => MetadataReference.CreateFromFile(p))],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var result = program.Emit(Path.Combine(_folder, "Example.dll"));
        result.Diagnostics.Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591").ShouldBeEmpty();
        foreach (var library in new[] { "Quern.dll", "YamlDotNet.dll", "libduckdb.so" }.Where(static l => File.Exists(Path.Combine(AppContext.BaseDirectory, l))))
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, library), Path.Combine(_folder, library));
        }

        Write("Example.runtimeconfig.json", "{\"runtimeOptions\":{\"tfm\":\"net10.0\",\"framework\":{\"name\":\"Microsoft.NETCore.App\",\"version\":\"10.0.0\"}}}");
    }

    private string Run()
    {
        var start = new ProcessStartInfo("dotnet", ["Example.dll"]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var example = Process.Start(start)!;
        var errors = example.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = example.StandardOutput.ReadToEnd();
        example.WaitForExit();
        errors.Result.ShouldBeEmpty();
        return output;
    }
}
