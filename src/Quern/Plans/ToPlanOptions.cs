using Quern.Shapes;
using Quern.Steps;

namespace Quern.Plans;

/// <summary>Options of the step <c>to-plan</c>.</summary>
public sealed record ToPlanOptions : StepOptions
{
    /// <summary>How rows are read.</summary>
    [Option("The shape of all rows. Without it each row is recognised by itself.")]
    public Shape Shape { get; init; } = Shape.Auto;

    /// <summary>Whether rows are attacks.</summary>
    [Option("What all rows are. Without it the row's own label says so, else the nature of its dataset; else it is benign.")]
    public PlanLabel Label { get; init; } = PlanLabel.Auto;

    /// <summary>How plans are written.</summary>
    [Option("How plans are written: quern with everything that is known, gatling as the older loader reads them.")]
    public PlanLayout Layout { get; init; } = PlanLayout.Quern;

    /// <summary>Whether results of calls are written.</summary>
    [Option("Whether nodes keep what their tools gave.")]
    public KeptResults Results { get; init; } = KeptResults.Keep;
}

/// <summary>What rows are.</summary>
public enum PlanLabel
{
    /// <summary>As the row or its dataset says.</summary>
    Auto,

    /// <summary>No attack.</summary>
    Benign,

    /// <summary>An attack.</summary>
    Adversarial,
}

/// <summary>How plans are written.</summary>
public enum PlanLayout
{
    /// <summary>With everything that is known.</summary>
    Quern,

    /// <summary>As the older loader reads them.</summary>
    Gatling,
}

/// <summary>Whether results of calls are written.</summary>
public enum KeptResults
{
    /// <summary>They are.</summary>
    Keep,

    /// <summary>They are not.</summary>
    Drop,
}
