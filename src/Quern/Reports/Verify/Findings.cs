namespace Quern.Reports.Verify;

/// <summary>Faults as they are found: all are counted, and of each kind the first ones are kept with their places.</summary>
internal sealed class Findings
{
    /// <summary>How many of a kind are kept with their places.</summary>
    public const int MostKept = 10_000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Finding>> _kept = new(StringComparer.Ordinal);

    /// <summary>Adds a fault.</summary>
    public void Add(Finding finding)
    {
        var count = _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
        if (count <= MostKept)
        {
            Kept(finding.Kind).Add(finding);
        }
    }

    /// <summary>Counts more of a kind, whose places are not kept.</summary>
    public void AddUnplaced(string kind, long more)
    {
        if (more > 0)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + more;
            _ = Kept(kind);
        }
    }

    /// <summary>Adds all of another collection behind these.</summary>
    public void Add(Findings other)
    {
        foreach (var (kind, count) in other._counts)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + count;
            var kept = Kept(kind);
            kept.AddRange(other._kept[kind].Take(MostKept - kept.Count));
        }
    }

    /// <summary>How many of a kind there are.</summary>
    public long Count(string kind) => _counts.GetValueOrDefault(kind);

    /// <summary>Those of a kind that were kept, as they were found.</summary>
    public IReadOnlyList<Finding> Of(string kind) => _kept.GetValueOrDefault(kind) ?? [];

    /// <summary>Forgets those of a kind.</summary>
    public void Forget(string kind)
    {
        _counts.Remove(kind);
        _kept.Remove(kind);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _counts.Clear();
        _kept.Clear();
    }

    private List<Finding> Kept(string kind) => _kept.TryGetValue(kind, out var kept) ? kept : _kept[kind] = [];
}
