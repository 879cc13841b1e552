using Quern.Reports.Stats;

namespace Quern.Reports.Card;

/// <summary>
/// The languages of rows that say it themselves in a field <c>language</c>, as the Hub's codes. A value that is no code
/// and no name of a language that stands here is passed over: in sets of programs the field means something else.
/// </summary>
internal static class RowLanguages
{
    private const string Field = "language";
    private const double LeastShare = 0.01;

    private static readonly (string Code, string Name)[] Known =
    [
        ("en", "english"), ("zh", "chinese"), ("es", "spanish"), ("fr", "french"), ("de", "german"), ("ru", "russian"), ("pt", "portuguese"),
        ("it", "italian"), ("ja", "japanese"), ("ko", "korean"), ("ar", "arabic"), ("nl", "dutch"), ("pl", "polish"), ("tr", "turkish"),
        ("vi", "vietnamese"), ("id", "indonesian"), ("fa", "persian"), ("uk", "ukrainian"), ("sv", "swedish"), ("cs", "czech"), ("ro", "romanian"),
        ("hu", "hungarian"), ("fi", "finnish"), ("da", "danish"), ("el", "greek"), ("he", "hebrew"), ("hi", "hindi"), ("bn", "bengali"),
        ("th", "thai"), ("ms", "malay"), ("ca", "catalan"), ("bg", "bulgarian"), ("sk", "slovak"), ("hr", "croatian"), ("sr", "serbian"),
        ("sl", "slovenian"), ("lt", "lithuanian"), ("lv", "latvian"), ("et", "estonian"), ("ur", "urdu"), ("ta", "tamil"), ("te", "telugu"),
        ("mr", "marathi"), ("la", "latin"), ("eu", "basque"), ("gl", "galician"), ("af", "afrikaans"), ("sw", "swahili"), ("tl", "tagalog"),
        ("ka", "georgian"), ("hy", "armenian"), ("is", "icelandic"), ("ga", "irish"), ("cy", "welsh"), ("eo", "esperanto"),
    ];

    /// <summary>The codes of the languages that at least one row in a hundred has, the most frequent first.</summary>
    public static IReadOnlyList<string> Of(DatasetStats stats)
    {
        var values = stats.Fields.FirstOrDefault(static f => f.Path == Field)?.TopValues ?? [];
        return [.. values.Where(v => v.Type == "text" && v.Count >= LeastShare * stats.Rows).Select(static v => CodeOf(v.Value)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    // pt-BR and zh_CN are Portuguese and Chinese.
    private static string? CodeOf(string value)
    {
        var word = value.Trim().ToLowerInvariant();
        var mark = word.AsSpan().IndexOfAny('-', '_');
        var code = mark == 2 ? word[..2] : word;
        return Known.FirstOrDefault(k => k.Code == code || k.Name == word).Code;
    }
}
