namespace Quern.Reports.Verify;

/// <summary>Finds rows that are there twice, and what stands in two splits, by what the rows of a dataset left behind.</summary>
/// <param name="set">The dataset.</param>
/// <param name="found">What was found in it.</param>
/// <param name="groups">Fields that keep rows in one split.</param>
internal sealed class Repeats(VerifiedSet set, BatchLook found, IReadOnlyList<string> groups)
{
    private readonly HashSet<ulong> _leaked = [];

    /// <summary>Rows that have the same texts as one before them.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Finds them.</summary>
    public void Find()
    {
        foreach (var places in found.Texts.Repeated())
        {
            Texts(places);
        }

        foreach (var places in found.Ids.Repeated())
        {
            foreach (var place in places.Skip(1))
            {
                Add(FaultKinds.DuplicateId, place, $"the id is that of {Describe(places[0])}");
            }
        }

        Leaks(found.Prompts, FaultKinds.LeakedPrompt, "the prompt");
        for (var g = 0; g < groups.Count; g++)
        {
            Leaks(found.Groups[g], FaultKinds.LeakedGroup, groups[g]);
        }
    }

    private void Texts(ulong[] places)
    {
        foreach (var place in places.Skip(1))
        {
            Duplicates++;
            var isLeak = SplitOf(place) is { } split && SplitOf(places[0]) is { } first && split != first;
            Add(isLeak ? FaultKinds.LeakedRow : FaultKinds.DuplicateRow, place, $"the row says the same as {Describe(places[0])}");
            if (isLeak)
            {
                _leaked.Add(place);
            }
        }
    }

    // The first row of each other split is told of; a row that leaked as a whole was told of before.
    private void Leaks(Marks marks, string kind, string what)
    {
        foreach (var places in marks.Repeated())
        {
            var others = places.Where(p => SplitOf(p) is not null && SplitOf(p) != SplitOf(places[0])).DistinctBy(SplitOf);
            foreach (var place in others.Where(p => SplitOf(places[0]) is not null && !_leaked.Contains(p)))
            {
                Add(kind, place, $"{what} is that of {Describe(places[0])}");
            }
        }
    }

    private string? SplitOf(ulong place) => set.Files[Marks.FileOf(place)].Split;

    private string Describe(ulong place) => FormattableString.Invariant($"{set.Files[Marks.FileOf(place)].Path}:{Marks.LineOf(place)}");

    private void Add(string kind, ulong place, string what)
        => found.Findings.Add(new Finding(kind, set.Files[Marks.FileOf(place)].Path, Marks.LineOf(place), null, what));
}
