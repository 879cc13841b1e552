namespace Quern.Steps;

/// <summary>How a step works on rows.</summary>
public enum StepKind
{
    /// <summary>One row becomes none, one or many.</summary>
    Row,

    /// <summary>A model is asked about each row.</summary>
    Call,

    /// <summary>The whole dataset is needed.</summary>
    Set,
}

/// <summary>One line of the table of steps.</summary>
/// <param name="Name">What recipes call it.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Kind">How it works on rows.</param>
/// <param name="OptionsType">Its options record.</param>
/// <param name="Version">Raised whenever the same input and options would give other bytes than before, so that old checkpoints are not reused.</param>
/// <param name="Create">Makes the step for one core (row steps) or for the run (the others).</param>
public sealed record StepEntry(
    string Name, string Summary, StepKind Kind, Type OptionsType, int Version, Func<StepOptions, StepContext, object> Create)
{
    /// <summary>True when the step makes rows of its own, which are then known by its name, instead of passing on the ones it read.</summary>
    public bool MakesRows { get; init; }

    /// <summary>A row step.</summary>
    public static StepEntry Row<T>(string name, string summary, Func<T, StepContext, RowStep> create, int version = 1)
        where T : StepOptions
        => new(name, summary, StepKind.Row, typeof(T), version, (o, c) => create((T)o, c));

    /// <summary>A call step.</summary>
    public static StepEntry Call<T>(string name, string summary, Func<T, StepContext, CallStep> create, int version = 1)
        where T : StepOptions
        => new(name, summary, StepKind.Call, typeof(T), version, (o, c) => create((T)o, c));

    /// <summary>A set step.</summary>
    public static StepEntry Set<T>(string name, string summary, Func<T, StepContext, SetStep> create, int version = 1)
        where T : StepOptions
        => new(name, summary, StepKind.Set, typeof(T), version, (o, c) => create((T)o, c));
}
