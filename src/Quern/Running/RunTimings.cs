namespace Quern.Running;

/// <summary>
/// How long the segments of a run took: the file <c>timings.json</c>. It is part of nothing else: no name, marker or
/// output depends on it, because no two runs take the same time.
/// </summary>
/// <param name="Segments">The segments that were run, in their order.</param>
internal sealed record RunTimings(IReadOnlyList<SegmentTiming> Segments)
{
    /// <summary>What a run left in a folder; empty where nothing was kept.</summary>
    public static RunTimings Of(string folder) => RunJson.TryRead<RunTimings>(RunFolder.TimingsOf(folder)) ?? new RunTimings([]);

    /// <summary>The timing of a segment; null when it is not known.</summary>
    public SegmentTiming? Find(string folder) => Segments.FirstOrDefault(s => s.Folder == folder);

    /// <summary>The timings with another one in them.</summary>
    public RunTimings With(SegmentTiming timing)
        => new([.. Segments.Where(s => s.Folder != timing.Folder).Append(timing).OrderBy(static s => s.Folder, StringComparer.Ordinal)]);

    /// <summary>Writes the timings. They need not outlive a power cut.</summary>
    public void Save(string folder) => RunJson.Write(RunFolder.TimingsOf(folder), this, durable: false);
}

/// <summary>How long a segment took.</summary>
/// <param name="Folder">Its folder below <c>segments</c>.</param>
/// <param name="Title">Its steps.</param>
/// <param name="Seconds">Time at work on it.</param>
/// <param name="Rows">Rows that came in.</param>
/// <param name="Bytes">Bytes of the rows that it left.</param>
internal sealed record SegmentTiming(string Folder, string Title, double Seconds, long Rows, long Bytes);
