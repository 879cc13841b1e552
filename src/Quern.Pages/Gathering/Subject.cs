using Quern.Formats;
using Quern.Running;

namespace Quern.Pages.Gathering;

/// <summary>What a page is about, as it was found on the disk: a run folder, or the output of a single verb with what lies beside it.</summary>
internal sealed record Subject
{
    /// <summary>The name of the recipe or of the output.</summary>
    public required string Name { get; init; }

    /// <summary>The folder or the file, as the user named it.</summary>
    public required string Place { get; init; }

    /// <summary>The fate of every row.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>How far the run is: finished, interrupted or running.</summary>
    public required string State { get; init; }

    /// <summary>Whether the run itself said that nothing is missing.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The files that were written.</summary>
    public required IReadOnlyList<FoundOutput> Outputs { get; init; }

    /// <summary>The ledger's file; null where the run has not finished.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>The files that hold all rows once: every part of a split, or else the one output that is read best.</summary>
    public IReadOnlyList<FoundOutput> RowFiles
    {
        get
        {
            var best = Outputs.Where(static o => o.IsThere).OrderByDescending(static o => o.IsUnchanged).ThenByDescending(static o => RowWriters.FormatOf(o.Path) is OutputFormat.Jsonl).ToList();
            return best.Exists(static o => o.Part is not null) ? [.. best.Where(static o => o.Part is not null).DistinctBy(static o => o.Part)] : [.. best.Take(1)];
        }
    }

    /// <summary>The files of rejected rows.</summary>
    public required IReadOnlyList<string> Rejects { get; init; }

    /// <summary>Rows that were wanted of each source; empty where no target was set.</summary>
    public IReadOnlyDictionary<string, long> Wanted { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What its recipe means; null for a single verb.</summary>
    public FoundRecipe? Recipe { get; init; }

    /// <summary>The segments; null for a single verb.</summary>
    public SegmentPlan? Plan { get; init; }

    /// <summary>How long they took.</summary>
    public RunTimings Timings { get; init; } = new([]);

    /// <summary>Whether the run came to its end.</summary>
    public bool IsFinished => State == "finished";

    /// <summary>Where its page goes when no other place is named.</summary>
    public required string UsualPage { get; init; }

    /// <summary>Whether this file is an earlier page of its own: any in a run folder, elsewhere one that Quern has written.</summary>
    public bool IsOwnPage(string path)
        => Path.GetFullPath(path) == Path.GetFullPath(UsualPage) && (Plan is not null || IsWrittenByQuern(path));

    private static bool IsWrittenByQuern(string path)
    {
        const int headCharacters = 1000;
        if (!File.Exists(path))
        {
            return false;
        }

        using var reader = new StreamReader(path);
        var head = new char[headCharacters];
        return head.AsSpan(0, reader.ReadBlock(head)).Contains("<meta name=\"generator\" content=\"Quern ", StringComparison.Ordinal);
    }
}

/// <summary>A file that a run says it has written.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsThere">Whether it exists.</param>
/// <param name="IsUnchanged">Whether it is as it was written, as far as length and time tell.</param>
/// <param name="Bytes">Its length now.</param>
internal sealed record FoundOutput(string Path, bool IsThere, bool IsUnchanged, long Bytes)
{
    /// <summary>The part of a split whose rows it holds.</summary>
    public string? Part { get; init; }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isUnchanged">Tells whether it is as it was written.</param>
    public static FoundOutput Of(string path, Func<FileInfo, bool> isUnchanged)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FoundOutput(path, IsThere: true, isUnchanged(file), file.Length) : new FoundOutput(path, IsThere: false, IsUnchanged: false, 0);
    }
}
