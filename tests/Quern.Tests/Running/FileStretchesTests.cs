using Quern.Running;

namespace Quern.Tests.Running;

public sealed class FileStretchesTests
{
#if DEBUG
    private const int Enough = 512;
#else
    private const int Enough = 32 << 20;
#endif

    private static (int First, int End)[] Of(params int[] shares)
    {
        // A row of a double has ten bytes.
        var files = shares.Select(static (s, i) => new FileDouble($"f{i}", (Enough / 10 * s / 100) + (s >= 100 ? 1 : 0))).ToArray();
        return [.. FileStretches.Of(FileDouble.Source(null, files)).Select(static s => (s.First, s.End))];
    }

    [Fact]
    public void Large_files_are_tasks_by_themselves() => Of(100, 300, 100).ShouldBe([(0, 1), (1, 2), (2, 3)]);

    [Fact]
    public void Small_files_share_one() => Of(40, 40, 40, 40, 10).ShouldBe([(0, 3), (3, 5)]);

    [Fact]
    public void Small_files_before_a_large_one_go_with_it() => Of(5, 5, 200, 5).ShouldBe([(0, 3), (3, 4)]);

    [Fact]
    public void Files_of_unknown_length_are_one_task() => Of(0, 0, 0).ShouldBe([(0, 3)]);

    [Fact]
    public void A_source_without_files_has_no_task() => Of().ShouldBeEmpty();

    [Fact]
    public void One_file_is_one_task() => Of(3).ShouldBe([(0, 1)]);
}
