using Quern.Hub.Registry;

namespace Quern.Tests.Hub.Registry;

public sealed class DatasetRegistryTests
{
    private static readonly DatasetRegistry Small = DatasetRegistry.Standard.With(RegistryReader.Read("""
        - { name: mill, hub: village/grain, config: coarse, groups: qa }
        - { name: mill-fine, hub: village/grain, config: fine, groups: [qa, jepa] }
        - { name: alpaca, hub: village/other-alpaca }
        """, "datasets.yaml"));

    [Fact]
    public void A_users_entry_takes_the_place_of_the_one_with_its_name()
    {
        Small.Find("alpaca")!.Hub.ShouldBe("village/other-alpaca");
        Small.Find("tatsu-lab/alpaca").ShouldBeNull();
        Small.Entries.Count.ShouldBe(DatasetRegistry.Standard.Entries.Count + 2);
        DatasetRegistry.Standard.Find("alpaca")!.Hub.ShouldBe("tatsu-lab/alpaca");
    }

    [Fact]
    public void An_id_means_the_first_entry_that_has_it_whatever_its_case()
    {
        Small.Find("Village/Grain")!.Name.ShouldBe("mill");
        Small.WithId("village/grain").Select(static e => e.Name).ShouldBe(["mill", "mill-fine"]);
        Small.Find("Mill").ShouldBeNull();
    }

    [Fact]
    public void A_users_entry_stands_before_ours_for_the_same_id()
    {
        var mine = DatasetRegistry.Standard.With([new KnownDataset { Name = "my-squad", Hub = "rajpurkar/squad" }]);
        mine.Find("rajpurkar/squad")!.Name.ShouldBe("my-squad");
        mine.Find("squad")!.Config.ShouldBe("plain_text");
    }

    [Fact]
    public void Names_groups_and_ids_become_datasets_each_once_in_their_order()
    {
        var faults = new List<string>();
        var found = Small.Expand(["mill-fine", "somebody/else.2", "village/grain", "mill", "somebody/else.2"], faults);
        faults.ShouldBeEmpty();
        found.Select(static e => e.Name).ShouldBe(["mill-fine", "somebody/else.2", "mill"]);
        found[1].Hub.ShouldBe("somebody/else.2");
        found[1].Licence.ShouldBe("unknown");
        found[1].FilesOf().ShouldBeEmpty();
        Small.Expand(["squad", "qa"], faults).Select(static e => e.Name).Take(3).ShouldBe(["squad", "mill", "mill-fine"]);
        Small.Expand(["all", "qa"], faults).ShouldBe(Small.Entries);
        Small.Expand([], faults).ShouldBeEmpty();
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alpca", "There is no dataset and no group 'alpca'. Did you mean 'alpaca'?")]
    [InlineData("adversrial", "Did you mean 'adversarial'?")]
    [InlineData("zzzzzzz", "There is no dataset and no group 'zzzzzzz'. 'quern sources' lists them")]
    [InlineData("", "There is no dataset and no group ''.")]
    [InlineData("a/b/c", "'a/b/c' is no id of a dataset")]
    [InlineData("/etc", "is no id")]
    [InlineData("../data", "is no id")]
    [InlineData("org/..", "is no id")]
    [InlineData("org/a..b", "is no id")]
    [InlineData("org/name\n", "is no id")]
    [InlineData("org/näme", "is no id")]
    [InlineData("org/a b", "is no id")]
    public void A_word_that_is_nothing_is_a_fault_and_the_others_are_found(string word, string expected)
    {
        var faults = new List<string>();
        Small.Expand(["mill", word, "sciq"], faults).Select(static e => e.Name).ShouldBe(["mill", "sciq"]);
        faults.ShouldHaveSingleItem().ShouldContain(expected);
    }
}
