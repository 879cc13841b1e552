using Quern.Hub.Push;
using Quern.HubStandIn.Repositories;

namespace Quern.Tests.Hub.Push;

public sealed class PushedCardTests : PushCase
{
    [Fact]
    public async Task A_made_card_knows_rows_and_licence()
    {
        Folder.Write("train.jsonl", "{\"a\":1}\n{\"a\":2}");
        Folder.Write("test.jsonl", "{\"a\":1}\n");
        var result = await Push(Request with { Licence = "MIT" });
        result.Notes.ShouldBeEmpty();
        var card = TextThere("README.md");
        card.ShouldStartWith("---\nlicense: mit\nconfigs:\n");
        card.ShouldContain("- name: train\n    num_examples: 2\n    num_bytes: 15\n");
        card.ShouldContain("- n<1K\n");
    }

    [Fact]
    public async Task Without_a_known_licence_the_card_names_none_and_that_is_said()
    {
        Folder.Write("train.jsonl", "{}\n");
        (await Push()).Notes.Single().ShouldContain("names no licence");
        TextThere("README.md").ShouldNotContain("license");
    }

    [Fact]
    public async Task A_card_of_ones_own_is_sent_as_it_is()
    {
        Folder.Write("README.md", "---\nlicense: mit\n---\n# Mine\n");
        Folder.Write("train.jsonl", "{}\n");
        var result = await Push(Request with { Licence = "odc-by" });
        result.Card.ShouldBe(CardOrigin.Own);
        result.Notes.Single().ShouldContain("--licence was left aside");
        TextThere("README.md").ShouldBe("---\nlicense: mit\n---\n# Mine\n");
    }

    [Fact]
    public async Task A_card_on_the_Hub_stays_unless_one_is_pushed()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d.Add("README.md", "# Theirs\n"));
        Folder.Write("train.jsonl", "{}\n");
        (await Push()).Card.ShouldBe(CardOrigin.Kept);
        TextThere("README.md").ShouldBe("# Theirs\n");
        Folder.Write("README.md", "# Mine\n");
        await Push();
        TextThere("README.md").ShouldBe("# Mine\n");
    }

    [Fact]
    public async Task What_a_dataset_without_a_card_holds_already_stands_in_the_card_too()
    {
        Stand.Add(new StandInDataset(Id)).Commit(static d => d.Add("train.jsonl", "{}\n"));
        Folder.Write("test.jsonl", "{}\n");
        await Push();
        TextThere("README.md").ShouldContain("| `train.jsonl` | train |  | 3 |");
        TextThere("README.md").ShouldNotContain("dataset_info");
    }

    [Fact]
    public async Task Rows_of_files_that_are_not_counted_come_from_the_statistics_beside_them()
    {
        Folder.Write("rows.csv", "a\n1\n2\n");
        Folder.Write("rows.stats.json", """{"steps":[{"label":"read","sources":{"x":{"in":2,"out":2}}}]}""");
        await Push();
        TextThere("README.md").ShouldContain("num_examples: 2");
        PathsThere.ShouldNotContain("rows.stats.json");
    }

    [Fact]
    public async Task Statistics_that_are_older_than_the_file_say_nothing()
    {
        Folder.Write("rows.csv", "a\n1\n2\n");
        File.SetLastWriteTimeUtc(Folder.Write("rows.stats.json", """{"steps":[{"label":"read","sources":{"x":{"in":2,"out":2}}}]}"""), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Push();
        TextThere("README.md").ShouldNotContain("num_examples");
    }
}
