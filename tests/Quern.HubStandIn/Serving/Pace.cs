namespace Quern.HubStandIn.Serving;

/// <summary>Holds a stream of bytes down to a number of bytes a second.</summary>
internal sealed class Pace(TimeProvider time, long? bytesPerSecond)
{
    private const int SlicesPerSecond = 20;

    private readonly long _start = time.GetTimestamp();
    private long _bytes;

    /// <summary>How many bytes go at a time: few when the pace is slow, so that they come evenly.</summary>
    public int Slice(int most) => bytesPerSecond is { } rate ? (int)Math.Clamp(rate / SlicesPerSecond, 1, most) : most;

    /// <summary>Waits until the bytes so far may have gone.</summary>
    public async Task AfterAsync(int bytes, CancellationToken stop)
    {
        _bytes += bytes;
        if (bytesPerSecond is { } rate)
        {
            var due = TimeSpan.FromSeconds((double)_bytes / rate) - time.GetElapsedTime(_start);
            await (due > TimeSpan.Zero ? Task.Delay(due, time, stop) : Task.CompletedTask);
        }
    }
}
