namespace Quern.Cli.Screen;

/// <summary>How long something took. Only ever shown, never part of a result.</summary>
internal readonly struct Watch
{
    private readonly long _start;

    private Watch(long start) => _start = start;

    public static Watch Start() => new(TimeProvider.System.GetTimestamp());

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);
}
