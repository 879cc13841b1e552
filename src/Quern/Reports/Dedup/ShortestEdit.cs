namespace Quern.Reports.Dedup;

/// <summary>
/// Finds what two sequences share by the fewest changes that make one out of the other, after Myers (1986): what is
/// nearly equal is compared in nearly one pass. Past a bound it gives up, with what is shared up to there.
/// </summary>
internal sealed class ShortestEdit
{
    // More than a page shows of a pair, and little enough that what is remembered of the way fits in a few mebibytes.
    private const int MostChanges = 1000;
    private const long MostSteps = 8_000_000;

    private readonly int[] _first;
    private readonly int[] _second;
    private readonly int _most;
    private readonly int[] _reached;
    private readonly List<int[]> _before = [];

    private ShortestEdit(int[] first, int[] second)
    {
        (_first, _second, _most) = (first, second, Math.Min(first.Length + second.Length, MostChanges));
        _reached = new int[(2 * _most) + 3];
    }

    /// <summary>The places of what both have, in their order.</summary>
    public static IReadOnlyList<(int First, int Second)> Shared(int[] first, int[] second) => new ShortestEdit(first, second).Find();

    private List<(int First, int Second)> Find()
    {
        var steps = 0L;
        for (var changes = 0; ; changes++)
        {
            _before.Add(_reached[(_most + 1 - changes)..(_most + 2 + changes)]);
            for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
            {
                var x = Reach(diagonal, From(_reached, _most + 1, diagonal, changes), ref steps);
                if (x == _first.Length && x - diagonal == _second.Length)
                {
                    return WayTo(x, x - diagonal, changes);
                }
            }

            if (changes == _most || steps > MostSteps)
            {
                var (x, y) = Farthest(changes);
                return WayTo(x, y, changes);
            }
        }
    }

    // Goes along a diagonal as far as both are equal.
    private int Reach(int diagonal, int x, ref long steps)
    {
        var from = x;
        while (x < _first.Length && x - diagonal < _second.Length && _first[x] == _second[x - diagonal])
        {
            x++;
        }

        steps += x - from + 1;
        _reached[_most + 1 + diagonal] = x;
        return x;
    }

    // Where a diagonal is entered: from the one above by taking a word of the second, or from the one below by leaving one of the first.
    private static int From(int[] reached, int middle, int diagonal, int changes)
        => changes == 0 ? 0 : ComesFromAbove(reached, middle, diagonal, changes) ? reached[middle + diagonal + 1] : reached[middle + diagonal - 1] + 1;

    private static bool ComesFromAbove(int[] reached, int middle, int diagonal, int changes)
        => diagonal == -changes || (diagonal != changes && reached[middle + diagonal - 1] < reached[middle + diagonal + 1]);

    private (int X, int Y) Farthest(int changes)
    {
        var best = (X: 0, Y: 0);
        var found = -1;
        for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
        {
            var (x, y) = (_reached[_most + 1 + diagonal], _reached[_most + 1 + diagonal] - diagonal);
            if (x <= _first.Length && y <= _second.Length && x + y > found)
            {
                (best, found) = ((x, y), x + y);
            }
        }

        return best;
    }

    private List<(int First, int Second)> WayTo(int x, int y, int changes)
    {
        var shared = new List<(int, int)>();
        for (; changes > 0; changes--)
        {
            var (reached, diagonal) = (_before[changes], x - y);
            var before = ComesFromAbove(reached, changes, diagonal, changes) ? diagonal + 1 : diagonal - 1;
            var (fromX, fromY) = (reached[changes + before], reached[changes + before] - before);
            for (; x > fromX && y > fromY; x--, y--)
            {
                shared.Add((x - 1, y - 1));
            }

            (x, y) = (fromX, fromY);
        }

        for (; x > 0; x--)
        {
            shared.Add((x - 1, x - 1));
        }

        shared.Reverse();
        return shared;
    }
}
