using System.Globalization;
using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>How much words stand for, and which arguments hold how much is meant, from <c>scope.yaml</c>.</summary>
internal sealed class ScopeTable
{
    private readonly List<long> _volumes = [];
    private readonly HashSet<WordKey> _arguments = [];

    private ScopeTable()
    {
    }

    /// <summary>How many words of scope there are.</summary>
    public int Count => _volumes.Count;

    /// <summary>What the word of scope at a place, from 1 on, stands for.</summary>
    public long VolumeOf(int word) => _volumes[word - 1];

    /// <summary>Whether an argument's name says that it holds how much is meant: limit, topK, max-results.</summary>
    public bool IsLimit(ReadOnlySpan<byte> argument)
    {
        Span<byte> name = stackalloc byte[WordKey.MaxLength];
        return TryPlain(argument, name, out var length) && _arguments.Contains(WordKey.Of(name, 0, length));
    }

    /// <summary>Reads the table and marks its words.</summary>
    public static ScopeTable Read(TableFile file, Vocabulary words)
    {
        var root = file.Map(file.Root);
        file.CheckKeys(root, "table of scope", "arguments", "leads", "counted", "numbers", "words", "except", "units");
        var table = new ScopeTable();
        foreach (var name in file.Words(root, "arguments"))
        {
            var plain = new byte[WordKey.MaxLength];
            _ = TryPlain(System.Text.Encoding.UTF8.GetBytes(name), plain, out var length);
            table._arguments.Add(WordKey.Of(plain, 0, length));
        }

        Mark(file, root, "leads", WordRoles.NumberLead, words);
        Mark(file, root, "counted", WordRoles.Counted, words);
        Mark(file, root, "units", WordRoles.Unit, words);
        foreach (var entry in file.Map(file.Under(root, "numbers")).Entries)
        {
            var number = entry.Value is TextNode text && long.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            words.Mark(entry.Key.Text, m => m with { Number = number });
        }

        table.MarkWords(file, root, words);
        file.ThrowIfAny();
        return table;
    }

    private void MarkWords(TableFile file, MapNode root, Vocabulary words)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var map in file.List(file.Under(root, "words")).Select(file.Map))
        {
            var volume = file.Number(map, "volume", 1, int.MaxValue);
            foreach (var word in file.Words(map, "words"))
            {
                _volumes.Add(volume);
                places[word] = _volumes.Count;
                words.Mark(word, m => m with { Scope = places[word] });
            }
        }

        foreach (var phrase in file.Words(root, "except"))
        {
            var word = phrase.Split(' ').FirstOrDefault(places.ContainsKey);
            if (word is null)
            {
                file.Add(root, $"'{phrase}' holds no word of scope.");
                continue;
            }

            words.Mark(phrase, m => m with { Scope = places[word], Roles = m.Roles | WordRoles.Exception });
        }
    }

    private static void Mark(TableFile file, MapNode root, string key, WordRoles role, Vocabulary words)
    {
        foreach (var word in file.Words(root, key))
        {
            words.Mark(word, m => m with { Roles = m.Roles | role });
        }
    }

    // Letters and digits alone count: maxResults, max-results and max_results are one.
    private static bool TryPlain(ReadOnlySpan<byte> name, Span<byte> plain, out int length)
    {
        length = 0;
        foreach (var b in name)
        {
            if (b is (byte)'_' or (byte)'-' or (byte)' ')
            {
                continue;
            }

            if (length == plain.Length)
            {
                return false;
            }

            plain[length++] = b;
        }

        return length > 0;
    }
}
