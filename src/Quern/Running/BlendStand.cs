using Quern.Rows;

namespace Quern.Running;

/// <summary>A blend's state while rows are taken one after the other.</summary>
/// <param name="start">Where it begins.</param>
internal sealed class BlendStand(BlendState start)
{
    private readonly SourceStand[] _sources = [.. start.Sources];

    /// <summary>Rows that came out so far.</summary>
    public long Kept { get; set; } = start.Kept;

    /// <summary>How far each source is.</summary>
    public ReadOnlySpan<SourceStand> Sources => _sources;

    /// <summary>Counts a row as taken.</summary>
    public void Take(Place place)
    {
        ref var source = ref _sources[place.Source];
        source = source with { Rows = place.Ordinal + 1, Taken = source.Taken + 1 };
    }

    /// <summary>Takes a note in.</summary>
    public void Take(BlendNote note)
    {
        if (note.Ended)
        {
            ref var source = ref _sources[note.Source];
            source = source with { Rows = Math.Max(source.Rows, note.Rows), Ended = true, Lost = note.Lost is not null };
        }
    }

    /// <summary>The state as it is now.</summary>
    public BlendState ToState() => new(Kept, [.. _sources]);
}
