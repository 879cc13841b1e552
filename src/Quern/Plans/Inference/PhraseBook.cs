using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>Phrases with their meanings, while tables are read; several tables may give meaning to one phrase.</summary>
internal sealed class PhraseBook<T>
    where T : class, new()
{
    private readonly Dictionary<string, T> _meanings = new(StringComparer.Ordinal);

    /// <summary>Every phrase with its meaning.</summary>
    public IReadOnlyDictionary<string, T> Meanings => _meanings;

    /// <summary>
    /// Gives phrases a meaning. Texts are split at hyphens and at curly apostrophes, so phrases are too: <c>let's</c> stands for
    /// <c>let s</c> as well.
    /// </summary>
    public void Put(IEnumerable<TextNode> phrases, Action<T, TextNode> put)
    {
        foreach (var phrase in phrases)
        {
            var words = phrase.Text.Replace('-', ' ');
            put(Meaning(words), phrase);
            var apart = words.Replace('\'', ' ');
            if (apart != words && apart.Split(' ').Length <= PhraseTable.MostWords)
            {
                put(Meaning(apart), phrase);
            }
        }
    }

    private T Meaning(string words)
    {
        if (!_meanings.TryGetValue(words, out var meaning))
        {
            _meanings[words] = meaning = new T();
        }

        return meaning;
    }
}
