namespace Quern.Hub.Registry;

/// <summary>A key that an entry may have, as people see it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What stands behind it.</param>
/// <param name="Meaning">What it says of the dataset.</param>
internal sealed record EntryKey(string Name, string Value, string Meaning);

/// <summary>The one table of what an entry of the registry may say; the page on datasets is made from it.</summary>
internal static class EntryKeys
{
    /// <summary>Every key, in the order in which entries have them.</summary>
    public static IReadOnlyList<EntryKey> All { get; } =
    [
        new("name", "lower-case words with hyphens", "what you call it. Required"),
        new("hub", "`org/name`", "its id on the Hub. Required"),
        new("config", "text", "the config that is read; without it the dataset's own rule decides"),
        new("splits", "split with rows, or a list of splits", "its splits. Rows are `52_002`, `about 256_000`, `unverified 6_407_814` or `unknown`"),
        new("split", "one of `splits`", "the split that is read unless another is asked for; without it `train` where there is one, otherwise the first"),
        new("files", "a pattern, a list of patterns, or split with patterns", "the files to read, where config and split do not say enough"),
        new("native", "true or false", "true: read the files as they were uploaded, because the Hub's own conversion to Parquet changes or loses rows"),
        new("layout", "a word, see below", "how rows lie in the files. For people: files are recognised by their content"),
        new("field", "text", "the key that holds the rows, for the layout `json-field`"),
        new("family", "a word, see below", "what a row looks like"),
        new("label-field", "text", "the field with a label"),
        new("labels", "value with meaning", "what the label's values mean"),
        new("licence", "text", "the licence that the dataset states; without it `unknown`"),
        new("licence-note", "text", "what the licence's name does not say"),
        new("non-commercial", "true or false", "true: the licence excludes commercial use"),
        new("gated", "true or false", "true: the Hub gives it only to those who accepted its terms"),
        new("gate-asks", "text", "what the form asks before access is given"),
        new("revision", "a branch, tag or commit", "what is read instead of the newest"),
        new("sure", "`seen` or `unverified`", "how far the entry can be trusted, see below; without it `unverified`"),
        new("note", "text", "what a user must know"),
        new("groups", "a word or a list, see below", "what it is for"),
    ];

    /// <summary>The keys alone.</summary>
    public static string[] Names { get; } = [.. All.Select(static k => k.Name)];
}
