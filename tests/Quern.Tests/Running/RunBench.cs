using System.Text;
using Quern.Recipes;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Running;

/// <summary>A folder of its own with inputs, recipes made from step doubles, and what a run left, for comparing.</summary>
internal sealed class RunBench : IDisposable
{
    private static int _count;

    // Names of one length: rejected rows name the file they came from, and their lengths are compared.
    public string Root { get; } = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), $"quern-running-{Environment.ProcessId}-{Interlocked.Increment(ref _count):000000}")).FullName;

    public StepTable Steps { get; private set; } = StepTable.Standard;

    public string Output => Path.Combine(Root, "out.jsonl");

    public string Folder => Path.Combine(Root, "run");

    public RunBench With(string name, Action<Row, RowOutput> apply)
    {
        Steps = Steps.With(StepEntry.Row<NoOptions>(name, "A double.", (_, _) => new RowDouble(apply)));
        return this;
    }

    public RunBench With(string name, Func<ReadOnlyMemory<byte>, Place, CancellationToken, Task<CallResult>> ask, int inFlight = 4)
    {
        Steps = Steps.With(StepEntry.Call<NoOptions>(name, "A double.", (_, _) => new CallDouble(ask, inFlight)));
        return this;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Root, name), text);
        return Path.Combine(Root, name);
    }

    public string WriteRows(string name, int count, int from = 0)
        => Write(name, string.Concat(Enumerable.Range(from, count).Select(static i => $"{{\"n\":{i},\"text\":\"{new string('x', i % 37)}\"}}\n")));

    public RunResult Run(string steps, int workers = 2, string sources = "  - files: in*.jsonl\n", string more = "", bool rejects = true, long portion = 64)
    {
        var text = $"name: test\nseed: 7\n{more}sources:\n{sources}steps:\n{steps}outputs:\n  - jsonl: {Output}\n";
        var recipe = Recipe.Parse(text, Path.Combine(Root, "recipe.yaml"), Steps);
        return recipe.Run(new RunSettings { Folder = Folder, Workers = workers, WriteRejects = rejects, PortionRows = portion }, hub: null, new RunProgress(), CancellationToken.None);
    }

    public RunResult Verb(string input, StepEntry? step = null, int workers = 2)
        => RunExecutor.Execute(
            (step is null ? RowFlow.From(input) : RowFlow.From(input).Through(step, new NoOptions())).SpecTo(Output),
            new RunSettings { Workers = workers },
            new RunProgress(),
            CancellationToken.None);

    /// <summary>Everything by which a run is judged: output, ledger, statistics, rejects.</summary>
    public string Report()
    {
        var files = new[] { Output, Path.Combine(Folder, "ledger.json"), Path.Combine(Folder, "stats.json") }.ToList();
        var rejects = Path.Combine(Folder, "rejects");
        files.AddRange(Directory.Exists(rejects) ? Directory.GetFiles(rejects).Order(StringComparer.Ordinal) : []);
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append("== ").Append(Path.GetFileName(file)).Append('\n').Append(File.ReadAllText(file));
        }

        return text.ToString().Replace(Root, "ROOT", StringComparison.Ordinal);
    }

    public string[] OutputLines() => File.ReadAllLines(Output);

    public string Rejects(string step) => File.ReadAllText(Path.Combine(Folder, "rejects", step + ".jsonl"));

    public string Find(string pattern) => Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal sealed record NoOptions : StepOptions;

internal sealed class RowDouble(Action<Row, RowOutput> apply) : RowStep
{
    public override void Apply(Row row, RowOutput output) => apply(row, output);
}

internal sealed class CallDouble(Func<ReadOnlyMemory<byte>, Place, CancellationToken, Task<CallResult>> ask, int inFlight) : CallStep
{
    public override int InFlight => inFlight;

    public override Task<CallResult> AskAsync(ReadOnlyMemory<byte> json, Place place, CancellationToken cancel) => ask(json, place, cancel);
}
