namespace Quern.Reports.Verify;

/// <summary>What was found in rows: faults, numbers, and what stands for each row. That of a batch is added to that of a dataset.</summary>
internal sealed class BatchLook
{
    /// <summary>Nothing found so far.</summary>
    /// <param name="fields">Fields whose values are counted.</param>
    /// <param name="groups">How many fields keep rows in one split.</param>
    public BatchLook(IReadOnlyList<string> fields, int groups)
        => (Tally, Groups) = (new Tally(fields), [.. Enumerable.Range(0, groups).Select(static _ => new Marks())]);

    /// <summary>Faults.</summary>
    public Findings Findings { get; } = new();

    /// <summary>Numbers.</summary>
    public Tally Tally { get; }

    /// <summary>What rows say, without what only names them.</summary>
    public Marks Texts { get; } = new();

    /// <summary>What rows ask.</summary>
    public Marks Prompts { get; } = new();

    /// <summary>Their ids.</summary>
    public Marks Ids { get; } = new();

    /// <summary>Values by which rows stay in one split, by field.</summary>
    public IReadOnlyList<Marks> Groups { get; }

    /// <summary>Shapes of rows.</summary>
    public FileShapes Shapes { get; } = new();

    /// <summary>Where rows lie, counted by rows and by lines; empty unless it is asked for.</summary>
    public RowLines Lines { get; } = new();

    /// <summary>The line of the last row where that could not be read; otherwise 0.</summary>
    public long UnreadableEnd { get; set; }

    /// <summary>Numbers under score that are none from 1 to 10.</summary>
    public long OddScores { get; set; }

    /// <summary>Rows, read or not.</summary>
    public long Rows { get; set; }

    /// <summary>Adds what was found in the next rows.</summary>
    public void Add(BatchLook other)
    {
        Findings.Add(other.Findings);
        Tally.Add(other.Tally);
        Texts.Add(other.Texts);
        Prompts.Add(other.Prompts);
        Ids.Add(other.Ids);
        for (var g = 0; g < Groups.Count; g++)
        {
            Groups[g].Add(other.Groups[g]);
        }

        Shapes.Add(other.Shapes);
        Lines.Add(other.Lines);
        OddScores += other.OddScores;
        Rows += other.Rows;
        UnreadableEnd = other.UnreadableEnd;
    }
}
