using System.Text;
using static Quern.Cli.Tests.Verifying.CleanRows;

namespace Quern.Cli.Tests.Verifying;

/// <summary>The defects that one row can have.</summary>
internal static class PlantedRows
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedRow> All { get; } = [.. Shapes(), .. Plans(), .. Tokens(), .. Texts(), .. Secrets(), .. Unreadable()];

    private static IEnumerable<PlantedRow> Shapes() =>
    [
        PlantedRow.Of("identical chosen and rejected", "identical-fields", Preference, "No idea about 5", "It is " + Text(5)),
        PlantedRow.Of("identical conversations", "identical-fields", PreferenceChat, "no 5", Text(5)),
        PlantedRow.Of("another prompt before rejected", "prompt-mismatch", PreferenceChat, "\"rejected\":[{\"role\":\"user\",\"content\":\"Ask 5", "\"rejected\":[{\"role\":\"user\",\"content\":\"Ask 6"),
        PlantedRow.Of("swapped scores", "score-order", Preference, "\"score_chosen\":9,\"score_rejected\":1", "\"score_chosen\":1,\"score_rejected\":9"),
        PlantedRow.Of("a role out of order", "role-order", Chat, "{\"role\":\"system\",\"content\":\"Be brief.\"}", "{\"role\":\"user\",\"content\":\"Be brief.\"}"),
        PlantedRow.Of("an unknown role", "unknown-role", Chat, "\"role\":\"assistant\"", "\"role\":\"miller\""),
        PlantedRow.Of("a message without a role", "unknown-role", Chat, "\"role\":\"assistant\",", ""),
        PlantedRow.Of("a conversation without an answer", "no-answer", Chat, ",{\"role\":\"assistant\",\"content\":\"Yes: " + Text(5) + "\"}", ""),
        PlantedRow.Of("an empty message", "empty-field", Chat, "Tell 5 about an oat crusher", " \\n "),
        PlantedRow.Of("no message at all", "empty-field", Chat, "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Tell 5 about an oat crusher\"},{\"role\":\"assistant\",\"content\":\"Yes: " + Text(5) + "\"}]", "[]"),
        PlantedRow.Of("messages as a text", "wrong-type", Chat, "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Tell 5 about an oat crusher\"},{\"role\":\"assistant\",\"content\":\"Yes: " + Text(5) + "\"}]", "\"user: hello\""),
        PlantedRow.Of("an empty output", "empty-field", Instruction, "Well, " + Text(5) + ".", "  "),
        PlantedRow.Of("an empty rejected", "empty-field", Preference, "No idea about 5", ""),
        new("instruction equal to response", "identical-fields", Instruction, static _ => Encoding.UTF8.GetBytes("{\"id\":\"r-5\",\"instruction\":\"Say it again\",\"output\":\"Say it again\"}")),
        PlantedRow.Of("a missing field", "missing-field", Instruction, "\"output\":", "\"remark\":"),
        PlantedRow.Of("a missing rejected", "missing-field", Preference, "\"rejected\":", "\"other\":"),
        PlantedRow.Of("missing messages", "missing-field", Chat, "\"messages\":", "\"talk\":"),
        PlantedRow.Of("a field that is null", "missing-field", Instruction, "\"Well, " + Text(5) + ".\"", "null"),
        PlantedRow.Of("a field of a wrong type", "wrong-type", Instruction, "\"Well, " + Text(5) + ".\"", "17"),
        PlantedRow.Of("a score of 11", "score-out-of-range", Instruction, "\"quality_score\":9", "\"quality_score\":11"),
        PlantedRow.Of("a score in words", "score-out-of-range", Instruction, "\"quality_score\":9", "\"quality_score\":\"high\""),
        PlantedRow.Of("a score that is NaN as text", "score-out-of-range", Instruction, "\"quality_score\":9", "\"quality_score\":\"NaN\""),
        PlantedRow.Of("a score of 0 under score", "score-out-of-range", static i => Instruction(i).Replace("quality_score", "score", StringComparison.Ordinal), "\"score\":9", "\"score\":0"),
        new("one chat row among instructions", "mixed-shapes", Instruction, static _ => Encoding.UTF8.GetBytes(Chat(5))),
        PlantedRow.Of("the id of another row", "duplicate-id", Instruction, "\"r-5\"", "\"r-3\"") with { Id = "r-3" },
        new("the row before once more", "duplicate-row", Instruction, static _ => Encoding.UTF8.GetBytes(Instruction(4).Replace("\"r-4\"", "\"r-5\"", StringComparison.Ordinal))),
        PlantedRow.Of("a row that is too long", "too-long", Instruction, "Well,", string.Concat(Enumerable.Repeat("well ", 300))) with { Options = ["--max-words", "200"] },
    ];

    private static IEnumerable<PlantedRow> Plans() =>
    [
        PlantedRow.Of("an edge to nowhere", "plan-fault", Plan, "\"dst\":\"n2\"", "\"dst\":\"n7\""),
        PlantedRow.Of("a circle", "plan-fault", Plan, "\"edges\":[", "\"edges\":[{\"src\":\"n2\",\"dst\":\"n1\"},"),
        PlantedRow.Of("an unknown tool", "plan-fault", Plan, "\"send_note\"", "\"unknown_tool\""),
        PlantedRow.Of("a tier out of range", "plan-fault", Plan, "\"provenance_tier\":1", "\"provenance_tier\":4"),
        PlantedRow.Of("a tier as text", "plan-fault", Plan, "\"provenance_tier\":1", "\"provenance_tier\":\"1\""),
        PlantedRow.Of("a sensitivity of 0", "plan-fault", Plan, "\"sensitivity_level\":2", "\"sensitivity_level\":0"),
        PlantedRow.Of("a node twice", "plan-fault", Plan, "{\"node_id\":\"n1\",", "{\"node_id\":\"n2\",\"tool_name\":\"find_page\"},{\"node_id\":\"n1\","),
        PlantedRow.Of("another label", "plan-fault", Plan, "\"label\":\"benign\"", "\"label\":\"harmless\""),
        PlantedRow.Of("a plan without nodes", "missing-field", Plan, "\"nodes\":", "\"knots\":"),
    ];

    private static IEnumerable<PlantedRow> Tokens() =>
    [
        PlantedRow.Of("a mask of another length", "token-fault", CleanRows.Tokens, "[1,1,1,0]", "[1,1,1]"),
        PlantedRow.Of("labels of another length", "token-fault", CleanRows.Tokens, "[-100,7,", "[-100,-100,7,"),
        PlantedRow.Of("a negative token", "token-fault", CleanRows.Tokens, "\"input_ids\":[5,7", "\"input_ids\":[5,-7"),
        PlantedRow.Of("a broken token", "token-fault", CleanRows.Tokens, "\"input_ids\":[5,7", "\"input_ids\":[5,7.5"),
        PlantedRow.Of("lengths that do not add up", "token-fault", CleanRows.Tokens, "\"seq_lengths\":[1,3]", "\"seq_lengths\":[1,2]"),
        PlantedRow.Of("a sequence without a token", "empty-field", CleanRows.Tokens, "\"input_ids\":[5,7,6,9],\"attention_mask\":[1,1,1,0],\"labels\":[-100,7,5,-100],\"seq_lengths\":[1,3]", "\"input_ids\":[],\"attention_mask\":[]"),
    ];

    private static IEnumerable<PlantedRow> Texts() =>
    [
        PlantedRow.Of("a replacement character", "replacement-character", Plain, "It was noted", "It was gr\uFFFD\uFFFDn"),
        PlantedRow.Of("an escaped replacement character", "replacement-character", Plain, "It was noted", "It was gr\\ufffdn"),
        PlantedRow.Of("mojibake of a vowel", "mojibake", Plain, "It was noted", "Das M\u00C3\u00BChlrad"),
        PlantedRow.Of("mojibake of a quotation mark", "mojibake", Plain, "It was noted", "the miller\u00E2\u20AC\u2122s hat"),
        PlantedRow.Of("mojibake of an emoji", "mojibake", Plain, "It was noted", "fine \u00F0\u0178\u02DC\u20AC"),
        PlantedRow.Of("mojibake of a sharp s", "mojibake", Plain, "It was noted", "Gr\u00C3\u00BC\u00C3\u0178e"),
        PlantedRow.Of("an entity in plain text", "html-entity", Plain, "It was noted", "oats &amp; rye"),
        PlantedRow.Of("an entity for a quotation mark", "html-entity", Plain, "It was noted", "he said &quot;no&quot;"),
        PlantedRow.Of("a NUL", "control-character", Plain, "It was noted", "It was\\u0000 noted"),
        PlantedRow.Of("an address", "personal-data", Plain, "It was noted", "write to anna.miller@quernmail.org") with { Options = ["--no-personal-data"] },
        PlantedRow.Of("a telephone number", "personal-data", Plain, "It was noted", "call +49 30 " + "901820 55") with { Options = ["--no-personal-data"] },
        PlantedRow.Of("a card", "personal-data", Plain, "It was noted", "card 4539 " + "5787 6362 1486") with { Options = ["--no-personal-data"] },
        PlantedRow.Of("a social security number", "personal-data", Plain, "It was noted", "SSN 219-09" + "-9999") with { Options = ["--no-personal-data"] },
    ];

    // No literal here has the form of a secret: scanners would find it.
    private static IEnumerable<PlantedRow> Secrets()
    {
        const string Drawn = "q7Rk2Wz9Lm4Xc8Vb3Nt6Yh1Jd5Gf0Ps" + "Ea7Uo2Ti9";
        (string Name, string Text)[] secrets =
        [
            ("an AWS key", "AK" + "IA" + "Q7RK2WZ9LM4XC8VB"), ("a GitHub token", "gh" + "p_" + Drawn[..36]), ("a fine-grained GitHub token", "github" + "_pat_" + Drawn + Drawn[..12]),
            ("a GitLab token", "gl" + "pat-" + Drawn[..20]), ("a Hugging Face token", "h" + "f_" + "qRkWzLmXcVbNtYhJdGfPsEaUoTiqWkZlMx"), ("an OpenAI key", "s" + "k-" + "proj-" + Drawn),
            ("an Anthropic key", "s" + "k-ant-" + "api03-" + Drawn + "-" + Drawn), ("a Slack token", "xo" + "xb-" + "219099999-" + Drawn[..24]), ("a Google key", "AI" + "za" + Drawn[..35]),
            ("a Stripe key", "sk" + "_live_" + Drawn[..24]), ("a private key", "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIE" + Drawn + Drawn + "\\n-----END RSA " + "PRIVATE KEY-----"),
        ];
        return secrets.Select(static s => PlantedRow.Of(s.Name, "secret", Plain, "It was noted", "the key is " + s.Text));
    }

    private static IEnumerable<PlantedRow> Unreadable() =>
    [
        PlantedRow.Of("half a character", "unreadable-row", Plain, "It was noted", "It was \\ud83d noted"),
        PlantedRow.Of("half a character in a key", "unreadable-row", Plain, "\"text\":", "\"k\\udc00\":1,\"text\":"),
        PlantedRow.Of("half a character in the id", "unreadable-row", Plain, "\"r-5\"", "\"r\\ud83d\"") with { Id = null },
        new("invalid UTF-8", "unreadable-row", Plain, static r => [.. Encoding.UTF8.GetBytes(r[..^3]), 0xC3, .. Encoding.UTF8.GetBytes(r[^3..])]),
        PlantedRow.Of("a key twice", "unreadable-row", Plain, "\"text\":", "\"id\":\"r-5\",\"text\":"),
        PlantedRow.Of("a comma too much", "unreadable-row", Plain, "\"text\":", ",\"text\":") with { Id = null },
        new("a list", "unreadable-row", Plain, static _ => "[1,2]"u8.ToArray()) { Id = null },
        new("no JSON", "unreadable-row", Plain, static _ => "Then the miller went home"u8.ToArray()) { Id = null },
    ];
}
