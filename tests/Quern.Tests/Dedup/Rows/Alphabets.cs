namespace Quern.Tests.Dedup.Rows;

/// <summary>Makes words and characters of many scripts. Those of scripts without spaces follow each other directly.</summary>
internal sealed class Alphabets(Random random)
{
    // Words that other words of the same meaning are made from, so that texts share some by chance.
    private static readonly string[] Common
        = ["the", "a", "of", "and", "to", "in", "write", "list", "sort", "number", "function", "please", "explain", "why", "tea", "river", "prime", "can", "you", "how"];

    private static readonly string[] Latin = ["é", "ñ", "ü", "İ", "ı", "ß", "ẞ", "Ⱥ", "ſ", "Œ", "ø", "Å", "ǅ", "i\u0307", "e\u0301"];

    // What has another form under NFKC, most of them parts of words.
    private static readonly string[] Compatible =
    [
        "ＡＢＣ", "ｘ１", "ﬁne", "ﬂow", "oﬀer", "oﬃce", "x²", "½", "①", "Ⅳ", "wait…", "™", "ª", "µm", "℃", "㎏", "\u212A", "\u212Bngström", "\u2126", "𝐀", "㍿", "e\u0301te\u0301",
        "a\u0308\u0323", "a\u0308pfel", "n\u0303", "α\u0301", "и\u0306", "ｶﾞ", "ﾊﾟﾝ", "ｱ", "\u1112\u1161\u11AB", "one\u00A0two", "one\u3000two", "ﬁ！", "（ｎｏｔｅ）", "I\u0307stanbul",
    ];

    private static readonly (int First, int Last)[] Spaced
        = [(0x0430, 0x044F), (0x0410, 0x042F), (0x03B1, 0x03C9), (0x0391, 0x03A1), (0x10A0, 0x10C5), (0x13A0, 0x13C0), (0x10400, 0x1044F), (0xAC00, 0xAC60), (0x0531, 0x0556), (0x05D0, 0x05EA), (0x0621, 0x063A)];

    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x4E00, 0x4E80), (0x3400, 0x3440), (0x20000, 0x20040), (0x3041, 0x3094), (0x30A1, 0x30F4), (0x0E01, 0x0E2E), (0x0E81, 0x0E84), (0x1780, 0x17A2), (0x1000, 0x1020), (0x0F40, 0x0F47), (0x3105, 0x3129),
        (0x1F600, 0x1F64F), (0x1F680, 0x1F6C0), (0x2600, 0x2610),
    ];

    private static readonly string[] Sequences = ["👩\u200D💻", "👍🏽", "🇩🇪", "❤\uFE0F", "น้ำ", "ที่", "、", "。", "々", "〇", "か\u3099"];

    /// <summary>A word in plain letters; most are found nowhere else.</summary>
    public string Word() => random.Next(4) == 0 ? random.Of(Common) : Letters();

    /// <summary>A word in plain letters that is found nowhere else.</summary>
    public string Letters() => string.Concat(Enumerable.Range(0, random.Next(3, 18)).Select(_ => (char)('a' + random.Next(26))));

    /// <summary>A word of any script that writes spaces.</summary>
    public string ForeignWord() => random.Next(8) switch
    {
        0 => Word(),
        1 => Letters()[..2] + random.Of(Latin) + Letters(),
        2 => "λόγο" + random.Of(["ς", "σ", "Σ"]),
        3 => random.Of(Compatible),
        _ => Of(random.Of(Spaced), random.Next(1, 7)),
    };

    /// <summary>A character of a script without spaces, or a few that are one together; seldom a word between them.</summary>
    public string Character() => random.Next(12) switch
    {
        0 => random.Of(Sequences),
        1 => random.Of(["GPT", " ", "2024年", "v2", " ok "]),
        _ => Of(random.Of(Unspaced), 1),
    };

    /// <summary>An ideograph; most are found nowhere else in the text.</summary>
    public string Ideograph() => Of((0x4E00, 0x9F00), 1);

    private string Of((int First, int Last) range, int count)
        => string.Concat(Enumerable.Range(0, count).Select(_ => char.ConvertFromUtf32(random.Next(range.First, range.Last + 1))));
}
