using System.Globalization;
using System.Text;
using System.Text.Json;
using Quern.Cli.Tests;

namespace Quern.Page.Tests;

/// <summary>Two runs with their pages, made once by the real program: the demo, and one whose rows are hostile and fill every section.</summary>
public sealed class ReportedRuns : IDisposable
{
    private const int Rows = 240;
    private const string Hostile = "</script><script>alert('run')</script><img src=x onerror=alert(1)> \\u202eevil\\u0000 \\ufffe <style>*{display:none}</style>";

    private readonly QuernProgram _quern = new();

    public ReportedRuns()
    {
        Run("demo");
        Run("report", "runs/demo");
        _quern.Write("rows.jsonl", HostileRows());
        _quern.Write("hostile.yaml", """
            name: hostile
            seed: 3
            tolerance: 10%
            sources:
              - name: "first </title>"
                files: rows.jsonl
                max: 120
              - name: second
                files: rows.jsonl
            steps:
              - filter: { field: score, min: 3 }
              - dedup: { threshold: 0.7 }
            outputs:
              - jsonl: out/hostile.jsonl
            """);
        Run("run", "hostile.yaml");
        Run("report", "runs/hostile");
    }

    /// <summary>The page about the demo.</summary>
    public string Demo => _quern.At("runs/demo/report.html");

    /// <summary>The page about hostile rows.</summary>
    public string HostilePage => _quern.At("runs/hostile/report.html");

    /// <summary>The demo's numbers, by name.</summary>
    public JsonElement DemoStats() => JsonDocument.Parse(_quern.Read("runs/demo/stats.json")).RootElement;

    public void Dispose() => _quern.Dispose();

    private void Run(params string[] arguments)
    {
        var outcome = _quern.Run(arguments);
        outcome.Exit.ShouldBe(0, outcome.Errors);
    }

    private static string HostileRows()
    {
        var rows = new StringBuilder();
        for (var i = 0; i < Rows; i++)
        {
            var text = i % 5 == 0 ? $"{Hostile} number {i % 20}" : $"Row {i} speaks of thing {i * 7919 % 1000}, and of {string.Join(' ', Enumerable.Range(i, 5 + (i % 90)).Select(static n => $"word{n}"))}.";
            rows.Append(CultureInfo.InvariantCulture, $$"""{"text": "{{text}}", "score": {{1 + (i * 37 % 91 / 10.0)}}, "category": "kind {{i % 7}} <i>", "teacher": "model-{{i % 3}}", "tags": ["a", {"b": [1, 2, {"c": null}]}]}""").Append('\n');
        }

        return rows.Append("{\"text\": \"cut off </script>").Append('\n').ToString();
    }
}
