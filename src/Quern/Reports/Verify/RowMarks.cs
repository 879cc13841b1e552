namespace Quern.Reports.Verify;

/// <summary>What stands for each row of a dataset, by which it is found again: 16 bytes a row and kind.</summary>
internal sealed class RowMarks
{
    private readonly int _groups;

    /// <summary>No marks so far.</summary>
    /// <param name="groups">How many fields keep rows in one split.</param>
    /// <param name="hasSplits">Whether there are splits between which something can leak; prompts and groups are marked only then.</param>
    public RowMarks(int groups, bool hasSplits)
        => (_groups, HasSplits, Groups) = (groups, hasSplits, [.. Enumerable.Range(0, hasSplits ? groups : 0).Select(static _ => new Marks())]);

    /// <summary>Whether there are splits.</summary>
    public bool HasSplits { get; }

    /// <summary>What rows say, without what only names them.</summary>
    public Marks Texts { get; } = new();

    /// <summary>Their ids.</summary>
    public Marks Ids { get; } = new();

    /// <summary>What rows ask.</summary>
    public Marks Prompts { get; } = new();

    /// <summary>Values by which rows stay in one split, by field.</summary>
    public IReadOnlyList<Marks> Groups { get; }

    /// <summary>Room for marks of the same kinds.</summary>
    public RowMarks Empty() => new(_groups, HasSplits);

    /// <summary>Adds those of other rows.</summary>
    public void Add(RowMarks other)
    {
        Texts.Add(other.Texts);
        Ids.Add(other.Ids);
        Prompts.Add(other.Prompts);
        for (var g = 0; g < Groups.Count; g++)
        {
            Groups[g].Add(other.Groups[g]);
        }
    }
}
