namespace Quern.Rows;

/// <summary>
/// One JSON object in UTF-8 with its place. A view, not a copy: it is valid only while the call that received it runs.
/// </summary>
/// <param name="json">The row's text, without a line break at its end.</param>
/// <param name="place">Where the row came from.</param>
public readonly ref struct Row(ReadOnlySpan<byte> json, Place place)
{
    /// <summary>The row's text: one JSON object.</summary>
    public ReadOnlySpan<byte> Json { get; } = json;

    /// <summary>Where the row came from.</summary>
    public Place Place { get; } = place;

    /// <summary>The same place with other text: what an editing step passes on.</summary>
    public Row With(ReadOnlySpan<byte> json) => new(json, Place);
}
