namespace Quern.Cli.Screen;

/// <summary>Says when a line of progress is due: after so many rows, and at the latest after two seconds.</summary>
/// <param name="rows">How many rows were read.</param>
/// <param name="every">After how many of them a line is due.</param>
internal sealed class LinePace(Func<long> rows, long every)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Watch _since = Watch.Start();
    private long _said;

    /// <summary>How often to ask.</summary>
    public static TimeSpan Look { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a line is due now; then the count begins anew.</summary>
    public bool IsDue()
    {
        lock (_gate)
        {
            var now = rows();
            if (Math.Abs(now - _said) < every && _since.Elapsed < Longest)
            {
                return false;
            }

            (_said, _since) = (now, Watch.Start());
            return true;
        }
    }
}
