using System.Runtime.InteropServices;

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

    /// <summary>Rows of each shape, with the lines of the first ones: whether they are strangers in their file is known at its end.</summary>
    public Dictionary<string, (long Rows, List<long> First)> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the last row could not be read.</summary>
    public bool EndsUnreadable { get; set; }

    /// <summary>Rows, read or not.</summary>
    public long Rows { get; set; }

    /// <summary>Takes down the shape of a row.</summary>
    public void CountShape(string shape, long line)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(Shapes, shape, out _);
        known.First ??= [];
        if (known.First.Count < Findings.MostKept)
        {
            known.First.Add(line);
        }

        known.Rows++;
    }

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

        foreach (var (shape, (rows, first)) in other.Shapes)
        {
            var (before, mine) = Shapes.GetValueOrDefault(shape, (0, []));
            mine.AddRange(first.Take(Findings.MostKept - mine.Count));
            Shapes[shape] = (before + rows, mine);
        }

        Rows += other.Rows;
        EndsUnreadable = other.EndsUnreadable;
    }
}
