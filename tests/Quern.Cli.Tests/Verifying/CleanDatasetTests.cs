using System.Text.Json;

namespace Quern.Cli.Tests.Verifying;

/// <summary>Rows as they are in datasets of the world: a verifier that finds faults in them is switched off.</summary>
public sealed class CleanDatasetTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "Où est le moulin ? « Là-bas, à l’ouest », dit-elle ; l’été, le fleuve est à sec… ça coûte 3 €.",
        "Die Müllerstöchter grüßen über die Straße: „Übermorgen ist Größe egal.“",
        "«AMANHû, disse a irmã, «a MAÇÃ é do JOÃO; o CORAÇÃO também». A manhã não espera.",
        "磨坊主说：“面粉已经磨好了。”他把袋子放在门口（一共十二袋）。",
        "日本語の「水車」は、米をつくのに使われた。한국어로는 물레방아라고 한다.",
        "def mill(grain: list[int]) -> int:\n    return sum(g << 2 for g in grain if g & 1) // 2  # fast\n",
        "#include <stdio.h>\nint main(void) { printf(\"%d\\n\", 1 && 2); return 0; }\n",
        "<html><body><p>Tom &amp; Jerry &lt;3</p>&nbsp;</body></html>",
        "Solve $x^2 - 5x + 6 = 0$: $(x-2)(x-3)=0$, so $x \\in \\{2, 3\\}$ & nothing else. \\[\\int_0^1 e^{-t}\\,dt\\]",
        "See https://mill.org/search?q=rye&page=2&lang=de#top and http://mill.org/a/b?id=4000123412341234-7&x=1.",
        "| id | weight | price |\n|---|---|---|\n| 4532 | 4412 | 5060 |\n| 3921 | 5412 | 6011 |\n",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\nAuthor: A. Miller <miller@example.com>\nDate:   Tue Nov 3 10:00:00 2026 +0100\n\n    Sharpen the stone, fix #12\n",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 550e8400-e29b-41d4-a716-446655440000",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "3.14159265358979323846264338327950288419716939937510 and 1.61803398874989484820 and 2026-11-03T10:00:00.123456789Z",
        "pip install mill==1.2.3 && export API_KEY=\"sk-your-key-here\" && git clone git@forge.org:mill/wheel.git",
        "Please call our office from nine to five, room 12-345-67, extension 4021. Mind ISBN 978-3-16-148410-0.",
        "- oats\n- rye\n\n1. wash\n2. dry\n\n> said the miller\n\n**bold** _thin_ `code` ~~gone~~ 🎉👩‍🔬",
        "SELECT a.id, COUNT(*) FROM grain a JOIN mill b ON a.id = b.id WHERE a.w > 3 AND b.n <> 'x' GROUP BY 1;",
        "Мельник мелет зерно уже 30 лет. Ο μυλωνάς αλέθει. הטוחן טוחן. الطحان يطحن. चक्की वाला।",
    ];

    private readonly VerifyProgram _verify = new();

    public void Dispose() => _verify.Dispose();

    [Theory]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void Instructions_of_all_kinds(string format)
    {
        _verify.Write("rows.jsonl", Texts.Select(static (t, i) => JsonSerializer.Serialize(new { id = $"d-{i}", instruction = $"Number {i}: {t}", input = i % 3 == 0 ? "" : t, output = t, quality_score = 1 + (i % 10), language = "mul" })));
        _verify.Do("convert", "rows.jsonl", "-o", $"data.{format}");
        var set = _verify.Passes($"data.{format}", "--near", "--no-personal-data").GetProperty("sets")[0];
        set.GetProperty("personal").EnumerateObject().ShouldAllBe(static p => p.Value.GetInt64() == 0);
    }

    [Fact]
    public void Conversations_with_tools_and_without()
    {
        string[] rows =
        [
            .. Texts.Select(static (t, i) => JsonSerializer.Serialize(new { messages = new object[] { new { role = "user", content = $"{i} {t}" }, new { role = "assistant", content = t } } })),
            .. Texts.Select(static (t, i) => JsonSerializer.Serialize(new { conversations = new object[] { new { from = "human", value = $"Again {i}: {t}" }, new { from = "gpt", value = t }, new { from = "human", value = "And?" }, new { from = "gpt", value = "That is all." } } })),
            """{"messages":[{"role":"developer","content":"Use tools."},{"role":"user","content":[{"type":"text","text":"Weather?"},{"type":"image_url","image_url":{"url":"https://mill.org/a.png"}}]},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"place\":\"mill\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"{\"rain\":true}"},{"role":"assistant","content":"It rains."}],"tools":[{"type":"function"}]}""",
            """{"conversations":[{"from":"system","value":"Short."},{"from":"human","value":"Go"},{"from":"function_call","value":"{\"name\":\"go\"}"},{"from":"observation","value":"gone"},{"from":"gpt","value":"Gone."}],"tools":"[]"}""",
        ];
        _verify.Write("chat/train.jsonl", rows[..24]);
        _verify.Write("chat/test.jsonl", rows[24..]);
        _verify.Passes("chat", "--no-personal-data");
    }

    [Fact]
    public void Texts_questions_and_rows_of_no_known_shape()
    {
        _verify.Write("text/data.jsonl", Texts.Select(static (t, i) => JsonSerializer.Serialize(new { text = t, meta = new { n = i, tags = new[] { "a", "b" } }, score = 120.5 * i })));
        _verify.Write("qa/data.jsonl", Texts.Select(static (t, i) => JsonSerializer.Serialize(new { question = $"What is number {i}?", answer = t, score = (string?)null })));
        _verify.Write("prompts/data.jsonl", Texts.Select(static t => JsonSerializer.Serialize(new { prompt = t })));
        _verify.Write("labels/data.jsonl", Texts.Select(static (t, i) => JsonSerializer.Serialize(new { sentence = t, label = i % 2, score = 0.01 * i })));
        _verify.Passes(".", "--no-personal-data").GetProperty("sets").GetArrayLength().ShouldBe(4);
    }
}
