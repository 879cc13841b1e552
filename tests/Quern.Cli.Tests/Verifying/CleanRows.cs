namespace Quern.Cli.Tests.Verifying;

/// <summary>Invented rows that nothing is wrong with, one shape each. No two of them are alike.</summary>
internal static class CleanRows
{
    private static readonly string[] Things =
    [
        "the water wheel", "a millstone", "the grain hopper", "a flour sieve", "the sluice gate", "an oat crusher", "the rope hoist", "a wind vane", "the drive shaft",
        "a barley drum", "the dust chamber", "an iron gear", "the bran bin", "a sack scale", "the cooling floor", "a spelt peeler", "the tail race", "a crown gear",
        "the ledger desk", "a night lamp",
    ];

    private static readonly string[] Ways =
    [
        "turns slowly when rain has filled the upper pond", "is dressed with a pick every third week", "must be emptied before frost sets in", "shakes at two hundred strokes a minute",
        "lets through whatever the miller allows", "needs grease from mutton, never from pork", "lifts four sacks to the loft at once", "tells whether the storm will pass the valley",
    ];

    /// <summary>A text that no other number gives.</summary>
    public static string Text(int i) => $"{Things[i % Things.Length]} {Ways[i * 3 % Ways.Length]}, says page {i * 7 + 3} of the journal number {i}";

    /// <summary>Instructions with answers and scores.</summary>
    public static string Instruction(int i) => $$"""{"id":"r-{{i}}","instruction":"Question {{i}}: what about {{Things[i % Things.Length]}} in year {{1700 + i}}?","output":"Well, {{Text(i)}}.","quality_score":{{7 + (i % 3)}}}""";

    /// <summary>Conversations.</summary>
    public static string Chat(int i)
        => $$"""{"id":"r-{{i}}","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Tell {{i}} about {{Things[i % Things.Length]}}"},{"role":"assistant","content":"Yes: {{Text(i)}}"}]}""";

    /// <summary>Two answers to a prompt.</summary>
    public static string Preference(int i)
        => $$"""{"id":"r-{{i}}","prompt":"Which is better, {{i}} or {{i + 1}}?","chosen":"It is {{Text(i)}}","rejected":"No idea about {{i}}","score_chosen":9,"score_rejected":{{i % 5 + 1}}}""";

    /// <summary>Two conversations with the same beginning.</summary>
    public static string PreferenceChat(int i)
        => $$"""{"id":"r-{{i}}","chosen":[{"role":"user","content":"Ask {{i}}"},{"role":"assistant","content":"{{Text(i)}}"}],"rejected":[{"role":"user","content":"Ask {{i}}"},{"role":"assistant","content":"no {{i}}"}]}""";

    /// <summary>Execution plans.</summary>
    public static string Plan(int i)
        => $$$"""{"id":"r-{{{i}}}","request":"Look up {{{Text(i)}}}","label":"benign","execution_plan":{"nodes":[{"node_id":"n1","tool_name":"find_page","provenance_tier":1,"scope_volume":{{{i + 1}}},"sensitivity_level":2},{"node_id":"n2","tool_name":"send_note","provenance_tier":2}],"edges":[{"src":"n1","dst":"n2"}]}}""";

    /// <summary>Sequences of tokens.</summary>
    public static string Tokens(int i) => $$"""{"id":"r-{{i}}","input_ids":[{{i}},7,{{i + 1}},9],"attention_mask":[1,1,1,0],"labels":[-100,7,{{i}},-100],"seq_lengths":[1,3]}""";

    /// <summary>Texts.</summary>
    public static string Plain(int i) => $$"""{"id":"r-{{i}}","text":"Then {{Text(i)}}. It was noted."}""";

    /// <summary>Rows from 1 on.</summary>
    public static string[] Of(Func<int, string> row, int count = 12) => [.. Enumerable.Range(1, count).Select(row)];
}
