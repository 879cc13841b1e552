using System.Text;

namespace Quern.Tests.Dedup.Reference;

/// <summary>
/// The form NFKC of what tests write, by a table: without cultures the platform leaves text as it is. A character that
/// the table does not have stays; so tests write no other ones that have another form.
/// </summary>
internal static class ReferenceNormalForm
{
    private const int FullWidth = 0xFEE0;

    // One character each, and its compatible form.
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["\u00A0"] = " ", ["\u3000"] = " ", ["\u2003"] = " ", ["\u202F"] = " ", ["ﬁ"] = "fi", ["ﬂ"] = "fl", ["ﬀ"] = "ff", ["ﬃ"] = "ffi", ["ſ"] = "s",
        ["²"] = "2", ["³"] = "3", ["¹"] = "1", ["½"] = "1\u20442", ["①"] = "1", ["Ⅳ"] = "IV", ["…"] = "...", ["™"] = "TM", ["ª"] = "a", ["µ"] = "\u03BC",
        ["℃"] = "°C", ["㎏"] = "kg", ["\u212A"] = "K", ["\u212B"] = "\u00C5", ["\u2126"] = "\u03A9", ["𝐀"] = "A", ["㍿"] = "株式会社", ["ｱ"] = "ア", ["ｶ"] = "カ",
        ["ﾊ"] = "ハ", ["ﾝ"] = "ン", ["ﾞ"] = "\u3099", ["ﾟ"] = "\u309A",
        ["ǅ"] = "D\u017E", ["\u0E33"] = "\u0E4D\u0E32", ["\u0F43"] = "\u0F42\u0FB7", ["\u205F"] = " ",
    };

    // What follows each other, and the one character that it is together, longer ones first; marks that swap stand last.
    private static readonly (string Apart, string Together)[] Composed =
    [
        ("a\u0308\u0323", "\u1EA1\u0308"), ("A\u0308\u0323", "\u1EA0\u0308"), ("\u1112\u1161\u11AB", "한"), ("\u1112\u1161", "하"), ("e\u0301", "é"), ("E\u0301", "É"), ("a\u0308", "ä"), ("A\u0308", "Ä"), ("n\u0303", "ñ"),
        ("N\u0303", "Ñ"), ("I\u0307", "İ"), ("α\u0301", "ά"), ("Α\u0301", "Ά"), ("и\u0306", "й"), ("И\u0306", "Й"), ("カ\u3099", "ガ"), ("ハ\u309A", "パ"),
        ("か\u3099", "が"), ("\u0308\u0323", "\u0323\u0308"),
    ];

    /// <summary>The text in that form.</summary>
    public static string Of(string text)
        => Composed.Aggregate(
            string.Concat(text.EnumerateRunes().Select(OfOne)),
            static (plain, pair) => plain.Replace(pair.Apart, pair.Together, StringComparison.Ordinal));

    private static string OfOne(Rune rune)
        => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - FullWidth).ToString() : Plain.GetValueOrDefault(rune.ToString(), rune.ToString());
}
