namespace Quern.Rows;

/// <summary>Where a row came from. It stays with the row through every step, so that a reject can always be traced.</summary>
/// <param name="Source">Index into the run's list of sources.</param>
/// <param name="Ordinal">0-based position of the row in its source.</param>
public readonly record struct Place(int Source, long Ordinal);
