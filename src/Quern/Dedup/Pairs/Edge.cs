namespace Quern.Dedup.Pairs;

/// <summary>Two rows that are similar.</summary>
/// <param name="A">The lower row.</param>
/// <param name="B">The higher row.</param>
/// <param name="Similarity">Their Jaccard index; not a number where it was not measured.</param>
internal readonly record struct Edge(int A, int B, double Similarity);
