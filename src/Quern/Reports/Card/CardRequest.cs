namespace Quern.Reports.Card;

/// <summary>What a card is asked for.</summary>
/// <param name="What">A run folder, a folder of files, or one file.</param>
internal sealed record CardRequest(string What)
{
    /// <summary>The licence that the rows are to stand under; null derives it from those of the sources.</summary>
    public string? Licence { get; init; }

    /// <summary>Whether the licence may ask for less than those of the sources do.</summary>
    public bool LicenceMayBeLaxer { get; init; }

    /// <summary>What the card is headed with; null takes the name of what it is of.</summary>
    public string? Title { get; init; }

    /// <summary>How many cores work on rows.</summary>
    public int Workers { get; init; } = 1;
}
