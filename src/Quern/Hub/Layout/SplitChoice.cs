using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>Chooses the splits: the wished ones, else <c>train</c>, else the only one. What is left out is said.</summary>
internal static class SplitChoice
{
    /// <summary>The word for every split.</summary>
    public const string All = "all";

    private const string Train = "train";
    private const int ShownSplits = 12;

    private static readonly string[] Usual = [Train, "validation", "test"];

    /// <summary>Whether the wish names splits among these and no others, or leaves only one choice.</summary>
    public static bool IsClear(IReadOnlyCollection<string> names, IReadOnlyList<string> wished)
        => names.Count > 0 && (wished.Contains(All) || (wished.Count > 0 ? wished.All(w => names.Contains(w)) : names.Contains(Train) || names.Count == 1));

    /// <summary>The splits to read, in their order; a fault when none is meant clearly.</summary>
    /// <param name="of">Whose splits they are, for messages.</param>
    /// <param name="names">The splits that there are; at least one.</param>
    /// <param name="wished">The splits that are wished.</param>
    /// <param name="sizes">How large they are, where that is known.</param>
    /// <param name="notes">Takes what the user should know.</param>
    public static IReadOnlyList<string> Of(string of, IReadOnlyCollection<string> names, IReadOnlyList<string> wished, CardSizes? sizes, ICollection<string> notes)
    {
        if (wished.Contains(All))
        {
            return [.. names.OrderBy(static n => Array.IndexOf(Usual, n) is >= 0 and var at ? at : Usual.Length)];
        }

        if (wished.Count > 0)
        {
            return Named(of, names, wished, sizes);
        }

        var only = names.Contains(Train) ? Train : names.Count == 1 ? names.First()
            : throw new RecipeFault($"{of} has several splits, and none is called train. Name one or more with 'split', or '{All}': {Described(names, sizes)}.");
        if (names.Count > 1)
        {
            notes.Add($"The split {Wording.Shown(only)} is read; there {(names.Count == 2 ? "is" : "are")} also {Described([.. names.Where(n => n != only)], sizes)}. Name what you want with 'split', or '{All}'.");
        }

        return [only];
    }

    /// <summary>The splits with their rows, as far as these are known.</summary>
    public static string Described(IReadOnlyCollection<string> names, CardSizes? sizes)
        => Wording.Some([.. names.Select(n => sizes?.RowsOf(n) is { } rows ? $"{Wording.Shown(n)} ({Wording.Rows(rows)})" : n)], ShownSplits);

    private static List<string> Named(string of, IReadOnlyCollection<string> names, IReadOnlyList<string> wished, CardSizes? sizes)
    {
        var unknown = wished.Where(w => !names.Contains(w)).Distinct(StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? [.. wished.Distinct(StringComparer.Ordinal)]
            : throw new RecipeFault([.. unknown.Select(w => $"{of} has no split '{Wording.Shown(w)}'.{Suggestion.Sentence(w, names)} It has: {Described(names, sizes)}.")]);
    }
}
