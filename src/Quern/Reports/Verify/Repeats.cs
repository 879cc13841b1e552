using Quern.Rows.Json;

namespace Quern.Reports.Verify;

/// <summary>Finds rows that are there twice, and what stands in two splits, by what the rows of a dataset left behind.</summary>
/// <param name="set">The dataset.</param>
/// <param name="found">What was found in it.</param>
/// <param name="groups">Fields that keep rows in one split.</param>
internal sealed class Repeats(VerifiedSet set, BatchLook found, IReadOnlyList<FieldPath> groups)
{
    // A dataset with more copies than that has other faults than what follows from them.
    private const int MostCopies = 1 << 20;

    private readonly Dictionary<ulong, ulong> _copies = [];
    private readonly HashSet<ulong> _leaked = [];

    /// <summary>Rows that have the same texts as one before them.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Finds them.</summary>
    public void Find()
    {
        foreach (var places in found.Marks.Texts.Repeated())
        {
            Texts(places);
        }

        foreach (var places in found.Marks.Ids.Repeated())
        {
            foreach (var place in places.Skip(1).Where(p => !AreCopies(places[0], p)))
            {
                Add(FaultKinds.DuplicateId, place, $"the id is that of {Describe(places[0])}");
            }
        }

        Leaks(found.Marks.Prompts, FaultKinds.LeakedPrompt, "the prompt");
        for (var g = 0; g < found.Marks.Groups.Count; g++)
        {
            Leaks(found.Marks.Groups[g], FaultKinds.LeakedGroup, groups[g].Text);
        }
    }

    /// <summary>Whether a row was told of as one that is in two splits.</summary>
    public bool HasLeaked(int file, long line) => _leaked.Contains(Marks.PlaceOf(file, line));

    // The first row that lies in a split is the one that the others are held against.
    private void Texts(ulong[] places)
    {
        var home = places.FirstOrDefault(p => SplitOf(p) is not null, places[0]);
        foreach (var place in places.Skip(1))
        {
            Duplicates++;
            var isLeak = SplitOf(place) is { } split && split != SplitOf(home);
            Add(isLeak ? FaultKinds.LeakedRow : FaultKinds.DuplicateRow, place, $"the row says the same as {Describe(isLeak ? home : places[0])}");
            if (_copies.Count < MostCopies)
            {
                _copies.Add(place, places[0]);
            }

            if (isLeak)
            {
                _leaked.Add(place);
            }
        }
    }

    // A row that was copied with its id is one fault, not two.
    private bool AreCopies(ulong first, ulong second)
        => _copies.TryGetValue(second, out var original) && (original == first || (_copies.TryGetValue(first, out var other) && other == original));

    // The first row of each other split is told of; a row that leaked as a whole was told of before.
    private void Leaks(Marks marks, string kind, string what)
    {
        foreach (var places in marks.Repeated())
        {
            var own = places.Where(p => SplitOf(p) is not null && !_leaked.Contains(p)).ToList();
            foreach (var place in own.Where(p => SplitOf(p) != SplitOf(own[0])).DistinctBy(SplitOf))
            {
                Add(kind, place, $"{what} is that of {Describe(own[0])}");
            }
        }
    }

    private string? SplitOf(ulong place) => set.Files[Marks.FileOf(place)].Split;

    private string Describe(ulong place) => FormattableString.Invariant($"{set.Files[Marks.FileOf(place)].Path}:{Marks.LineOf(place)}");

    private void Add(string kind, ulong place, string what)
        => found.Findings.Add(new Finding(kind, set.Files[Marks.FileOf(place)].Path, Marks.LineOf(place), null, what));
}
