using System.Text.Json;
using Quern.Reports.Verify;
using Quern.Reports.Verify.Shapes;
using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

/// <summary>In which order messages may stand, and which plans are sound.</summary>
public sealed class MessagesTests
{
    [Theory]
    [InlineData("user assistant", "")]
    [InlineData("system user assistant user assistant", "")]
    [InlineData("system system user assistant", "")]
    [InlineData("developer human gpt", "")]
    [InlineData("user assistant tool assistant", "")]
    [InlineData("user assistant tool tool assistant user model", "")]
    [InlineData("human function_call observation gpt", "")]
    [InlineData("user assistant ipython assistant", "")]
    [InlineData("user", "no-answer")]
    [InlineData("user assistant user", "no-answer")]
    [InlineData("user assistant tool", "no-answer")]
    [InlineData("assistant", "role-order")]
    [InlineData("system assistant", "role-order")]
    [InlineData("user user assistant", "role-order")]
    [InlineData("user assistant assistant", "role-order")]
    [InlineData("user tool assistant", "role-order")]
    [InlineData("user assistant system user assistant", "role-order")]
    [InlineData("tool user assistant", "role-order role-order")]
    [InlineData("user miller", "unknown-role")]
    [InlineData("user Assistant", "unknown-role")]
    [InlineData("", "empty-field")]
    public void Orders(string roles, string expected)
        => Chat(string.Join(',', roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static (r, i) => $"{{\"role\":\"{r}\",\"content\":\"mill {i}\"}}"))).ShouldBe(expected);

    [Theory]
    [InlineData("{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"gpt\",\"value\":\"b\"}", "")]
    [InlineData("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]},{\"role\":\"assistant\",\"content\":\"b\"}", "")]
    [InlineData("{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":1}]},{\"role\":\"tool\",\"content\":\"1\"},{\"role\":\"assistant\",\"content\":\"b\"}", "")]
    [InlineData("{\"role\":\"user\",\"content\":\"\\u00e9\"},{\"role\":\"assistant\",\"content\":\" \\n \"}", "empty-field")]
    [InlineData("{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null}", "empty-field")]
    [InlineData("{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\"}", "empty-field")]
    [InlineData("{\"role\":\"user\",\"content\":\"a\"},\"b\"", "unknown-role")]
    [InlineData("{\"role\":7,\"content\":\"a\"}", "unknown-role")]
    public void What_a_message_says(string messages, string expected) => Chat(messages).ShouldBe(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData("a>b", "")]
    [InlineData("a>b b>c a>c", "")]
    [InlineData("a>a", "plan-fault")]
    [InlineData("a>b b>a", "plan-fault")]
    [InlineData("a>b b>c c>a a>d", "plan-fault")]
    [InlineData("d>a a>b b>c c>b", "plan-fault")]
    [InlineData("a>b a>b", "")]
    [InlineData("a>z", "plan-fault")]
    public void Circles(string edges, string expected)
    {
        var nodes = string.Join(',', "abcd".Select(static n => $"{{\"node_id\":\"{n}\",\"tool_name\":\"grind\",\"instruction_tier\":null}}"));
        var written = string.Join(',', edges.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static e => $"{{\"src\":\"{e[0]}\",\"dst\":\"{e[2]}\"}}"));
        Found(static plain => new PlanCheck(plain), $"{{\"nodes\":[{nodes}],\"edges\":[{written}],\"label\":null}}").ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\"prompt\":\"a\",\"chosen\":[{\"role\":\"assistant\",\"content\":\"b\"}],\"rejected\":[{\"role\":\"assistant\",\"content\":\"c\"}]}", "")]
    [InlineData("{\"prompt\":[{\"role\":\"user\",\"content\":\"a\"}],\"chosen\":\"b\",\"rejected\":\"c\"}", "")]
    [InlineData("{\"prompt\":\"a\",\"chosen\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"c\"}]}", "")]
    [InlineData("{\"prompt\":\"a\",\"chosen\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"z\"},{\"role\":\"assistant\",\"content\":\"c\"}]}", "prompt-mismatch")]
    [InlineData("{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"c\",\"score_chosen\":5,\"score_rejected\":5}", "")]
    [InlineData("{\"prompt\":\"a\",\"chosen\":\"b\",\"rejected\":\"c\",\"score_chosen\":null,\"score_rejected\":5}", "")]
    [InlineData("{\"prompt\":\"\",\"chosen\":\"b\",\"rejected\":7}", "empty-field wrong-type")]
    public void Preferences(string row, string expected) => Found(static plain => new PreferenceCheck(plain), row).ShouldBe(expected);

    private static string Chat(string messages) => Found(static plain => new ChatCheck(plain), $"{{\"messages\":[{messages}]}}");

    private static string Found(Func<PlainText, ShapeCheck> make, string text)
    {
        var plain = new PlainText();
        var check = make(plain);
        var findings = new Findings();
        var faults = new RowFaults(findings);
        using var row = JsonDocument.Parse(text);
        plain.Begin(row.RootElement);
        check.Is(row.RootElement).ShouldBeTrue();
        faults.Begin("data.jsonl", 1);
        check.Look(row.RootElement, faults);
        return string.Join(' ', FaultKinds.All.SelectMany(k => findings.Of(k.Name)).Select(static f => f.Kind).Order(StringComparer.Ordinal));
    }
}
