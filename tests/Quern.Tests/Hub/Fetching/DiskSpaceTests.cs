using Quern.Hub.Fetching;
using Quern.Rows;

namespace Quern.Tests.Hub.Fetching;

public sealed class DiskSpaceTests
{
    [Fact]
    public void A_disk_that_is_too_small_says_so_before_it_is_full()
    {
        var folder = Path.GetTempPath();
        DiskSpace.Require(folder, 1, "soup.jsonl of ann/soups");
        var message = Should.Throw<RunFault>(() => DiskSpace.Require(folder, long.MaxValue / 2, "soup.jsonl of ann/soups")).Message;
        message.ShouldStartWith("soup.jsonl of ann/soups needs 4611686018.4 GB more on the disk of ");
        message.ShouldEndWith("free. Free some space, or set HF_HOME to a folder on another disk.");
    }

    [Fact]
    public void A_folder_that_is_yet_to_be_made_has_the_room_of_the_one_around_it()
        => Should.Throw<RunFault>(() => DiskSpace.Require(Path.Combine(Path.GetTempPath(), "quern-no", "such", "folder"), long.MaxValue / 2, "soup"));

    [Fact]
    public void A_folder_of_which_nothing_is_known_is_taken_at_its_word()
        => DiskSpace.Require("/quern/no/such\0folder", long.MaxValue / 2, "soup");
}
