namespace Quern.Hub.Cards;

/// <summary>A file as the card shows it.</summary>
/// <param name="Path">Where it lies in the dataset.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">How many rows it holds; null where that is not known.</param>
internal sealed record CardFile(string Path, long Bytes, long? Rows);
