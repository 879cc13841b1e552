using System.Text;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>The phrases that tell how much a text touches, how sensitive it is and what it is about: three tables, read in one go over a text.</summary>
internal sealed class TextTable
{
    private readonly PhraseBook<TextWord> _book = new();
    private readonly HashSet<string> _limits = new(StringComparer.Ordinal);

    private TextTable(string scope, string sensitivity, string domains)
    {
        _ = TableText.Read(scope, "scope.yaml", ReadScope);
        _ = TableText.Read(sensitivity, "sensitivity.yaml", ReadSensitivity);
        Domains = TableText.Read(domains, "domains.yaml", ReadDomains);
        var inherited = _book.Meanings.ToDictionary(static m => m.Key, m => Inherit(m.Key, m.Value), StringComparer.Ordinal);
        Phrases = new PhraseTable([.. inherited.Keys]);
        Words = [.. inherited.Values];
        Limits = [.. _limits.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Every phrase.</summary>
    public PhraseTable Phrases { get; }

    /// <summary>What each phrase means.</summary>
    public TextWord[] Words { get; }

    /// <summary>The names of the domains; the last is that of texts of which no word tells.</summary>
    public byte[][] Domains { get; }

    /// <summary>The arguments that say how many, in lower case and without joints.</summary>
    public byte[][] Limits { get; }

    /// <summary>Reads the three tables.</summary>
    public static TextTable Read(string scope, string sensitivity, string domains) => new(scope, sensitivity, domains);

    private TextTable ReadScope(TableText text, YamlNode root)
    {
        var map = text.Map(root, "table of scope", "words", "nothing", "leads", "units", "between", "measures", "labels", "numbers", "scales", "limits");
        foreach (var item in text.Items(map, "words"))
        {
            ReadScopeWords(text, text.Map(item, "entry", "volume", "words"));
        }

        Give(text, map, "nothing", ScopeRole.None);
        Give(text, map, "leads", ScopeRole.Lead);
        Give(text, map, "units", ScopeRole.Unit);
        Give(text, map, "between", ScopeRole.Between);
        Give(text, map, "measures", ScopeRole.Measure);
        Give(text, map, "labels", ScopeRole.Label);
        ReadNumbers(text, text.Entries(map, "numbers"), ScopeRole.Number);
        ReadNumbers(text, text.Entries(map, "scales"), ScopeRole.Scale);
        ReadLimits(text, map);
        return this;
    }

    private void ReadScopeWords(TableText text, MapNode map)
    {
        var volume = text.Number(map.Find("volume")?.Value ?? map, 2, ScopeCount.Most, "volume");
        _book.Put(text.Phrases(map, "words"), (word, phrase) => Say(text, phrase, word, ScopeRole.Word, volume, TableText.How("word", phrase)));
    }

    private void Give(TableText text, MapNode map, string key, ScopeRole role)
        => _book.Put(text.Phrases(map, key), (word, phrase) => Say(text, phrase, word, role, 0, []));

    private void ReadNumbers(TableText text, MapNode map, ScopeRole role)
    {
        foreach (var (name, value) in map.Entries)
        {
            text.Check(name);
            var amount = text.Number(value, 2, ScopeCount.Most, $"'{name.Text}'");
            _book.Put([name], (word, phrase) => Say(text, phrase, word, role, amount, []));
        }
    }

    private static void Say(TableText text, TextNode phrase, TextWord word, ScopeRole role, long amount, byte[] how)
    {
        if (word.Scope != ScopeRole.None)
        {
            text.Faults.Add(phrase, $"'{phrase.Text}' has another meaning in this table already.");
        }

        (word.Scope, word.Amount, word.ScopeHow) = (role, amount, how);
    }

    private void ReadLimits(TableText text, MapNode map)
    {
        foreach (var name in text.Items(map, "limits").OfType<TextNode>())
        {
            var plain = name.Text.Replace("_", "", StringComparison.Ordinal);
            if (plain.Length is 0 or > LimitArguments.Longest || !plain.All(char.IsAsciiLetterLower))
            {
                text.Faults.Add(name, $"'{name.Text}' cannot be the name of an argument here; it has lower-case letters and underscores, at most {LimitArguments.Longest} letters.");
            }

            _limits.Add(plain);
        }
    }

    private TextTable ReadSensitivity(TableText text, YamlNode root)
    {
        var map = text.Map(root, "table of sensitivity", "levels", "nothing");
        foreach (var (name, value) in text.Entries(map, "levels").Entries)
        {
            var level = (int)text.Number(name, 2, 5, "A level");
            _book.Put(text.Phrases(value, name.Text), (word, phrase) =>
            {
                if (word.Sensitivity.Level != 0)
                {
                    text.Faults.Add(phrase, $"'{phrase.Text}' has another level already.");
                }

                word.Sensitivity = new SensitivityGuess(level, TableText.How("word", phrase));
            });
        }

        _book.Put(text.Phrases(map, "nothing"), static (word, _) => word.Sensitivity = new SensitivityGuess(0, "default"u8.ToArray()));
        return this;
    }

    private byte[][] ReadDomains(TableText text, YamlNode root)
    {
        var map = text.Map(root, "table of domains", "default", "domains");
        var names = new List<byte[]>();
        foreach (var (name, value) in text.Entries(map, "domains").Entries)
        {
            var domain = names.Count;
            names.Add(Encoding.UTF8.GetBytes(name.Text));
            _book.Put(text.Phrases(value, name.Text), (word, phrase) =>
            {
                if (word.Domain >= 0)
                {
                    text.Faults.Add(phrase, $"'{phrase.Text}' belongs to another domain already.");
                }

                word.Domain = domain;
            });
        }

        return [.. names, Encoding.UTF8.GetBytes(text.Text(map, "default"))];
    }

    // A phrase uses its words up. What one table says of its words must not be lost because another knows the phrase.
    private TextWord Inherit(string phrase, TextWord own)
    {
        var parts = phrase.Split(' ').Select(w => _book.Meanings.GetValueOrDefault(w)).OfType<TextWord>().ToList();
        var last = _book.Meanings.GetValueOrDefault(phrase[(phrase.LastIndexOf(' ') + 1)..]);
        var unit = own.Scope == ScopeRole.None && last is { Scope: ScopeRole.Unit };
        return new TextWord
        {
            Scope = unit ? ScopeRole.Unit : own.Scope,
            Amount = own.Amount,
            ScopeHow = own.ScopeHow,
            Sensitivity = own.Sensitivity.How is null ? parts.Select(static p => p.Sensitivity).OrderByDescending(static s => s.Level).FirstOrDefault() : own.Sensitivity,
            Domain = own.Domain < 0 ? parts.Find(static p => p.Domain >= 0)?.Domain ?? -1 : own.Domain,
        };
    }
}
