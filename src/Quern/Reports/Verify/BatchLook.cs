namespace Quern.Reports.Verify;

/// <summary>What was found in rows: faults, numbers, and what stands for each row. That of a batch is added to that of a dataset.</summary>
internal sealed class BatchLook
{
    /// <summary>Nothing found so far.</summary>
    /// <param name="fields">Fields whose values are counted.</param>
    /// <param name="marks">Takes what stands for each row.</param>
    public BatchLook(IReadOnlyList<string> fields, RowMarks marks) => (Tally, Marks) = (new Tally(fields), marks);

    /// <summary>Faults.</summary>
    public Findings Findings { get; } = new();

    /// <summary>Numbers.</summary>
    public Tally Tally { get; }

    /// <summary>What stands for each row.</summary>
    public RowMarks Marks { get; }

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
        // What is found in a file stands beside that of the others from the beginning: it is too much to be kept twice.
        if (Marks != other.Marks)
        {
            Marks.Add(other.Marks);
        }

        Shapes.Add(other.Shapes);
        Lines.Add(other.Lines);
        OddScores += other.OddScores;
        Rows += other.Rows;
        UnreadableEnd = other.UnreadableEnd;
    }
}
