namespace Quern.Mixing.Mix;

/// <summary>What is done when a source has fewer rows than its share asks for.</summary>
public enum WhenShort
{
    /// <summary>The mix ends there: the shares hold, and there are fewer rows than asked for.</summary>
    Stop,

    /// <summary>Its rows are taken again, up to so many times; then as <see cref="Stop"/>.</summary>
    Repeat,

    /// <summary>It gives what it has; the others give what they were asked for.</summary>
    Take,

    /// <summary>It gives what it has; the others give the rest, in proportion to their shares.</summary>
    Fill,
}
