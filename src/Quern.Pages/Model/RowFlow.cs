namespace Quern.Pages.Model;

/// <summary>The way of rows from the sources through the steps.</summary>
/// <param name="Sources">How many rows each source gave.</param>
/// <param name="Steps">The steps in their order.</param>
public sealed record RowFlow(IReadOnlyList<Inflow> Sources, IReadOnlyList<FlowStep> Steps)
{
    /// <summary>Rows that came out of the last step.</summary>
    public long Kept => Steps.Count == 0 ? 0 : Steps[^1].Out;
}

/// <summary>Rows of a source.</summary>
/// <param name="Name">The source, or several under one name.</param>
/// <param name="Rows">How many rows it gave.</param>
public sealed record Inflow(string Name, long Rows);

/// <summary>A step, or several in a row that are shown as one.</summary>
/// <param name="Labels">Their labels.</param>
/// <param name="In">Rows that arrived.</param>
/// <param name="Made">Rows that were added.</param>
/// <param name="Out">Rows passed on.</param>
/// <param name="Losses">Rows that went no further.</param>
public sealed record FlowStep(IReadOnlyList<string> Labels, long In, long Made, long Out, IReadOnlyList<Loss> Losses)
{
    /// <summary>Its name.</summary>
    public string Label => string.Join(", ", Labels);

    /// <summary>Rows that went no further.</summary>
    public long Lost => Losses.Sum(static l => l.Rows);
}

/// <summary>Rows that went no further than a step.</summary>
/// <param name="Fate">What became of them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rows">How many.</param>
public sealed record Loss(RowFate Fate, string Reason, long Rows);

/// <summary>What becomes of a row that goes no further.</summary>
public enum RowFate
{
    /// <summary>A rule removed it.</summary>
    Dropped,

    /// <summary>It could not be processed.</summary>
    Quarantined,

    /// <summary>Another row was made from it.</summary>
    Consumed,
}
