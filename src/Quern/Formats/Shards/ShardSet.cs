using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>A row as <see cref="ShardSet.ForEach"/> hands it over.</summary>
public delegate void RowAction(Row row);

/// <summary>A whole dataset between two segments: its shards in order.</summary>
/// <param name="shards">The shards, in the rows' order.</param>
public sealed class ShardSet(IReadOnlyList<Shard> shards)
{
    /// <summary>The shards, in the rows' order.</summary>
    public IReadOnlyList<Shard> Shards { get; } = shards;

    /// <summary>How many rows there are.</summary>
    public long Rows => Shards.Sum(static s => s.Rows);

    /// <summary>How many bytes of text there are.</summary>
    public long Bytes => Shards.Sum(static s => s.Bytes);

    /// <summary>Hands over every row in order.</summary>
    public void ForEach(RowAction action, CancellationToken cancel)
    {
        foreach (var shard in Shards)
        {
            using var reader = new ShardReader(shard);
            var batch = new PlacedBatch();
            while (reader.Read(batch))
            {
                cancel.ThrowIfCancellationRequested();
                for (var i = 0; i < batch.Rows.Count; i++)
                {
                    action(new Row(batch.Rows[i], batch.Places[i]));
                }
            }
        }
    }

    /// <summary>Hands over the place of every row in order, without reading the rows.</summary>
    public void ForEachPlace(Action<Place> action, CancellationToken cancel)
    {
        foreach (var shard in Shards)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var place in PlacesFile.Read(shard))
            {
                action(place);
            }
        }
    }
}
