using System.Text;
using Quern.Reports.Verify;
using Quern.Reports.Verify.Texts;

namespace Quern.Tests.Reports.Verify;

/// <summary>Texts as they are in datasets: nothing is found in them. A verifier that cries wolf is switched off.</summary>
public sealed class CleanTextTests
{
    public static TheoryData<string> Clean { get; } =
    [
        "Où est passé l’été ? « Ça, c’est déjà fini », répondit-elle — à Noël, peut-être… garçon, œuf, naïve, Ÿ.",
        "Größe, Übermut, Ärger: „Straße“ heißt auf Schweizerisch ‚Strasse‘. Fußgängerübergänge – 100 €.",
        "A avó disse: «Amanhã de manhã, irmã». Em maiúsculas: «AMANHû, IRMà, MAÇÃ, CORAÇÃO, À, É, Ê, Õ.",
        "AMANHÃ\u00A0às nove: ROMÂNIA, ÎN CÂMP, «ROM», VIỆT NAM, ĐÃ, CHẤP, Ấn Độ.",
        "磨坊主在河边磨面粉。价格：￥100（含税）。日本語の文章も、한국어도 있다。",
        "Мельник мелет зерно. Ελληνικά γράμματα. עברית. العربية. ไทย हिन्दी",
        "naïve café résumé Ångström Ærø Øresund Łódź čeština ½ × ÷ ± µ ° § ¶ © ® ™ ‰ ‘a’ “b” – — … • € † ‡",
        "for (int i = 0; i < n && a[i] > 0; i++) { s += a[i] & 0xFF; p = &amp; }",
        "```html\n<p>Fish &amp; chips &lt;3</p>\n```\nThat is how you write it.",
        "<div class=\"a\">Tom &amp; Jerry &nbsp; &quot;yes&quot;</div>",
        "In HTML you write &amp;amp; for an ampersand, in XML &apos; too.",
        "Use text.replace(\"&amp;\", \"&\") and then replace('&lt;', '<').",
        "Escape it: &lt; becomes a sign. The entity is &nbsp; by name.",
        "https://mill.org/search?q=rye&page=2&sort=up&copy=1&amp=no#top and R&D, AT&T; B&B;",
        "Let $\\sum_{i=1}^{n} x_i \\leq \\frac{1}{2}$, so that $a \\& b$ and \\begin{tabular}{l&r} x & y \\\\ \\end{tabular}.",
        "| year | rows | share |\n|------|-----:|------:|\n| 2023 | 4532 | 12.5 % |\n| 2024 | 3921 4410 5060 3301 | 9 |",
        "4532 4412 5060 3301\n3921 5412 6011 1117\n5105 1051 0510 5101 2223",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\nAuthor: A. Miller <miller@example.com>\nDate:   Tue Nov 3 10:00:00 2026 +0100\n\n    Sharpen the stone\n\n 3 files changed, 120 insertions(+), 7 deletions(-)",
        "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, uuid 550e8400-e29b-41d4-a716-446655440000",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "pi = 3.14159265358979323846264338327950288419716939937510, 2^128 = 340282366920938463463374607431768211456",
        "1500000000000 ns, 1717171717171717171, order 4000123412341234-A7, phone ext. 4021, +7 °C, ISBN 978-3-16-148410-0",
        "import numpy as np\n@app.route('/x')\ndef f(q, k):\n    return q@k.transpose(-2, -1) / 8.0  # scores",
        "git clone git@forge.org:mill/wheel.git && npm i left-pad@1.3.0 && cp icon@2x.png out/",
        "export API_KEY=\"sk-...\"  # from https://platform.site/keys, looks like sk-your-key-here",
        "The tab\tand the line\r\nbreak are fine, \u200Bso is a zero-width space, \uFEFFa mark, and emoji 🎉👩‍🔬 Ω≈ç√∫˜µ",
        "Â is a letter, and so are Ã and â; «Ã» stands in a dictionary before Ä.",
        "", " ", "\n", "a",
    ];

    [Theory]
    [MemberData(nameof(Clean))]
    public void Nothing_is_found_in_a_clean_text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var damage = new List<string>();
        TextDamage.Find(bytes, damage.Add);
        damage.ShouldBeEmpty();
        Secrets.Find(bytes).ShouldBeNull();
        var persons = new PersonalTraces();
        persons.Look(bytes);
        persons.All.ShouldBe(0);
    }

    [Theory]
    [InlineData("a lost \uFFFD character", "replacement-character")]
    [InlineData("Ã©tÃ©", "mojibake")]
    [InlineData("voilÃ  le moulin", null)]
    [InlineData("voilÃ\u00A0 le moulin", "mojibake")]
    [InlineData("Ã\u00A0 la maison", "mojibake")]
    [InlineData("StraÃŸe und Ã\u0153ber", "mojibake")]
    [InlineData("lâ€™Ã©tÃ©", "mojibake")]
    [InlineData("itâ€™s â€œfineâ€\u009D", "mojibake")]
    [InlineData("ðŸŽ‰ party", "mojibake")]
    [InlineData("ï»¿id,text", "mojibake")]
    [InlineData("30Â°C", "mojibake")]
    [InlineData("oats &amp; rye", "html-entity")]
    [InlineData("it&#39;s", "html-entity")]
    [InlineData("\"quoted\" &quot;twice&quot;", "html-entity")]
    [InlineData("a\0b", "control-character")]
    public void Damage_is_found(string text, string? kind)
    {
        var damage = new List<string>();
        TextDamage.Find(Encoding.UTF8.GetBytes(text), damage.Add);
        damage.ShouldBe(kind is null ? [] : [kind]);
    }

    // What was read with the wrong encoding is found for every letter with an accent that Western Europe has.
    [Fact]
    public void Accents_read_wrongly_are_found()
    {
        foreach (var letter in "éèêëàâäçîïôöùûüÿñáíóúßÉÜ")
        {
            var bytes = Encoding.UTF8.GetBytes($"mot{letter}mot");
            var damage = new List<string>();
            TextDamage.Find(Encoding.UTF8.GetBytes(string.Concat(bytes.Select(Windows1252))), damage.Add);
            damage.ShouldBe([FaultKinds.Mojibake], $"{letter}");
        }
    }

    private static char Windows1252(byte value) => value switch
    {
        0x89 => '‰', 0x9C => 'œ', 0x9F => 'Ÿ', _ => (char)value,
    };
}
