namespace Quern.Cli;

/// <summary>What the program's exit code says. Faults carry their own; these are the ones that no fault does.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int UnexpectedFault = 1;
    public const int WrongUsage = 2;
    public const int Incomplete = 3;
    public const int VerificationFailed = 7;
    public const int Interrupted = 130;
}
