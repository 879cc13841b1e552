using Quern.Formats;

namespace Quern.Reports.Verify;

/// <summary>A file that is verified.</summary>
/// <param name="Input">The file.</param>
internal sealed record VerifiedFile(InputFile Input)
{
    /// <summary>The split that its ledger, or else its name, says it belongs to; null where nothing says so.</summary>
    public string? Split { get; set; }

    /// <summary>Where it lies.</summary>
    public string Path => Input.Path;

    /// <summary>Rows in it, read or not; known when it was read.</summary>
    public long Rows { get; set; }

    /// <summary>Whether it could not be read to its end.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The shape of most of its rows.</summary>
    public string? Shape { get; set; }

    /// <summary>Where its rows lie.</summary>
    public RowLines Lines { get; set; } = new();

    /// <summary>Its numbers; known when it was read.</summary>
    public Tally? Tally { get; set; }
}

/// <summary>Files of one folder: a dataset, perhaps in several splits.</summary>
/// <param name="Name">The folder, or the file where there is one.</param>
/// <param name="Files">Its files.</param>
/// <param name="IsCopy">Whether it holds the rows of the set before it once more, in another format.</param>
internal sealed record VerifiedSet(string Name, IReadOnlyList<VerifiedFile> Files, bool IsCopy);
