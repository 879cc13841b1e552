using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quern.Tests.Docs;
using Quern.Tests.Fields;

namespace Quern.Tests.Plans;

/// <summary>The plans of rows against answers that were written by hand from docs/plans.md.</summary>
public sealed partial class KeyTests
{
    private const int FewestLines = 15;

    public static TheoryData<string> Families { get; } = [.. Directory.EnumerateFiles(Folder, "*.jsonl").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(DocsFolder.Root, "tests", "Quern.Tests", "Plans", "Keys");

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_row_of_a_family_gives_the_plan_that_was_written_by_hand(string family)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, family + ".jsonl"));
        lines.Length.ShouldBeGreaterThanOrEqualTo(FewestLines);
        var differences = lines.SelectMany((line, i) => Differences($"{family}.jsonl:{i + 1}", JsonNode.Parse(line)!.AsObject())).ToList();
        differences.Count.ShouldBe(0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_has_rows_that_give_no_plan_and_says_of_each_row_what_it_tests(string family)
    {
        var keys = File.ReadAllLines(Path.Combine(Folder, family + ".jsonl")).Select(static line => JsonNode.Parse(line)!).ToList();
        keys.Count(static key => key["expect"]!["quarantine"] is not null).ShouldBeGreaterThanOrEqualTo(2);
        keys.Select(static key => (string)key["what"]!).ShouldBeUnique();
    }

    private static List<string> Differences(string at, JsonObject key)
    {
        var where = $"{at}: {(string)key["what"]!}";
        var expected = key["expect"]!.AsObject();
        var fate = StepBench.Apply("to-plan", "{}", key["row"]!.ToJsonString());
        if (!fate.StartsWith('{') || expected["quarantine"] is not null)
        {
            var reason = "quarantine: " + expected["quarantine"];
            return fate == reason ? [] : [$"{where}\n   expected {(expected["quarantine"] is null ? "a plan" : reason)}\n   got      {fate}"];
        }

        var row = JsonNode.Parse(fate)!.AsObject();
        var plan = row["execution_plan"]!.AsObject();
        List<string> found = [.. Unsound(row, plan).Select(what => $"{where}: {what}")];
        foreach (var (name, value) in expected)
        {
            var got = name switch
            {
                "nodes" => WithoutHashes(plan["nodes"]!.AsArray()),
                "edges" => plan["edges"],
                "policy" => Named(value!.AsObject(), row["policy"]!.AsObject()),
                _ => row[name],
            };
            if (!JsonNode.DeepEquals(value, got))
            {
                found.Add($"{where}: {name}\n   expected {Text(value)}\n   got      {Text(got)}");
            }
        }

        return found;
    }

    /// <summary>What is wrong with the parts that no key can hold, because they are hashes.</summary>
    private static IEnumerable<string> Unsound(JsonObject row, JsonObject plan)
    {
        if (!PlanId().IsMatch(Text(plan["plan_id"])))
        {
            yield return $"plan_id is {Text(plan["plan_id"])}";
        }

        if (row["group"] is null)
        {
            yield return "group is missing";
        }

        foreach (var node in plan["nodes"]!.AsArray().Where(static n => !Hash().IsMatch(Text(n!["provenance_hash"]))))
        {
            yield return $"provenance_hash of {Text(node!["node_id"])} is {Text(node["provenance_hash"])}";
        }
    }

    private static JsonArray WithoutHashes(JsonArray nodes)
    {
        var copy = nodes.DeepClone().AsArray();
        foreach (var node in copy)
        {
            node!.AsObject().Remove("provenance_hash");
        }

        return copy;
    }

    /// <summary>The members that the key names; one that it names as null must not be there.</summary>
    private static JsonObject Named(JsonObject names, JsonObject of)
    {
        var named = new JsonObject();
        foreach (var (name, _) in names)
        {
            named[name] = of[name]?.DeepClone();
        }

        return named;
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "nothing";

    [GeneratedRegex("^\"p-[0-9a-f]{16}\"$")]
    private static partial Regex PlanId();

    [GeneratedRegex("^\"[0-9a-f]{16}\"$")]
    private static partial Regex Hash();
}
