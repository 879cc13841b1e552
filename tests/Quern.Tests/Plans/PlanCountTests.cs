using Quern.Running;
using Quern.Tests.Running;

namespace Quern.Tests.Plans;

/// <summary>What the steps of this room count stands in the ledger, whoever counted it and however often the run was begun.</summary>
public sealed class PlanCountTests
{
    private const string Sources = "  - files: in.jsonl\n  - files: in-2.jsonl\n";
    private const string Steps = "  - to-plan: {}\n  - shuffle: {}\n  - plan-quality: { mode: count, min-instruction: 10, max-nodes: 100, max-instruction: 1000, language: [en], drop-toxic: false }\n";

    [Fact]
    public void A_run_counts_by_schema_shape_and_label()
    {
        using var bench = Bench();
        var ledger = bench.Run(Steps, sources: Sources, more: "tolerance: 50%\n").Ledger;
        var made = ledger.Steps.Single(static s => s.Label == "to-plan").Sources;
        made["in"].Counted.ShouldBe(new Dictionary<string, long>
        {
            ["label:adversarial"] = 500, ["label:benign"] = 1000, ["schema:conversation"] = 500, ["schema:function_calling"] = 500,
            ["schema:instruction"] = 500, ["shape:plain-call"] = 500, ["shape:role-content"] = 500, ["shape:text-label"] = 500, ["unmade:unknown"] = 500,
        }, ignoreOrder: true);
        made["in-2"].Counted.ShouldBe(new Dictionary<string, long> { ["label:benign"] = 1, ["schema:conversation"] = 1, ["shape:role-content"] = 1 }, ignoreOrder: true);
        var judged = ledger.Steps.Single(static s => s.Label == "plan-quality").Total.Counted;
        judged["schema:conversation"].ShouldBe(501);
        judged.Where(static c => c.Key.StartsWith("schema:", StringComparison.Ordinal)).Sum(static c => c.Value).ShouldBe(1501);
        ledger.OpenEnd().ShouldBeNull();
        File.ReadAllText(Path.Combine(bench.Folder, "ledger.json")).ShouldContain("\"schema:function_calling\": 500");
    }

    [Fact]
    public void The_counts_do_not_depend_on_workers_and_outlive_a_second_run()
    {
        using var one = Bench();
        using var many = Bench();
        var first = Counts(one.Run(Steps, workers: 1, sources: Sources, more: "tolerance: 50%\n"));
        Counts(many.Run(Steps, workers: 4, sources: Sources, more: "tolerance: 50%\n")).ShouldBe(first);
        File.Delete(many.Output);
        Counts(many.Run(Steps, workers: 2, sources: Sources, more: "tolerance: 50%\n")).ShouldBe(first);
    }

    private static string Counts(RunResult result)
        => string.Join('\n', result.Ledger.Steps.SelectMany(static s => s.Sources.SelectMany(o => o.Value.Counted.Select(c => $"{s.Label} {o.Key} {c.Key} {c.Value}"))));

    private static RunBench Bench()
    {
        var bench = new RunBench();
        bench.Write("in.jsonl", string.Concat(Enumerable.Range(0, 2000).Select(static i => (i % 4) switch
        {
            0 => PlanBench.Talk($"Tell me about mill {i}") + "\n",
            1 => $"{{\"tool\":\"calc\",\"tool_input\":{{\"x\":{i}}}}}\n",
            2 => $"{{\"text\":\"Delete user {i}\",\"label\":1}}\n",
            _ => $"{{\"odd\":{i}}}\n",
        })));
        bench.Write("in-2.jsonl", PlanBench.Talk("Hi") + "\n");
        return bench;
    }
}
