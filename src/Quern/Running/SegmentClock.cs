namespace Quern.Running;

/// <summary>
/// Keeps the time of the segments of a run. A segment that had been done before keeps its time, and one that was broken
/// off and gone on with has both times together.
/// </summary>
/// <param name="folder">The run folder.</param>
internal sealed class SegmentClock(string folder)
{
    private readonly RunTimings _before = RunTimings.Of(folder);
    private RunTimings? _now;
    private SegmentTiming _segment = new("", "", 0, 0, 0);
    private bool _goesOn;

    /// <summary>Turns to a segment.</summary>
    public void Begin(Segment segment) => (_segment, _goesOn) = (new SegmentTiming(segment.FolderName, segment.Title, 0, 0, 0), false);

    /// <summary>Notes that a task of the segment had been done before.</summary>
    public void Pass()
    {
        if (!_goesOn && _segment.Seconds > 0)
        {
            Save(goesOn: true);
        }

        _goesOn = true;
    }

    /// <summary>Does a task of the segment, and keeps its time.</summary>
    public Marker Measure(Func<Marker> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        var marker = work();
        _segment = _segment with
        {
            Seconds = Math.Round(_segment.Seconds + TimeProvider.System.GetElapsedTime(began).TotalSeconds, 3),
            Rows = _segment.Rows + marker.Ledger.Read,
            Bytes = _segment.Bytes + marker.Shards.Sum(static s => s.Bytes),
        };
        Save(_goesOn);
        return marker;
    }

    // What was measured now, and beside it what an earlier attempt took that this one goes on with.
    private void Save(bool goesOn)
    {
        var before = goesOn ? _before.Find(_segment.Folder) : null;
        _now = (_now ?? _before).With(_segment with { Seconds = Math.Round(_segment.Seconds + (before?.Seconds ?? 0), 3), Rows = _segment.Rows + (before?.Rows ?? 0), Bytes = _segment.Bytes + (before?.Bytes ?? 0) });
        _now.Save(folder);
    }
}
