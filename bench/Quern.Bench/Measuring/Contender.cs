namespace Quern.Bench.Measuring;

/// <summary>One command that is measured, and what it did in each run.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="CommandLine">What is run.</param>
/// <param name="Input">The file it reads; null when it reads none.</param>
/// <param name="Output">The file it writes; null when it writes none.</param>
/// <param name="Once">Whether one counted run is enough, because it is slow.</param>
internal sealed record Contender(string Name, string CommandLine, string? Input = null, string? Output = null, bool Once = false)
{
    /// <summary>The counted runs.</summary>
    public List<Cost> Costs { get; } = [];

    /// <summary>Length of the output of the last run.</summary>
    public long OutputBytes { get; private set; }

    /// <summary>Runs it once; a failure ends the bench, since its time means nothing.</summary>
    public void Run(bool counted)
    {
        if (Once && (!counted || Costs.Count > 0))
        {
            return;
        }

        var cost = ChildProcess.Run(CommandLine);
        if (cost.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{CommandLine}' ended with {cost.ExitCode}; its time means nothing.");
        }

        OutputBytes = Output is null ? 0 : new FileInfo(Output).Length;
        if (counted)
        {
            Costs.Add(cost);
        }
    }
}
