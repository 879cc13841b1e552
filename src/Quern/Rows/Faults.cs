namespace Quern.Rows;

/// <summary>
/// Base of every failure that Quern foresees. The kinds say what happens next, not where the failure arose; anything
/// else that escapes is a defect of the program. A message says what was found, where, what was expected, what to do.
/// </summary>
/// <param name="message">What was found, where, what was expected and what to do.</param>
/// <param name="cause">The failure below, if there was one.</param>
public abstract class QuernFault(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The exit code of a program that ends because of this fault.</summary>
    public abstract int ExitCode { get; }
}

/// <summary>The recipe or the command line is wrong; nothing was done. Holds every fault found, not only the first.</summary>
/// <param name="faults">One message per fault, each with its place.</param>
public sealed class RecipeFault(IReadOnlyList<string> faults) : QuernFault(string.Join(Environment.NewLine, faults))
{
    /// <summary>One fault.</summary>
    public RecipeFault(string fault)
        : this([fault])
    {
    }

    /// <summary>Every fault, each with its place.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;

    /// <inheritdoc />
    public override int ExitCode => 2;
}

/// <summary>The run cannot go on: a disk is full, a checkpoint is damaged, a file cannot be read to its end.</summary>
/// <param name="message">What was found, where, what was expected and what to do.</param>
/// <param name="cause">The failure below, if there was one.</param>
public class RunFault(string message, Exception? cause = null) : QuernFault(message, cause)
{
    /// <inheritdoc />
    public override int ExitCode => 1;
}

/// <summary>A source cannot be read to its end. A recipe with other sources goes on and says so; a single verb stops.</summary>
/// <param name="message">What was found, where, what was expected and what to do.</param>
/// <param name="cause">The failure below, if there was one.</param>
public class SourceFault(string message, Exception? cause = null) : RunFault(message, cause);

/// <summary>A remote service, or what it should hold, cannot be had: it does not answer, or has no such thing.</summary>
/// <param name="message">What was found, where, what was expected and what to do.</param>
/// <param name="cause">The failure below, if there was one.</param>
public sealed class UnavailableFault(string message, Exception? cause = null) : SourceFault(message, cause)
{
    /// <summary>Whether it may be there later: the service was out of reach or busy, and did not say that there is no such thing.</summary>
    public bool MayPass { get; init; }

    /// <inheritdoc />
    public override int ExitCode => 6;
}

/// <summary>A remote service knows what was asked for and does not give it to this user.</summary>
/// <param name="message">What was found, where, what was expected and what to do.</param>
/// <param name="cause">The failure below, if there was one.</param>
public sealed class UnauthorisedFault(string message, Exception? cause = null) : SourceFault(message, cause)
{
    /// <inheritdoc />
    public override int ExitCode => 5;
}
