using Quern.Formats.Shards;
using Quern.Mixing;
using Quern.Pages.Model;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>
/// Draws rows at random in one pass: each row has a number that comes from the seed and its position, and those with the
/// smallest numbers stay. Only they are copied.
/// </summary>
/// <param name="size">How many rows are drawn.</param>
/// <param name="seed">Where chance comes from.</param>
internal sealed class RowDraw(int size, ulong seed)
{
    private readonly PriorityQueue<DrawnRow, ulong> _drawn = new(Comparer<ulong>.Create(static (a, b) => b.CompareTo(a)));
    private RowKey _key = new(seed);
    private long _position;

    /// <summary>Draws from the next batch.</summary>
    public void Take(PlacedBatch batch)
    {
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++, _position++)
        {
            var key = _key.Next(new Place(0, _position));
            if (!rows.IsBroken(i, out _) && (_drawn.Count < size || (_drawn.TryPeek(out _, out var largest) && key < largest)))
            {
                _drawn.Enqueue(new DrawnRow(_position + 1, rows.Describe(i), rows[i].ToArray(), rows.Trusted), key);
                if (_drawn.Count > size)
                {
                    _drawn.Dequeue();
                }
            }
        }
    }

    /// <summary>The rows, in the order of the file; those that are not valid are left out.</summary>
    public IReadOnlyList<ShownRow> Result()
    {
        var check = new RowCheck();
        return [.. _drawn.UnorderedItems.Select(static d => d.Element).OrderBy(static r => r.Number)
            .Where(r => r.IsTrusted || check.Passes(r.Json, out _)).Select(static r => RowReading.Of(r.Number, r.Place, r.Json))];
    }

    private sealed record DrawnRow(long Number, string Place, byte[] Json, bool IsTrusted);
}
