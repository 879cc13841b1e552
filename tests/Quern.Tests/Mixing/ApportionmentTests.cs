using Quern.Mixing;

namespace Quern.Tests.Mixing;

public sealed class ApportionmentTests
{
    [Theory]
    [InlineData(10, new double[] { 1, 1, 1 }, new long[] { 4, 3, 3 })]
    [InlineData(100, new double[] { 60, 20, 20 }, new long[] { 60, 20, 20 })]
    [InlineData(7, new[] { 0.8, 0.1, 0.1 }, new long[] { 5, 1, 1 })]
    [InlineData(5, new double[] { 0, 1, 0 }, new long[] { 0, 5, 0 })]
    [InlineData(0, new double[] { 3, 1 }, new long[] { 0, 0 })]
    [InlineData(3, new double[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(1_000_000_007, new[] { 0.7, 0.3 }, new long[] { 700_000_005, 300_000_002 })]
    public void A_total_is_shared_out(long total, double[] weights, long[] parts) => Apportionment.Of(total, weights).ShouldBe(parts);

    [Fact]
    public void Parts_add_up_are_within_a_row_and_are_those_of_whole_numbers()
    {
        var random = new Random(11);
        for (var round = 0; round < 5000; round++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(0, 40)).ToArray();
            var total = random.Next(0, 3000);
            var sum = weights.Sum();
            if (sum == 0)
            {
                continue;
            }

            Apportionment.Of(total, [.. weights.Select(static w => (double)w)]).ShouldBe(Exact(total, weights), $"{total} in {string.Join(':', weights)}");
        }
    }

    [Fact]
    public void What_weighs_nothing_gets_nothing_though_rows_are_left()
        => Apportionment.Of(1, [0, 0.5, 0.5]).ShouldBe([0, 1, 0]);

    // With whole weights everything can be reckoned without fractions: a remainder is one of the division by their sum.
    private static long[] Exact(long total, int[] weights)
    {
        var sum = weights.Sum();
        var parts = weights.Select(w => total * w / sum).ToArray();
        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(i => total * weights[i] % sum).ThenBy(static i => i).Take((int)(total - parts.Sum())))
        {
            parts[i]++;
        }

        return parts;
    }
}
