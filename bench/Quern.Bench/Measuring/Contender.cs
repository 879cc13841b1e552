namespace Quern.Bench.Measuring;

/// <summary>One command that is measured, and what it did in each run.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="CommandLine">What is run.</param>
/// <param name="Input">The file it reads; null when it reads none.</param>
/// <param name="Output">The file it writes; null when it writes none.</param>
/// <param name="Once">Whether one counted run is enough, because it is slow.</param>
internal sealed record Contender(string Name, string CommandLine, string? Input = null, string? Output = null, bool Once = false)
{
    /// <summary>Files and folders that are not to be there when it starts. When there are any, the disk is also given time to take what others wrote.</summary>
    public IReadOnlyList<string> Clears { get; init; } = [];

    /// <summary>Commands that stand before this one, whose costs in the same turn are added up instead of running anything.</summary>
    public IReadOnlyList<Contender> SumOf { get; init; } = [];

    /// <summary>The counted runs.</summary>
    public List<Cost> Costs { get; } = [];

    /// <summary>Length of the output of the last run.</summary>
    public long OutputBytes { get; private set; }

    private Cost LastCost { get; set; }

    /// <summary>Runs it once; a failure ends the bench, since its time means nothing.</summary>
    public void Run(bool counted)
    {
        if (Once && (!counted || Costs.Count > 0))
        {
            return;
        }

        Clear();
        var cost = SumOf.Count > 0 ? SumOf.Select(static c => c.LastCost).Aggregate(static (a, b) => a.Then(b)) : ChildProcess.Run(CommandLine);
        if (cost.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{CommandLine}' ended with {cost.ExitCode}; its time means nothing.");
        }

        LastCost = cost;
        OutputBytes = Output is null ? 0 : new FileInfo(Output).Length;
        if (counted)
        {
            Costs.Add(cost);
        }
    }

    /// <summary>The middle of a figure over the counted runs.</summary>
    public double Median(Func<Cost, double> of) => Cost.Median(Costs.Select(of));

    /// <summary>Removes files and folders that are there.</summary>
    public static void Remove(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }
    }

    private void Clear()
    {
        if (Clears.Count > 0)
        {
            Remove(Clears);
            _ = ChildProcess.Run("sync");
        }
    }
}
