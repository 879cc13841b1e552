using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quern.Plans;
using Quern.Tests.House;

namespace Quern.Tests.Plans;

/// <summary>
/// The answer keys in the folder Keys: rows, and the plans that a reader of docs/plans.md makes of them by hand. Each file is one family of
/// shapes; all its lines go through one step, so that what one row leaves behind in it would show in the next.
/// </summary>
public sealed class KeyTests
{
    private const int FewestKeys = 15;

    private static readonly string Folder = Path.Combine(ApprovedText.Root, "tests", "Quern.Tests", "Plans", "Keys");

    /// <summary>The files of the folder, by name.</summary>
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.jsonl").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Rows_become_the_plans_of_the_key(string file)
    {
        var step = new ToPlanStep(new ToPlanOptions());
        var differences = new StringBuilder();
        var keys = 0;
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(Folder, file)))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            keys++;
            using var key = JsonDocument.Parse(line);
            var seen = new List<string>();
            Compare(step, key.RootElement, seen);
            if (seen.Count > 0)
            {
                differences.AppendLine($"{file}:{number}: {key.RootElement.Text("what")}").AppendJoin('\n', seen).AppendLine();
            }
        }

        differences.ToString().ShouldBeEmpty();
        keys.ShouldBeGreaterThanOrEqualTo(FewestKeys, $"{file} holds too few keys to say anything about its family.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_family_has_rows_that_give_no_plan_and_says_of_each_row_what_it_tests(string file)
    {
        var keys = File.ReadLines(Path.Combine(Folder, file)).Where(static line => line.Length > 0).Select(static line => JsonNode.Parse(line)!).ToList();
        keys.Count(static key => key["expect"]!["quarantine"] is not null).ShouldBeGreaterThanOrEqualTo(2);
        keys.Select(static key => (string)key["what"]!).ShouldBeUnique();
    }

    private static void Compare(ToPlanStep step, JsonElement key, List<string> seen)
    {
        var fate = PlanBench.Apply(step, key.GetProperty("row").GetRawText());
        var expect = JsonObject.Create(key.GetProperty("expect"))!;
        var wanted = expect["quarantine"]?.GetValue<string>();
        if (fate.Json is null)
        {
            if (wanted != fate.Fault.Reason)
            {
                seen.Add($"  expected {wanted ?? "a plan"}\n  actual   {fate.Fault.Reason}: {fate.Fault.Message}{fate.Dropped}");
            }

            return;
        }

        if (wanted is not null)
        {
            seen.Add($"  expected {wanted}\n  actual   {fate.Json}");
            return;
        }

        var row = JsonNode.Parse(fate.Json)!.AsObject();
        CheckHashes(row, seen);
        foreach (var (name, value) in expect)
        {
            CompareField(name, value, Part(row, name), seen);
        }
    }

    private static JsonNode? Part(JsonObject row, string name)
        => name is "nodes" or "edges" ? row["execution_plan"]?[name] : row[name];

    private static void CompareField(string name, JsonNode? expected, JsonNode? actual, List<string> seen)
    {
        if (name == "policy" && actual is JsonObject policy)
        {
            foreach (var (member, value) in expected!.AsObject())
            {
                CompareField("policy." + member, value, policy[member], seen);
            }

            return;
        }

        if (!JsonNode.DeepEquals(expected, actual))
        {
            seen.Add($"  {name}\n    expected {Shown(expected)}\n    actual   {Shown(actual)}");
        }
    }

    /// <summary>Hashes cannot be made by hand: they are checked for their form, and taken out before the nodes are compared. Nodes that go back to no text lack theirs.</summary>
    private static void CheckHashes(JsonObject row, List<string> seen)
    {
        var plan = row["execution_plan"]!.AsObject();
        CheckHash("plan_id", plan["plan_id"], "p-", seen);
        foreach (var node in plan["nodes"]!.AsArray())
        {
            // A call that nobody asked for has null there.
            if (node!["provenance_hash"] is not null)
            {
                CheckHash("provenance_hash", node["provenance_hash"], "", seen);
            }

            node.AsObject().Remove("provenance_hash");
        }
    }

    private static void CheckHash(string name, JsonNode? value, string prefix, List<string> seen)
    {
        var text = value is JsonValue some && some.TryGetValue<string>(out var said) ? said : "";
        var hex = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : "";
        if (hex.Length != 16 || !hex.All(char.IsAsciiHexDigitLower))
        {
            seen.Add($"  {name}\n    expected {prefix}<16 hex digits>\n    actual   {Shown(value)}");
        }
    }

    private static string Shown(JsonNode? node) => node?.ToJsonString(Readable) ?? "nothing";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
