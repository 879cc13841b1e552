namespace Quern.Hub.Push;

/// <summary>Cuts files into commits: as a rule one; several where there are very many files, or many bytes of small ones.</summary>
internal static class CommitBatches
{
    /// <summary>The commits in their order. The card comes last, when what it speaks of is there.</summary>
    public static IReadOnlyList<IReadOnlyList<CommitEntry>> Of(IReadOnlyList<CommitEntry> entries, PushLimits limits)
    {
        var batches = new List<IReadOnlyList<CommitEntry>>();
        var batch = new List<CommitEntry>();
        long bytes = 0;
        foreach (var entry in entries.OrderBy(static e => e.File.Path == DatasetPush.CardPath).ThenBy(static e => e.File.Path, StringComparer.Ordinal))
        {
            if (batch.Count > 0 && (batch.Count == limits.FilesOfCommit || (entry.BytesInCommit > 0 && bytes + entry.BytesInCommit > limits.BytesOfCommit)))
            {
                batches.Add(batch);
                (batch, bytes) = ([], 0);
            }

            batch.Add(entry);
            bytes += entry.BytesInCommit;
        }

        return batch.Count > 0 ? [.. batches, batch] : batches;
    }
}
