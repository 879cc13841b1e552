namespace Quern.Running;

/// <summary>
/// Has the files fetched that will be read next, while one is being read. A source with a maximum fetches the next file
/// only when the one at hand will not be enough, judged by what it has given so far; one that may not be read to its end
/// fetches it when the one at hand is half read.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="maybeNotToItsEnd">Whether reading may stop anywhere.</param>
internal sealed class FetchAhead(SourceSpec source, bool maybeNotToItsEnd = false)
{
    // One to have at once when this is done, and one on its way.
    private const int Depth = 2;

    private int _prepared = -1;

    /// <summary>A file is about to be opened.</summary>
    public void Opening(int index)
    {
        if (source.Max is null && !maybeNotToItsEnd)
        {
            Prepare(index, index + Depth);
        }
    }

    /// <summary>A file has given some of its rows.</summary>
    /// <param name="index">Which file.</param>
    /// <param name="taken">Rows taken from the files before it.</param>
    /// <param name="delivered">Rows taken from it so far.</param>
    /// <param name="position">How many of its bytes that took.</param>
    public void Reading(int index, long taken, long delivered, long position)
    {
        if (position <= 0 || _prepared > index || (source.Max is null && !maybeNotToItsEnd))
        {
            return;
        }

        var expected = delivered * ((double)source.Files[index].Bytes / position);
        var isDue = !maybeNotToItsEnd || position >= source.Files[index].Bytes / 2;
        if (isDue && (source.Max is not { } max || taken + expected < max))
        {
            Prepare(index + 1, index + 1);
        }
    }

    // What lies before these files was read already, maybe by an earlier run, and is not wanted again.
    private void Prepare(int first, int last)
    {
        for (var i = Math.Max(_prepared + 1, first); i <= Math.Min(last, source.Files.Count - 1); i++)
        {
            source.Files[i].Prepare();
            _prepared = i;
        }
    }
}
