namespace Quern.Tests.Dedup.Rows;

/// <summary>Choices that are made by chance.</summary>
internal static class Chance
{
    /// <summary>One of several.</summary>
    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>True in one of so many cases.</summary>
    public static bool OneIn(this Random random, int cases) => random.Next(cases) == 0;
}
