using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// What one step did on one core, by source. Each core has its own, so counting needs no lock; they are added up when
/// the task is done, and a sum does not depend on which core did what.
/// </summary>
internal sealed class StepTally(string label, int sources)
{
    private readonly RowCounts[] _counts = CreateCounts(sources);
    private readonly Dictionary<string, long>?[] _counted = new Dictionary<string, long>?[sources];

    /// <summary>The step's label.</summary>
    public string Label { get; } = label;

    /// <summary>The counts of the rows of one source.</summary>
    public RowCounts Of(Place place) => (uint)place.Source < (uint)_counts.Length ? _counts[place.Source] : throw DamagedPlace(place);

    /// <summary>Counts a dropped row.</summary>
    public void Drop(Place place, string reason) => CountReason(Of(place).Dropped, reason);

    /// <summary>Counts a quarantined row.</summary>
    public void Quarantine(Place place, string reason) => CountReason(Of(place).Quarantined, reason);

    /// <summary>Counts something about a row beside its fate.</summary>
    public void Count(Place place, string what)
    {
        _ = Of(place);
        CollectionsMarshal.GetValueRefOrAddDefault(_counted[place.Source] ??= new(StringComparer.Ordinal), what, out _)++;
    }

    /// <summary>Adds these counts to a ledger, under the sources' names.</summary>
    public void AddTo(StepLedger ledger, IReadOnlyList<string> sourceNames)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i].IsEmpty)
            {
                continue;
            }

            ledger.Of(sourceNames[i]).Add(_counts[i]);
            foreach (var (what, count) in _counted[i] ?? [])
            {
                ledger.Of(sourceNames[i]).Count(what, count);
            }
        }
    }

    /// <summary>Begins to count anew.</summary>
    public void Clear()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (!_counts[i].IsEmpty)
            {
                _counts[i] = new RowCounts();
                _counted[i]?.Clear();
            }
        }
    }

    // Places are checked by their checksum only at a shard's end; a broken one may be met before that.
    private RunFault DamagedPlace(Place place) => new(
        $"A checkpoint before step {Label} is damaged: a row claims to come from source {place.Source} of {_counts.Length}. Delete the run's segments folder and run again.");

    private static void CountReason(SortedDictionary<string, long> reasons, string reason)
        => reasons[reason] = reasons.GetValueOrDefault(reason) + 1;

    private static RowCounts[] CreateCounts(int sources)
    {
        var counts = new RowCounts[sources];
        for (var i = 0; i < sources; i++)
        {
            counts[i] = new RowCounts();
        }

        return counts;
    }
}
